// How does a block move by hand, and what can be done with it?
import { Extension, crel, pm } from "django-prose-editor/editor"
import { TURNS, enter, turnInto } from "newsroom/desk/blocks"
import { menu } from "newsroom/desk/menu"
import { before, moveBlocks, sectionAt, sectionEnd } from "newsroom/desk/mover"
import { says } from "newsroom/desk/newsroom"
import { openMenu } from "newsroom/desk/slash"

let gutter = null

const Handles = Extension.create({
  name: "handles",
  addKeyboardShortcuts: () => ({
    "Alt-Enter": () => {
      gutter?.openFor("caret")
      return true
    },
  }),
})

export const extensions = [Handles]

// Two buttons beside the block under the pointer, or else beside the one with the caret.
export function start({ editor }) {
  const { view } = editor
  const box = view.dom.parentElement
  const add = button("add", says("addBelow"), "desk-gutter-add")
  const handle = button("drag_indicator", says("handle"), "desk-gutter-handle")
  handle.setAttribute("aria-haspopup", "menu")
  const dom = crel("div", { className: "desk-gutter", hidden: true }, [add, handle])
  const line = crel("div", { className: "desk-drop-line", hidden: true })
  box.insertBefore(dom, view.dom)
  box.append(line)
  let place = null

  const blockDom = (n) => view.nodeDOM(before(view.state.doc, n))
  const show = (n) => {
    place = n
    const block = n === null ? null : blockDom(n)
    dom.hidden = !block?.getBoundingClientRect
    if (dom.hidden) return
    const top = block.getBoundingClientRect().top - box.getBoundingClientRect().top
    const style = getComputedStyle(block)
    const line = block.matches("p, h2") ? parseFloat(style.lineHeight) || 28 : 40
    dom.style.top = `${top + parseFloat(style.paddingTop) + Math.max(0, (line - 28) / 2)}px`
  }
  const atCaret = () => Math.min(view.state.selection.$from.index(0), view.state.doc.childCount - 1)
  const held = () => dragging || dom.contains(document.activeElement) || document.querySelector(".desk-menu")
  box.addEventListener("pointermove", (event) => {
    if (held() || event.pointerType === "touch") return
    const n = blockUnder(view, event.clientY)
    if (n !== null && n !== place) show(n)
  })
  const follow = () => {
    if (!held()) show(view.hasFocus() ? atCaret() : null)
  }
  editor.on("selectionUpdate", follow)
  editor.on("update", () => held() || requestAnimationFrame(follow))
  editor.on("focus", () => held() || show(atCaret()))
  dom.addEventListener("focusout", () => setTimeout(follow))

  add.addEventListener("click", () => {
    addBelow(editor, place)
    openMenu(view)
  })
  const open = (n) => {
    show(n)
    menu(handle, actions(editor, n), () => view.focus())
  }
  gutter = { openFor: () => open(atCaret()) }
  let dragging = false
  handle.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
    event.preventDefault()
    enter(editor, before(view.state.doc, place))
    view.someProp("handleKeyDown", (act) => act(view, event))
    handle.focus()
    show(atCaret())
  })
  dragged(handle, {
    click: () => open(place),
    start: () => {
      dragging = true
      blockDom(place).classList.add("desk-dragged")
    },
    over: (y) => showLine(view, box, line, gapAt(view, y)),
    end: (y) => {
      dragging = false
      line.hidden = true
      view.dom.querySelector(".desk-dragged")?.classList.remove("desk-dragged")
      if (y === null) return
      const to = gapAt(view, y)
      if (moveBlocks(view, place, place + 1, to)) {
        enter(editor, before(view.state.doc, to > place ? to - 1 : to))
      }
    },
  })
}

const button = (icon, label, name) =>
  crel("button", {
    type: "button", className: `desk-gutter-button ${name} material-icons`, textContent: icon,
    title: label, "aria-label": label, dir: "ltr",
  })

function blockUnder(view, y) {
  const blocks = [...view.dom.children].filter((one) => one.pmViewDesc?.node)
  const n = blocks.findIndex((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return y >= top - 4 && y <= bottom + 4
  })
  return n < 0 ? null : n
}

function boxes(view) {
  const all = []
  view.state.doc.forEach((_node, at) => all.push(view.nodeDOM(at).getBoundingClientRect()))
  return all
}

function gapAt(view, y) {
  const all = boxes(view)
  const n = all.findIndex(({ top, height }) => y < top + height / 2)
  return n < 0 ? all.length : n
}

