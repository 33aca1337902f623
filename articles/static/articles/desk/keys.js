// Where does Tab lead in the text? Into the fields of a quote or photo, and else out of the text.
import { Extension } from "django-prose-editor/editor"

const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary"

const reachable = () =>
  [...document.querySelectorAll(FOCUSABLE)].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.offsetParent)

function beyond(dom, backwards) {
  const side = backwards ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING
  const found = reachable().filter((one) =>
    !dom.contains(one) && dom.compareDocumentPosition(one) & side)
  return found.at(backwards ? -1 : 0)
}

// Lists come first: there Tab makes an item one of the item above.
export const Keys = Extension.create({
  name: "storyKeys",
  priority: 50,
  addKeyboardShortcuts() {
    const { editor } = this
    const fields = () => {
      const { $from } = editor.state.selection
      return $from.depth ? editor.view.nodeDOM($from.before(1))?.desk : null
    }
    return {
      Tab: () => {
        const block = fields()
        if (block) block.enter()
        else beyond(editor.view.dom, false)?.focus()
        return true
      },
      "Shift-Tab": () => {
        beyond(editor.view.dom, true)?.focus()
        return true
      },
    }
  },
})
