// How does a block move by the keyboard?
import { Extension } from "django-prose-editor/editor"

// Alt with an arrow moves the block up or down.
export const Mover = Extension.create({
  name: "mover",
  addKeyboardShortcuts() {
    const by = (step) => () => {
      const { state, dispatch } = this.editor.view
      const { $from } = state.selection
      const place = $from.index(0)
      const to = place + step
      if (!$from.depth || to < 0 || to >= state.doc.childCount) return true
      const node = state.doc.child(place)
      const from = $from.before(1)
      const size = state.doc.child(to).nodeSize
      const target = step < 0 ? from - size : from + size
      const tr = state.tr.delete(from, from + node.nodeSize).insert(target, node)
      const offset = state.selection.from - from
      tr.setSelection(state.selection.constructor.near(tr.doc.resolve(target + offset)))
      dispatch(tr.scrollIntoView())
      return true
    }
    return { "Alt-ArrowUp": by(-1), "Alt-ArrowDown": by(1) }
  },
})
