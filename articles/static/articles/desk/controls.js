// Of which small parts are the blocks' own controls made?
import { crel, pm } from "django-prose-editor/editor"

export const said = (name, attribute) => ({
  default: "",
  keepOnSplit: false,
  parseHTML: (element) => element.getAttribute(attribute) || "",
  renderHTML: (attrs) => (attrs[name] ? { [attribute]: attrs[name] } : {}),
})

// Change what a block says of itself; `fresh` begins a step of its own for undo.
export const changer = (editor, getPos) => (changes, fresh = true) => {
  const at = getPos()
  const node = at === undefined ? null : editor.state.doc.nodeAt(at)
  if (!node || Object.entries(changes).every(([name, value]) => node.attrs[name] === value)) return
  const tr = editor.state.tr.setNodeMarkup(at, undefined, { ...node.attrs, ...changes })
  editor.view.dispatch(fresh ? pm.history.closeHistory(tr) : tr)
}

export const remover = (editor, getPos) => () => {
  const { state, dispatch } = editor.view
  const node = state.doc.nodeAt(getPos())
  dispatch(state.tr.delete(getPos(), getPos() + node.nodeSize))
  editor.view.focus()
}

// A field of a block. What is typed in one visit is one step of undo, in the order of the story.
export function fact(label, type, value, change, longest = 300) {
  const input = crel("input", {
    type, placeholder: label, "aria-label": label, title: label, value, maxLength: longest,
    dir: type === "text" ? "auto" : "ltr",
  })
  let fresh = true
  input.addEventListener("focus", () => {
    fresh = true
  })
  input.addEventListener("input", () => {
    change(input.value, fresh)
    fresh = false
  })
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !(event.ctrlKey || event.metaKey)) event.preventDefault()
  })
  return input
}

export const show = (input, value) => {
  if (input.value !== value) input.value = value
}

const undoes = (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return ""
  const key = event.key.toLowerCase()
  if (key === "z") return event.shiftKey ? "redo" : "undo"
  return key === "y" ? "redo" : ""
}

// Lead the keyboard through the fields of a block: Tab goes on and at last below the block,
// Shift+Tab and Escape go back into its text, Ctrl+Enter goes on below, Ctrl+Z undoes in the story.
export function stops(editor, getPos, dom, fields) {
  const there = () => fields().filter((field) => field.isConnected && field.offsetParent)
  const back = () => putCaret(editor, getPos() + dom.desk.textEnd())
  const below = () => goBelow(editor, getPos())
  dom.desk = {
    textEnd: () => 1,
    enter: (last = false) => there().at(last ? -1 : 0)?.focus(),
  }
  dom.addEventListener("keydown", (event) => {
    const fields = there()
    const place = fields.indexOf(document.activeElement)
    if (event.defaultPrevented || event.isComposing) return
    const undo = undoes(event)
    if (undo && !(document.activeElement.dataset.searching && undo === "undo")) {
      event.preventDefault()
      undoFrom(editor, undo)
    } else if (event.key === "Escape") {
      event.preventDefault()
      back()
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      below()
    } else if (event.key === "Tab" && place >= 0) {
      event.preventDefault()
      const next = fields[place + (event.shiftKey ? -1 : 1)]
      if (next) next.focus()
      else if (event.shiftKey) back()
      else below()
    }
  })
}

// At once, unlike the library's own command, so that the next key goes into the text.
export function putCaret(editor, at) {
  const { state, view } = editor
  const tr = state.tr.setSelection(pm.state.Selection.near(state.doc.resolve(at)))
  view.dispatch(tr.scrollIntoView())
  view.focus()
}

// Undo in the order in which things were done; stay in the field if it still shows what changed.
function undoFrom(editor, what) {
  const field = document.activeElement
  const before = field.value
  editor.commands[what]()
  if (!field.isConnected || field.value === before) editor.view.focus()
}

// Put the caret into the block below; there is always one.
export function goBelow(editor, at) {
  const { state, view } = editor
  const after = at + state.doc.nodeAt(at).nodeSize
  const tr = state.tr
  const next = state.doc.nodeAt(after)
  if (!next?.isTextblock || next.type.name === "photo") {
    tr.insert(after, state.schema.nodes.paragraph.create())
  }
  tr.setSelection(pm.state.TextSelection.create(tr.doc, after + 1))
  view.dispatch(tr.scrollIntoView())
  view.focus()
}

export const iconButton = (icon, label) =>
  crel("button", {
    type: "button", className: "desk-icon material-icons", textContent: icon, title: label,
    "aria-label": label, dir: "ltr",
  })

export const showId = (dom, node) => {
  if (node.attrs.blockId) dom.dataset.id = node.attrs.blockId
  else delete dom.dataset.id
}

export const wordButton = (icon, label, keys = "") =>
  crel("button", {
    type: "button", className: "prose-menubar__button desk-word-button",
    title: keys ? `${label} (${keys})` : label,
  }, [crel("span", { className: "material-icons", textContent: icon, "aria-hidden": "true" }), label])
