// Who else may look at the draft? Links are made, copied and ended without leaving the text.
import { crel } from "django-prose-editor/editor"
import { send } from "newsroom/desk/newsroom"

export function links(facts, says) {
  const card = document.querySelector(".desk-links")
  if (!card || !facts.links) return
  const part = (name) => card.querySelector(`[data-link-${name}]`)
  const told = part("told")
  const address = part("made").querySelector("input")

  const list = (all) => {
    part("end-all").hidden = !all.length
    const items = all.map((link) => {
      const end = crel("button", {
        type: "button", className: "desk-button", textContent: says("end"), "aria-label": says("endOf", link),
      })
      end.addEventListener("click", () => act({ end: link.id }, () => says("ended")))
      const words = says(link.beside ? "pane" : "until", link)
      return crel("li", {}, [crel("span", { textContent: words, dir: "auto" }), end])
    })
    const none = crel("li", { className: "help", textContent: says("none") })
    part("list").replaceChildren(...(items.length ? items : [none]))
  }
  const act = async (what, done) => {
    try {
      const answer = await send(facts.links, what)
      list(answer.links)
      part("made").hidden = true
      told.classList.remove("desk-told")
      told.textContent = done(answer)
    } catch (error) {
      told.classList.add("desk-told")
      told.textContent = error.message
    }
  }
  part("make").addEventListener("click", () =>
    act({ make: card.querySelector("select").value }, ({ page }) => {
      address.value = page
      part("made").hidden = false
      address.select()
      return says("made")
    }),
  )
  part("copy").addEventListener("click", async () => {
    address.select()
    await navigator.clipboard?.writeText(address.value)
    told.classList.remove("desk-told")
    told.textContent = says("copied")
  })
  part("end-all").addEventListener("click", () => act({ end: "all" }, () => says("endedAll")))
  // What is chosen here is no change of the story.
  for (const name of ["input", "change"]) card.addEventListener(name, (event) => event.stopPropagation())
  address.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
  list(facts.listed)
}
