// How will it look? The newsroom renders it; nothing is kept.
import { html, make, says, told } from "newsroom/story/build"
import { preview } from "newsroom/story/replies/calls"
import { tell } from "newsroom/story/replies/refusals"

export function looking(text, say) {
  const button = told("button", { type: "button", className: "plain", textContent: says("preview") })
  const seen = make("div", { className: "reply-preview", hidden: true, tabIndex: -1 })
  const hide = () => { seen.hidden = true }
  button.addEventListener("click", async () => {
    text.refuse("")
    try {
      const { body } = await preview(text.input.value)
      seen.replaceChildren(
        told("h4", { textContent: says("previewed") }),
        html("div", { className: "reply-text", dir: "auto" }, body.html),
      )
      seen.hidden = false
      say("")
      seen.focus()
    } catch (refusal) {
      hide()
      say(tell(refusal, { "/text": text }), true)
    }
  })
  return { button, seen, hide }
}
