// How can an editor look at words that are kept, and carry them elsewhere?
import { crel } from "django-prose-editor/editor"
import { says } from "newsroom/desk/newsroom"
import { entriesOf } from "newsroom/desk/typed"

const WORDS = ["headline", "standfirst", "body"]
const worded = (entries) => entries.filter(([name, value]) => value && WORDS.includes(name))

export function look(form, entries, title) {
  const labels = new Map([...form.querySelectorAll("label[for]")].map((one) => [one.htmlFor, one.textContent]))
  show(title, worded(entries).flatMap(([name, value]) => [
    crel("h3", { textContent: labels.get(`id_${name}`) || name }),
    crel("div", { className: "desk-clash-words", dir: "auto", textContent: plain(value) }),
  ]))
}

// To the clipboard; where the browser refuses that, into a dialog with all of it selected.
export async function copy(form, button) {
  const text = worded(entriesOf(form)).map(([, value]) => plain(value)).join("\n\n")
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = says("copied")
  } catch {
    const area = crel("textarea", {
      className: "desk-carried", dir: "auto", readOnly: true, rows: 12, value: text,
      "aria-label": says("copyByHand"),
    })
    show(says("copyByHand"), [area])
    area.focus()
    area.select()
  }
}

function show(title, parts) {
  const close = crel("button", { type: "button", className: "desk-button", textContent: says("close") })
  const dialog = crel("dialog", { className: "desk-dialog" }, [
    crel("h2", { textContent: title }), ...parts, close,
  ])
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

function plain(html) {
  const read = new DOMParser().parseFromString(html.replace(/<\/(p|h2|li|blockquote|figure)>/g, "$&\n\n"), "text/html")
  return read.body.textContent.replace(/\n{3,}/g, "\n\n").trim()
}
