// How is the document joined to the form that saves it?
import { Editor, crel } from "django-prose-editor/editor"
import { later } from "newsroom/desk/newsroom"

const EDGES = { top: 130, bottom: 90, left: 0, right: 0 } // pixels
const VALUE = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")

// The document is written out when somebody reads it, never for each key: `area.value` and every
// FormData of the form hold the newest text. An "input" event on the area says that it changed.
export function sheet(area, extensions) {
  const box = crel("div", { className: "prose-editor" })
  const label = area.labels?.[0]?.textContent || ""
  area.before(box)
  box.append(area)
  let stale = false
  const editor = new Editor({
    element: box,
    extensions,
    content: area.value,
    editable: !area.disabled,
    injectCSS: false, // the rules stand in editor.css, where a strict policy allows them
    enableCoreExtensions: { delete: false }, // nobody listens, and it would look at every change
    editorProps: {
      // The caret never hides behind the bars that stay at the edges of the window.
      scrollThreshold: EDGES,
      scrollMargin: EDGES,
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label },
    },
    onUpdate() {
      stale = true
      area.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  const written = () => {
    if (stale) {
      stale = false
      VALUE.set.call(area, textOf(editor))
    }
    return VALUE.get.call(area)
  }
  Object.defineProperty(area, "value", {
    configurable: true,
    get: written,
    set(html) {
      stale = false
      VALUE.set.call(area, html)
    },
  })
  area.form.addEventListener("formdata", (event) => event.formData.set(area.name, written()))
  window.addEventListener("pagehide", written)
  followLanguage(editor)
  followLength(editor)
  return editor
}

const textOf = (editor) => {
  const { doc } = editor.state
  const only = doc.childCount === 1 ? doc.firstChild : null
  return only?.type.name === "paragraph" && !only.content.size ? "" : editor.getHTML()
}

// Spelling and hyphens follow the language of the story; each text runs as its own letters do.
function followLanguage(editor) {
  const language = document.getElementById("id_language")
  const fields = [...document.querySelectorAll(".desk-main textarea, .desk-lead-words input")]
  for (const field of fields) field.setAttribute("dir", "auto")
  const follow = () => {
    for (const text of [editor.view.dom, ...fields]) text.setAttribute("lang", language.value)
  }
  language?.addEventListener("change", follow)
  if (language) follow()
}

const LONG = 80 // blocks

// In a long story the browser leaves alone what is far from the window (editor.css).
function followLength(editor) {
  const follow = () => editor.view.dom.classList.toggle("desk-long", editor.state.doc.childCount > LONG)
  editor.on("update", later(1000, follow))
  follow()
}
