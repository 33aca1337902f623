// How much waits? The numbers beside the views; what is decided counts at once.
import { look } from "newsroom/queue/live"
import { desk } from "newsroom/queue/newsroom"

const PAUSE = 1500 // ms after the last answer until the newsroom is asked how it stands
const written = new Intl.NumberFormat(document.documentElement.lang || "en")
const numbers = {} // what the newsroom said last
let flying = 0 // decided here, and not answered yet
let timer

const places = () => document.querySelectorAll("[data-count]")

export function showCounts(counts) {
  Object.assign(numbers, counts)
  paint()
}

function paint() {
  for (const place of places()) {
    const view = place.dataset.count
    const number = numbers[view]
    const less = view === desk.view ? flying : 0
    if (number !== undefined) place.textContent = written.format(Math.max(0, number - less))
  }
}

// Returns what is called with the answer: how many of them really left.
export function countOff(by) {
  flying += by
  paint()
  return (left) => {
    flying -= by
    countBack(-left)
    clearTimeout(timer)
    timer = setTimeout(() => look({ anyway: true }), PAUSE)
  }
}

export function countBack(by) {
  if (numbers[desk.view] !== undefined) numbers[desk.view] += by
  paint()
}

export function counting() {
  for (const { dataset } of places()) numbers[dataset.count] ??= Number(dataset.number)
}
