// Who writes, as far as they like to say? Remembered only when they tick it.
import { make, says, told } from "newsroom/story/build"
import { choice, field, tick } from "newsroom/story/replies/fields"
import { recall, remember } from "newsroom/story/replies/kept"
import { forget, verified } from "newsroom/story/replies/pass"

export function who(room) {
  const known = room.who || recall("who") || {}
  const signed = verified()
  const needed = room.repliers === "verified" && !signed
  const name = field("input", "name", says(needed || signed ? "name" : "nameOptional"), {
    autocomplete: "name", value: known.name,
  })
  const mail = field("input", "email", says(needed ? "mailNeeded" : "mail"), {
    type: "email", autocomplete: "email", required: needed, value: known.email, hint: needed ? says("mailWhy") : "",
  })
  const notify = tick("notify", says("notify"))
  const often = choice("how_often", says("howOften"), { at_once: says("atOnce"), daily: says("daily") })
  const keep = tick("keep", says("rememberMe"), Boolean(recall("who")))
  const letters = make("div", { className: "letters" }, [notify.element, often.element])
  const show = () => {
    letters.hidden = !mail.input.value.trim()
    often.element.hidden = !notify.input.checked
  }
  mail.input.addEventListener("input", show)
  notify.input.addEventListener("change", show)
  show()
  const written = () => ({ name: name.input.value.trim(), email: mail.input.value.trim() })
  return {
    element: make("div", { className: "who" }, [
      name.element, mail.element, letters, keep.element, signed ? passed() : null,
    ]),
    fields: {
      "/author/name": name, "/author/email": mail, "/author": name, "/notify": mail, "/how_often": often,
    },
    // An address belongs to somebody, so does a confirmed one: it needs a name beside it.
    flaws: () => [
      [name, (written().email || signed) && !written().name ? says("nameMissing") : ""],
      [mail, needed && !written().email ? says("mailMissing") : ""],
    ],
    said() {
      const { name: called, email } = written()
      const wished = Boolean(email && notify.input.checked)
      return {
        author: called ? { name: called, ...(email ? { email } : {}) } : null,
        ...(wished ? { notify: true, how_often: often.input.value } : {}),
      }
    },
    keep() {
      room.who = written()
      remember("who", keep.input.checked ? written() : null)
    },
  }
}

function passed() {
  const button = told("button", { type: "button", className: "plain", textContent: says("forgetPass") })
  const line = told("p", { className: "hint" }, [says("withPass"), " ", button])
  button.addEventListener("click", () => {
    forget()
    line.replaceChildren(says("passForgotten"))
  })
  return line
}
