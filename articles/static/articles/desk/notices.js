// What is the editor told above the text, and what can be done about it?
import { crel } from "django-prose-editor/editor"

const place = () => document.querySelector("[data-news]")

// A notice stays until another of its key takes its place; without text there is none.
export function notice(key, text = "", acts = []) {
  const old = [...(place()?.children || [])].find((one) => one.dataset.key === key)
  if (!text || !place()) {
    old?.remove()
    return null
  }
  if (old && old.dataset.text === text) return old
  const buttons = acts.map(({ label, act, href }) => {
    if (href) return crel("a", { className: "desk-button", href, target: "_blank", rel: "opener", textContent: label })
    const button = crel("button", { type: "button", className: "desk-button", textContent: label })
    button.addEventListener("click", () => act(button))
    return button
  })
  const made = crel("section", { className: "desk-notice" }, [
    crel("p", { className: "desk-notice-says", textContent: text }),
    crel("div", { className: "desk-notice-does" }, buttons),
  ])
  made.dataset.key = key
  made.dataset.text = text
  if (old) old.replaceWith(made)
  else place().append(made)
  return made
}

// Ask once more in the place of the button.
export function sure(button, question, label, act) {
  const yes = crel("button", { type: "button", className: "desk-button desk-danger", textContent: label })
  yes.addEventListener("click", act)
  const asked = crel("span", { className: "desk-sure" }, [question, " ", yes])
  button.replaceWith(asked)
  yes.focus()
}
