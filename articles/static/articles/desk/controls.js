// Of which small parts are the blocks' own controls made?
import { crel } from "django-prose-editor/editor"

export const said = (name, attribute) => ({
  default: "",
  keepOnSplit: false,
  parseHTML: (element) => element.getAttribute(attribute) || "",
  renderHTML: (attrs) => (attrs[name] ? { [attribute]: attrs[name] } : {}),
})

export const changer = (editor, getPos) => (changes) => {
  const { state, dispatch } = editor.view
  const node = state.doc.nodeAt(getPos())
  dispatch(state.tr.setNodeMarkup(getPos(), undefined, { ...node.attrs, ...changes }))
}

export const remover = (editor, getPos) => () => {
  const { state, dispatch } = editor.view
  const node = state.doc.nodeAt(getPos())
  dispatch(state.tr.delete(getPos(), getPos() + node.nodeSize))
  editor.commands.focus()
}

export function fact(label, type, value, change, longest = 300) {
  const input = crel("input", {
    type, placeholder: label, "aria-label": label, title: label, value, maxLength: longest,
  })
  input.addEventListener("input", () => change(input.value))
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault()
  })
  return input
}

export const iconButton = (icon, label) =>
  crel("button", {
    type: "button", className: "desk-icon material-icons", textContent: icon, title: label,
    "aria-label": label,
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