function showLine(view, box, line, gap) {
  const all = boxes(view)
  const y = gap < all.length ? all[gap].top - 4 : all.at(-1).bottom + 4
  line.style.top = `${y - box.getBoundingClientRect().top}px`
  line.hidden = false
}

// Follow a pointer from the handle; near an edge of the window the page moves along.
export function dragged(handle, { click, start, over, end }) {
  let from = null
  let y = 0
  let moving = false
  const scroll = () => {
    if (!moving) return
    const edge = 70
    const by = y < edge ? y - edge : Math.max(0, y - (window.innerHeight - edge))
    if (by) {
      window.scrollBy(0, by / 5)
      over(y)
    }
    requestAnimationFrame(scroll)
  }
  const stop = (at) => {
    if (moving) end(at)
    moving = false
    from = null
  }
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return
    handle.setPointerCapture(event.pointerId)
    from = event.clientY
  })
  handle.addEventListener("pointermove", (event) => {
    if (from === null) return
    y = event.clientY
    if (!moving && Math.abs(y - from) > 4) {
      moving = true
      start()
      requestAnimationFrame(scroll)
    }
    if (moving) over(y)
  })
  let dropped = false
  handle.addEventListener("pointerup", (event) => {
    dropped = moving
    stop(event.clientY)
  })
  handle.addEventListener("pointercancel", () => stop(null))
  handle.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && moving) {
      event.preventDefault()
      stop(null)
    }
  })
  handle.addEventListener("click", () => {
    if (!dropped) click()
    dropped = false
  })
}

// An empty paragraph below the block, or the block itself if it is one; the caret goes there.
function addBelow(editor, n) {
  const { state, view } = editor
  const at = before(state.doc, n)
  const block = state.doc.child(n)
  if (block.type.name === "paragraph" && !block.content.size) return enter(editor, at)
  view.dispatch(state.tr.insert(at + block.nodeSize, state.schema.nodes.paragraph.create()))
  enter(editor, at + block.nodeSize)
}

function actions(editor, n) {
  const { view } = editor
  const { doc } = view.state
  const at = before(doc, n)
  const block = doc.child(n)
  const move = (to) => () => {
    if (moveBlocks(view, n, n + 1, to)) enter(editor, before(view.state.doc, to > n ? to - 1 : to))
  }
  return [
    { icon: "arrow_upward", label: says("moveUp"), keys: "Alt+↑", act: n > 0 && move(n - 1) },
    { icon: "arrow_downward", label: says("moveDown"), keys: "Alt+↓", act: n < doc.childCount - 1 && move(n + 2) },
    { icon: "low_priority", label: says("moveTo"), more: sections(doc, n, move) },
    { icon: "autorenew", label: says("turnInto"), more: block.type.name !== "photo" && TURNS.map((kind) => ({
      icon: kind.icon, label: kind.label, act: () => turnInto(editor, at, kind),
    })) },
    { icon: "content_copy", label: says("duplicate"), act: () => duplicate(editor, at, block) },
    { icon: "delete", label: says("remove"), act: () => {
      view.dispatch(view.state.tr.delete(at, at + block.nodeSize))
      view.focus()
    } },
  ].filter(({ act, more }) => act || more?.length)
}

// The sections to whose end the block can go.
function sections(doc, n, move) {
  const all = []
  const mine = sectionAt(doc, n)
  doc.forEach((node, _at, place) => {
    if (place === 0 && node.type.name !== "heading") all.push([says("opening"), 0, null])
    if (node.type.name === "heading") all.push([node.textContent || "…", place, place])
  })
  return doc.child(n).type.name === "heading" ? [] : all
    .filter(([, , first]) => first !== (mine ? mine[0] : null))
    .map(([label, place]) => ({ icon: "segment", label, act: move(endOf(doc, place)) }))
}

function endOf(doc, place) {
  let end = sectionEnd(doc, place)
  const last = doc.child(end - 1)
  if (end === doc.childCount && end - 1 > place && last.type.name === "paragraph" && !last.content.size) end -= 1
  return end
}

// The copy is a block of its own: it gets its id when it is saved.
function duplicate(editor, at, block) {
  const copy = block.type.create(
    { ...block.attrs, blockId: null, opening: null, openingAnchor: null, anchor: null },
    block.content,
  )
  const { state, view } = editor
  view.dispatch(pm.history.closeHistory(state.tr).insert(at + block.nodeSize, copy))
  enter(editor, at + block.nodeSize)
}
