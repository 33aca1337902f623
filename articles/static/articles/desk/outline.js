// Of which sections does the story consist, and where am I?
import { crel } from "django-prose-editor/editor"
import { enter } from "newsroom/desk/blocks"
import { dragged } from "newsroom/desk/handles"
import { before, moveBlocks, moveSection, sectionAt, sectionEnd } from "newsroom/desk/mover"
import { later, says } from "newsroom/desk/newsroom"

export function start({ editor }) {
  const { view } = editor
  const list = crel("ol", { className: "desk-outline-list" })
  const fold = crel("button", {
    type: "button", className: "desk-outline-fold", textContent: says("overview"),
    "aria-pressed": "false",
  })
  const nav = crel("nav", { className: "desk-outline", id: "desk-outline", "aria-label": says("outline") }, [
    crel("h2", { textContent: says("outline") }), list, fold,
  ])
  const opener = crel("button", {
    type: "button", className: "desk-button desk-outline-opener", textContent: says("outline"),
    "aria-controls": nav.id, "aria-expanded": "false",
  })
  document.querySelector(".desk").prepend(nav)
  document.querySelector(".desk-words").before(opener)
  const open = (yes) => {
    nav.classList.toggle("desk-open", yes)
    opener.setAttribute("aria-expanded", String(yes))
  }
  opener.addEventListener("click", () => open(!nav.classList.contains("desk-open")))
  nav.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    open(false)
    view.focus()
  })
  const folded = (yes) => {
    view.dom.classList.toggle("desk-folded", yes)
    fold.setAttribute("aria-pressed", String(yes))
  }
  fold.addEventListener("click", () => folded(!view.dom.classList.contains("desk-folded")))
  view.dom.addEventListener("keydown", () => folded(false))

  const jump = (place) => {
    folded(false)
    open(false)
    const at = before(view.state.doc, place)
    enter(editor, at)
    scrollTo(view.nodeDOM(at))
  }
  const move = (place, step) => {
    const heading = view.state.doc.child(place)
    if (!moveSection(view, place, step)) return
    draw()
    const now = view.state.doc.content.content.indexOf(heading)
    list.querySelector(`[data-place="${now}"]`)?.focus()
  }
  const entry = ([label, place]) => {
    const button = crel("button", {
      type: "button", textContent: label, dir: "auto", "data-place": place, title: says("outlineHelp"),
    })
    const line = crel("li", {}, [button])
    button.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
      if (!step || !event.altKey || place === null) return
      event.preventDefault()
      move(place, step)
    })
    dragged(button, {
      click: () => jump(place ?? 0),
      start: () => line.classList.add("desk-dragged"),
      over: (y) => mark(under(list, y)),
      end: (y) => {
        mark(null)
        line.classList.remove("desk-dragged")
        if (y !== null && place !== null) dropSection(view, place, under(list, y))
        draw()
      },
    })
    return line
  }
  const mark = (target) => {
    for (const line of list.children) line.classList.toggle("desk-drop-before", line === target)
  }
  let drawn = ""
  const draw = () => {
    const parts = partsOf(view.state.doc)
    const now = JSON.stringify(parts)
    if (now !== drawn) list.replaceChildren(...parts.map(entry))
    drawn = now
    nav.classList.toggle("desk-short", parts.length < 2)
    current()
  }
  const current = () => {
    const mine = sectionAt(view.state.doc, view.state.selection.$from.index(0))
    for (const button of list.querySelectorAll("button")) {
      const here = button.dataset.place === String(mine ? mine[0] : null)
      if (here) button.setAttribute("aria-current", "location")
      else button.removeAttribute("aria-current")
    }
  }
  editor.on("update", later(250, draw))
  editor.on("selectionUpdate", later(80, current))
  draw()
}

// In some frames: what lies on the way through a long story is laid out only when it is near.
function scrollTo(heading, frames = 5) {
  heading?.scrollIntoView({ block: "start" })
  if (frames) requestAnimationFrame(() => scrollTo(heading, frames - 1))
}

// The headings with their places; the opening has none.
function partsOf(doc) {
  const parts = []
  doc.forEach((node, _at, place) => {
    if (node.type.name === "heading") parts.push([node.textContent || "…", place])
    else if (place === 0) parts.push([says("opening"), null])
  })
  return parts
}

const under = (list, y) =>
  [...list.children].find((line) => {
    const { top, height } = line.getBoundingClientRect()
    return y < top + height / 2
  }) || null

function dropSection(view, place, target) {
  const { doc } = view.state
  const said = target?.querySelector("button").dataset.place
  if (said === "null") return
  const mine = [place, sectionEnd(doc, place)]
  moveBlocks(view, ...mine, target ? Number(said) : doc.childCount)
}
