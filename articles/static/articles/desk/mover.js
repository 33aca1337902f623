// How do blocks and whole sections move?
import { Extension, pm } from "django-prose-editor/editor"

// Which blocks does the selection touch? From the first to before the last, as places in the story.
export function touched(state) {
  const { $from, $to } = state.selection
  const first = $from.index(0)
  return [first, Math.max(first, $to.depth ? $to.index(0) : $to.index(0) - 1) + 1]
}

// A heading with all under it; null in the opening, which has no heading.
export function sectionAt(doc, place) {
  let first = Math.min(place, doc.childCount - 1)
  while (first >= 0 && doc.child(first).type.name !== "heading") first -= 1
  if (first < 0) return null
  return [first, sectionEnd(doc, first)]
}

export function sectionEnd(doc, first) {
  let end = first + 1
  while (end < doc.childCount && doc.child(end).type.name !== "heading") end += 1
  return end
}

export function before(doc, place) {
  let at = 0
  for (let n = 0; n < place; n += 1) at += doc.child(n).nodeSize
  return at
}

// Move the blocks from `first` to before `end` into the gap `to`; one transaction, the selection
// stays on the same words. Returns false where nothing would move.
export function moveBlocks(view, first, end, to) {
  const { state } = view
  const { doc, selection } = state
  if (to < 0 || to > doc.childCount || (to >= first && to <= end)) return false
  const from = before(doc, first)
  const until = before(doc, end)
  const slice = doc.slice(from, until)
  const tr = pm.history.closeHistory(state.tr).delete(from, until)
  const target = tr.mapping.map(before(doc, to))
  tr.insert(target, slice.content)
  if (selection.from >= from && selection.to <= until) {
    const { anchor, head, ...rest } = selection.toJSON()
    const by = target - from
    const shifted = { ...rest, anchor: anchor + by, ...(head === undefined ? {} : { head: head + by }) }
    tr.setSelection(pm.state.Selection.fromJSON(tr.doc, shifted))
  }
  view.dispatch(tr.scrollIntoView())
  return true
}

export function moveBy(view, step) {
  const [first, end] = touched(view.state)
  return moveBlocks(view, first, end, step < 0 ? first - 1 : end + 1)
}

export function moveSection(view, place, step) {
  const { doc } = view.state
  const mine = sectionAt(doc, place)
  if (!mine) return false
  if (step > 0) return mine[1] < doc.childCount && moveBlocks(view, ...mine, sectionEnd(doc, mine[1]))
  const above = mine[0] > 0 ? sectionAt(doc, mine[0] - 1) : null
  return Boolean(above) && moveBlocks(view, ...mine, above[0])
}

export const Mover = Extension.create({
  name: "mover",
  addKeyboardShortcuts() {
    const { editor } = this
    const section = (step) => () => {
      moveSection(editor.view, touched(editor.state)[0], step)
      return true
    }
    const block = (step) => () => {
      moveBy(editor.view, step)
      return true
    }
    return {
      "Alt-ArrowUp": block(-1),
      "Alt-ArrowDown": block(1),
      "Shift-Alt-ArrowUp": section(-1),
      "Shift-Alt-ArrowDown": section(1),
    }
  },
})
