// Which block does the editor want next? A menu at the caret.
import { Extension, Plugin, crel, pm } from "django-prose-editor/editor"
import { kindsCalled } from "newsroom/desk/blocks"
import { says } from "newsroom/desk/newsroom"

const KEY = new pm.state.PluginKey("slash")
const LIST = "desk-slash"

// "/" at the beginning of a paragraph or after a space opens the menu; what follows filters it.
const Slash = Extension.create({
  name: "slash",
  priority: 1000,
  addProseMirrorPlugins() {
    return [slashPlugin(this.editor)]
  },
})

export const extensions = [Slash]

// Open the menu in the paragraph where the caret stands, as if "/" had been typed.
export function openMenu(view) {
  const { from, to } = view.state.selection
  view.dispatch(view.state.tr.insertText("/", from, to).setMeta(KEY, { from, byButton: true }))
  view.focus()
}

const CLOSED = { kinds: [], at: 0, from: null }

function slashPlugin(editor) {
  return new Plugin({
    key: KEY,
    state: {
      init: () => CLOSED,
      apply(tr, open, _former, state) {
        const meta = tr.getMeta(KEY)
        if (meta === "close") return CLOSED
        if (meta?.mark !== undefined) return { ...open, at: meta.mark }
        const now = meta?.from === undefined ? open : { ...CLOSED, ...meta }
        return now.from === null ? CLOSED : followed(now, tr, state, Boolean(meta))
      },
    },
    props: {
      handleTextInput(view, from, to, text) {
        if (text !== "/" || !opens(view.state, from)) return false
        view.dispatch(view.state.tr.insertText("/", from, to).setMeta(KEY, { from }))
        return true
      },
      handleKeyDown: (view, event) => keyed(editor, view, event),
      attributes: (state) => {
        const { kinds, at } = KEY.getState(state)
        return kinds.length
          ? { "aria-controls": LIST, "aria-haspopup": "listbox", "aria-activedescendant": `${LIST}-${kinds[at].name}` }
          : {}
      },
    },
    view: (view) => listOf(editor, view),
  })
}

function opens(state, from) {
  const $from = state.doc.resolve(from)
  if ($from.parent.type.name !== "paragraph" || $from.depth !== 1) return false
  const before = $from.parent.textBetween(0, $from.parentOffset, "", "\ufffc")
  return !before || /\s$/.test(before)
}

function followed(open, tr, state, fresh) {
  const from = fresh ? open.from : tr.mapping.map(open.from, -1)
  const { $from, empty } = state.selection
  if (!empty || $from.pos <= from || $from.start() > from) return CLOSED
  const text = state.doc.textBetween(from, $from.pos, "\n", "\ufffc")
  if (!text.startsWith("/")) return CLOSED
  const kinds = kindsCalled(text.slice(1))
  if (!kinds.length) return CLOSED
  return { ...open, from, kinds, at: text === open.text ? open.at : 0, text }
}

function keyed(editor, view, event) {
  const open = KEY.getState(view.state)
  if (!open.kinds.length || event.isComposing) return false
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step) {
    const mark = (open.at + step + open.kinds.length) % open.kinds.length
    view.dispatch(view.state.tr.setMeta(KEY, { mark }))
  } else if (event.key === "Enter" || event.key === "Tab") choose(editor, open.kinds[open.at])
  else if (event.key === "Escape") close(view, open)
  else return false
  return true
}

// Escape leaves "/" as text; where the button wrote it, it goes again.
function close(view, open) {
  const tr = view.state.tr.setMeta(KEY, "close")
  view.dispatch(open.byButton ? tr.delete(open.from, view.state.selection.from) : tr)
}

function choose(editor, kind) {
  const { view, state } = editor
  const { from } = KEY.getState(state)
  view.dispatch(state.tr.delete(from, state.selection.from).setMeta(KEY, "close"))
  kind.run(editor)
}

// The list itself, outside of the text.
function listOf(editor, view) {
  const list = crel("ul", {
    id: LIST, className: "desk-slash", role: "listbox", "aria-label": says("blocks"), hidden: true,
  })
  view.dom.ownerDocument.body.append(list)
  let shown = null
  const hide = () => {
    list.hidden = true
    shown = null
  }
  view.dom.addEventListener("blur", () => setTimeout(() => view.isDestroyed || view.hasFocus() || hide()))
  return {
    update(now) {
      const open = KEY.getState(now.state)
      if (open === shown) return
      shown = open
      if (!open.kinds.length) return hide()
      list.replaceChildren(...open.kinds.map((kind, place) => item(editor, kind, place === open.at)))
      list.hidden = false
      place(list, now.coordsAtPos(open.from))
      list.children[open.at].scrollIntoView({ block: "nearest" })
    },
    destroy: () => list.remove(),
  }
}

function item(editor, kind, marked) {
  const option = crel("li", {
    id: `${LIST}-${kind.name}`, role: "option", "aria-selected": String(marked),
  }, [
    crel("span", { className: "material-icons", textContent: kind.icon, "aria-hidden": "true" }),
    crel("span", { textContent: kind.label }),
    crel("kbd", { textContent: kind.keys, "aria-hidden": "true" }),
  ])
  option.addEventListener("mousedown", (event) => event.preventDefault())
  option.addEventListener("click", () => choose(editor, kind))
  return option
}

// Below the caret, or above it where there is no room; never outside of the window.
export function place(list, caret) {
  const { offsetWidth: width, offsetHeight: height } = list
  const rtl = getComputedStyle(list).direction === "rtl"
  const wished = rtl ? caret.right - width : caret.left
  const left = Math.max(8, Math.min(wished, document.documentElement.clientWidth - width - 8))
  const below = caret.bottom + 6 + height < window.innerHeight
  list.style.left = `${left}px`
  list.style.top = `${Math.max(8, below ? caret.bottom + 6 : caret.top - height - 6)}px`
}
