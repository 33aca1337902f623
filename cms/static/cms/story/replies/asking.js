// Is the reader sure? The browser's own dialog: it keeps the focus, and gives it back.
import { make, says, told } from "newsroom/story/build"

let made = 0

export function dialog(title, children) {
  made += 1
  const element = make("dialog", { className: "reply-dialog", "aria-labelledby": `dialog-${made}` }, [
    told("h2", { id: `dialog-${made}`, textContent: title }), ...children,
  ])
  element.addEventListener("close", () => element.remove(), { once: true })
  document.body.append(element)
  element.showModal()
  return element
}

// Resolves to true when the reader says so; Esc and "keep" are no.
export function sure(question, yes) {
  return new Promise((answer) => {
    const go = told("button", { type: "button", className: "post", textContent: yes })
    const keep = told("button", { type: "button", className: "plain", textContent: says("keep") })
    const element = dialog(question, [make("p", { className: "buttons" }, [go, keep])])
    let said = false
    go.addEventListener("click", () => { said = true; element.close() })
    keep.addEventListener("click", () => element.close())
    element.addEventListener("close", () => answer(said), { once: true })
    keep.focus()
  })
}
