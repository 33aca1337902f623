// How does a reader tell the moderators that something is wrong with a reply?
import { make, says, told } from "newsroom/story/build"
import { dialog } from "newsroom/story/replies/asking"
import { report as sent } from "newsroom/story/replies/calls"
import { counter, field } from "newsroom/story/replies/fields"
import { nameOf } from "newsroom/story/replies/item"
import { clear, tell } from "newsroom/story/replies/refusals"
import { renew } from "newsroom/story/replies/thread"

const REASONS = {
  spam: "isSpam", abuse: "isAbuse", hate: "isHate", off_topic: "isOffTopic", misinformation: "isFalse",
  illegal: "isIllegal", personal_data: "isPersonal", advert: "isAdvert", other: "isOther",
}
const LONGEST = 500

export function report(room, node) {
  const note = field("textarea", "note", says("reportNote"), { rows: 2 })
  note.input.after(counter(note.input, () => LONGEST).element)
  const reasons = reasonsOf()
  const name = field("input", "name", says("nameOptional"), { autocomplete: "name" })
  const email = field("input", "email", says("reportMail"), { type: "email", autocomplete: "email" })
  const notifier = make("div", { hidden: true }, [name.element, email.element])
  const illegal = () => new FormData(form).get("reason") === "illegal"
  const status = told("p", { className: "reply-status is-wrong", role: "alert" })
  const cancel = told("button", { type: "button", className: "plain", textContent: says("cancel") })
  const form = make("form", { className: "reply-form", noValidate: true }, [
    reasons.element, note.element, notifier, status,
    make("p", { className: "buttons" }, [
      told("button", { type: "submit", className: "post", textContent: says("reportSend") }), cancel,
    ]),
  ])
  const box = dialog(says("reportOf", { name: nameOf(node.one) }), [
    told("p", { className: "hint", textContent: says("reportWho") }), form,
  ])
  reasons.element.addEventListener("change", () => { notifier.hidden = !illegal() })
  cancel.addEventListener("click", () => box.close())
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const fields = { "/note": note, "/reason": reasons, "/name": name, "/email": email }
    clear(fields)
    const reason = new FormData(form).get("reason")
    if (!reason) {
      reasons.refuse(says("reportWhy"))
      reasons.input.focus()
      return
    }
    try {
      const who = illegal() ? { name: name.input.value.trim(), email: email.input.value.trim() } : {}
      await sent(node.one.id, { reason, note: note.input.value.trim(), ...who })
      node.reported = true
      box.close()
      renew(room, node, {})
      room.tell(node, says("reportSent"))
      node.article.focus({ preventScroll: true })
    } catch (refusal) {
      status.textContent = tell(refusal, fields)
    }
  })
}

function reasonsOf() {
  const wrong = told("p", { className: "wrong", id: "reason-wrong", role: "alert", hidden: true })
  const options = Object.entries(REASONS).map(([value, key]) => make("div", { className: "is-tick" }, [
    make("input", { type: "radio", name: "reason", value, id: `reason-${value}`, required: true }),
    told("label", { for: `reason-${value}`, textContent: says(key) }),
  ]))
  const element = make("fieldset", { className: "reasons", "aria-describedby": "reason-wrong" }, [
    told("legend", { textContent: says("reportWhat") }), ...options, wrong,
  ])
  const refuse = (message) => {
    wrong.textContent = message
    wrong.hidden = !message
  }
  return { element, refuse, input: options[0].firstChild }
}
