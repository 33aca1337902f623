// Who writes, as far as they like to say? Remembered only when they tick it.
import { make, says } from "newsroom/story/build"
import { field, tick } from "newsroom/story/replies/fields"
import { recall, remember } from "newsroom/story/replies/kept"

export function who(room) {
  const known = room.who || recall("who") || {}
  const needed = room.repliers === "verified"
  const name = field("input", "name", says(needed ? "name" : "nameOptional"), { autocomplete: "name", value: known.name })
  const mail = field("input", "email", says(needed ? "mailNeeded" : "mail"), {
    type: "email", autocomplete: "email", required: needed, value: known.email, hint: needed ? says("mailWhy") : "",
  })
  const notify = tick("notify", says("notify"))
  const keep = tick("keep", says("rememberMe"), Boolean(recall("who")))
  const letters = make("div", { className: "letters" }, [notify.element])
  const show = () => { letters.hidden = !mail.input.value.trim() }
  mail.input.addEventListener("input", show)
  show()
  const written = () => ({ name: name.input.value.trim(), email: mail.input.value.trim() })
  return {
    element: make("div", { className: "who" }, [name.element, mail.element, letters, keep.element]),
    fields: {
      "/author/name": name, "/author/email": mail, "/author": name, "/notify": mail,
    },
    // An address belongs to somebody: it needs a name beside it.
    flaws: () => [
      [name, written().email && !written().name ? says("nameMissing") : ""],
      [mail, needed && !written().email ? says("mailMissing") : ""],
    ],
    said() {
      const { name: called, email } = written()
      const told = Boolean(email && notify.input.checked)
      return {
        author: called ? { name: called, ...(email ? { email } : {}) } : null,
        ...(told ? { notify: true } : {}),
      }
    },
    keep() {
      room.who = written()
      remember("who", keep.input.checked ? written() : null)
    },
  }
}
