// How does an editor see the story while it is written? The desk tells it: docs/preview.md.
import { page } from "newsroom/story/build"

const VERSION = 1
const desk = window.parent

// `show(story)` paints; only the page that holds us, from our own origin, may tell us anything.
export function listen(show) {
  if (page.mode !== "desk" || desk === window) return
  const told = {
    "newsroom:story": ({ story }) => story && keeping(() => show(story)),
    "newsroom:scroll": ({ block }) => scroll(block),
  }
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== desk || origin !== location.origin || data?.version !== VERSION) return
    told[data.type]?.(data)
  })
  document.addEventListener("click", focus, true)
  document.addEventListener("submit", (event) => event.preventDefault(), true)
  tell({ type: "newsroom:ready" })
}

const tell = (message) => desk.postMessage({ version: VERSION, ...message }, location.origin)

const blocks = () => [...document.querySelectorAll("[data-block]")]

// Nothing leads away from the preview: a click says which block is meant.
function focus(event) {
  if (event.target.closest("a")) event.preventDefault()
  const block = event.target.closest("[data-block]")
  if (block) tell({ type: "newsroom:focus", block: block.dataset.block })
}

// What stands at the top of the window stays there, whatever grows above it.
function keeping(change) {
  const first = blocks().find((one) => one.getBoundingClientRect().bottom > 0)
  const name = window.scrollY > 0 && first?.dataset.block
  const before = first?.getBoundingClientRect().top
  const { scrollY } = window
  change()
  const after = name && blocks().find((one) => one.dataset.block === name)
  const to = after ? window.scrollY + after.getBoundingClientRect().top - before : scrollY
  window.scrollTo({ top: to, behavior: "instant" })
}

function scroll(name) {
  for (const one of blocks()) one.classList.toggle("is-written", one.dataset.block === name)
  const block = blocks().find((one) => one.dataset.block === name)
  if (!block) return
  const { top, bottom } = block.getBoundingClientRect()
  const room = window.innerHeight
  if (bottom > room * 0.15 && top < room * 0.85) return
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  block.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" })
}
