// Which replies stand in the list, which one is in focus, and which are selected?
import { find, says } from "newsroom/queue/newsroom"
import { tell } from "newsroom/queue/telling"

const items = new Map() // key: { key, version, words, moves, card } in the order of the list
const selected = new Set()
const aside = new Set() // skipped: they stand at the end
const watchers = []
let current = ""

const lines = find("queue-lines")
const room = find("queue-focus")

export const one = (key = current) => items.get(key)
export const keys = () => [...items.keys()]
export const chosen = () => keys().filter((key) => selected.has(key))
export const onChange = (watch) => watchers.push(watch)
const after = () => keys().slice(keys().indexOf(current) + 1)
const untouched = (key) => !selected.has(key) && key !== current

export const ahead = () => after().filter((key) => !aside.has(key)).length
export const behind = () => keys().slice(0, keys().indexOf(current)).filter(untouched)
export const skipped = () => keys().filter((key) => aside.has(key) && untouched(key))

const line = (key) => lines.querySelector(`[data-key="${key}"]`)
const made = (html) => {
  const box = document.createElement("template")
  box.innerHTML = html
  return box.content.firstElementChild
}

// What was skipped stands at the end, so new ones come before it.
function end() {
  const order = keys()
  while (order.length && aside.has(order.at(-1)) && order.at(-1) !== current) order.pop()
  return order.length
}

// Put replies at the end, or before the one at `index`.
export function put(more, index = end()) {
  const order = [...items.values()].filter((item) => !more.some(({ key }) => key === item.key))
  order.splice(index, 0, ...more)
  items.clear()
  for (const item of order) items.set(item.key, item)
  for (const item of more.toReversed()) {
    line(item.key)?.remove()
    const after = order[order.indexOf(item) + 1]
    lines.insertBefore(made(item.line), after ? line(after.key) : null)
  }
  if (items.size && !items.has(current)) show(keys()[0], { focus: false })
  changed()
}

// Take replies out; returns where each stood, so that it can come back there.
export function take(gone) {
  const order = keys()
  const stood = gone.map((key) => order.indexOf(key))
  const rest = order.filter((key) => !gone.includes(key))
  const next = order.slice(order.indexOf(current)).find((key) => !gone.includes(key))
  drop(gone)
  if (gone.includes(current)) show(next || rest.at(-1) || "")
  changed()
  return stood
}

// Forget replies that are not in focus.
export function drop(gone) {
  for (const key of gone) {
    items.delete(key)
    selected.delete(key)
    aside.delete(key)
    line(key)?.remove()
  }
}

// Another moderator, or the author, changed it: the line says so, and so does the card.
export function mark(key, news) {
  const item = items.get(key)
  if (!item) return
  item.news = news
  line(key)?.classList.toggle("queue-overtaken", news.left)
  const told = line(key)?.querySelector("small")
  told?.prepend(`${news.said} · `)
  if (key === current) tellInCard(item)
}

// Put what is known of it now in its place; in focus it stays so.
export function renew(item) {
  if (!items.has(item.key)) return
  items.set(item.key, item)
  line(item.key)?.replaceWith(made(item.line))
  if (item.key === current) show(item.key)
  else changed()
}

function tellInCard({ news }) {
  const told = document.createElement("p")
  told.className = "queue-claim queue-news"
  told.textContent = news.said
  if (!news.left) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "button"
    button.dataset.act = "anew"
    button.textContent = says("anew")
    told.append(" ", button)
  }
  room.querySelector("header").after(told)
}

export function show(key, { focus = true } = {}) {
  const item = items.get(key)
  const before = items.get(current)
  if (before?.news?.left && before.key !== key) drop([before.key])
  current = item ? key : ""
  room.replaceChildren(...(item ? [made(item.card)] : []))
  if (item?.news) tellInCard(item)
  find("queue-empty").hidden = Boolean(item)
  for (const each of lines.querySelectorAll("a")) each.removeAttribute("aria-current")
  line(current)?.querySelector("a").setAttribute("aria-current", "true")
  line(current)?.scrollIntoView({ block: "nearest" })
  if (focus) (item ? room.firstElementChild : find("queue-status")).focus({ preventScroll: true })
  // Below the line that says what happened, which stays in view.
  const top = room.getBoundingClientRect().top - find("queue-status").parentElement.offsetHeight - 8
  if (focus && top < 0) scrollBy({ top })
  changed()
}

export function step(by) {
  const order = keys()
  const key = order[order.indexOf(current) + by]
  if (key) show(key)
  else tell(says(by < 0 ? "first" : "last"))
  return Boolean(key)
}

export function skip() {
  const item = one()
  if (!item) return
  const order = keys()
  const next = order[order.indexOf(item.key) + 1]
  if (next) show(next)
  aside.delete(item.key)
  put([item], items.size)
  aside.add(item.key)
  tell(says("skip", item))
  changed()
}

export function select(key = current, on = !selected.has(key)) {
  if (!items.has(key)) return
  if (on) selected.add(key)
  else selected.delete(key)
  changed()
  tell(says("selected", { count: selected.size }))
}

function changed() {
  const order = keys()
  for (const each of lines.children) {
    each.firstElementChild.checked = selected.has(each.dataset.key)
  }
  const told = room.querySelector(".queue-place")
  if (told) told.textContent = `${says("place", { place: order.indexOf(current) + 1, count: order.length })} ·`
  for (const watch of watchers) watch()
}

// The list that the page brought makes way for the one whose cards are known.
export function clear() {
  items.clear()
  lines.replaceChildren()
}

export function listenToList() {
  find("queue-status").tabIndex = -1
  lines.addEventListener("click", (event) => {
    const row = event.target.closest("li")
    if (!row || event.ctrlKey || event.metaKey) return
    if (event.target.matches("input")) select(row.dataset.key, event.target.checked)
    else if (event.target.closest("a") && items.has(row.dataset.key)) {
      event.preventDefault()
      lines.parentElement.classList.remove("queue-opened")
      find("queue-open").setAttribute("aria-expanded", "false")
      show(row.dataset.key)
    }
  })
  const open = find("queue-open")
  open.addEventListener("click", () => {
    const shown = lines.parentElement.classList.toggle("queue-opened")
    open.setAttribute("aria-expanded", shown)
  })
}
