// How does a moderator answer, and which answers are kept ready?
import * as list from "newsroom/queue/list"
import { find, post, says } from "newsroom/queue/newsroom"
import { tell } from "newsroom/queue/telling"

const box = () => document.querySelector(".queue-answer")
const room = () => document.querySelector(".queue-canned-list")
const KEYS = 9 // the first ones have a key
const drafts = new Map() // key of a reply: what was typed for it and not sent, { text, canned }

export const answer = () => box().querySelector("textarea")
// Which one was taken, for the log.
export const taken = () => box()?.querySelector("[name=canned]").value || undefined
export const choosing = () => Boolean(document.activeElement?.closest(".queue-canned-list"))

function open(there) {
  box().classList.toggle("queue-opened", there)
  document.querySelector("button[data-act=write]")?.setAttribute("aria-expanded", there)
}

// What is typed stays with its reply, whatever is read meanwhile, until it is sent.
function keep() {
  const { key } = list.one() || {}
  if (!key || !box()) return
  const draft = { text: answer().value, canned: taken() }
  if (draft.text.trim()) drafts.set(key, draft)
  else drafts.delete(key)
}

function bringBack() {
  const draft = drafts.get(list.one()?.key)
  if (!draft || !box() || answer().value) return
  answer().value = draft.text
  box().querySelector("[name=canned]").value = draft.canned || ""
  open(true)
}

export const typed = () => Boolean(box() && answer().value.trim())
export const forget = (key) => drafts.delete(key)

export function listenToAnswers() {
  find("queue-focus").addEventListener("input", (event) => event.target.name === "answer" && keep())
  list.onChange(bringBack)
  addEventListener("beforeunload", (event) => {
    if (list.keys().some((key) => drafts.has(key))) event.preventDefault()
  })
}

export function write() {
  if (!list.one()?.moves.includes("approve") || !box()) return tell(says("cannot"))
  open(!box().classList.contains("queue-opened"))
  if (box().classList.contains("queue-opened")) answer().focus()
}

export function leaveAnswer() {
  if (box()) open(false)
}

// Show the answers that fit, the first in focus.
export async function chooseCanned() {
  const item = list.one()
  if (!item?.moves.includes("approve") || !box()) return tell(says("cannot"))
  open(true)
  const said = await post("canned", null, { path: `${item.key}/`, method: "GET" })
  if (list.one() !== item) return
  if (!said.ok) return tell(said.said || says("failedMany"))
  room().replaceChildren(...said.canned.map(button))
  const first = room().querySelector("button")
  tell(says(first ? "canned" : "noCanned"))
  ;(first || answer()).focus()
}

function button({ id, title, text }, place) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "button"
  made.dir = "auto"
  const key = document.createElement("kbd")
  key.textContent = place + 1
  made.append(...(place < KEYS ? [key] : []), title)
  made.addEventListener("click", () => take(id, title, text))
  return made
}

function take(id, title, text) {
  const before = answer().value.trimEnd()
  answer().value = before ? `${before}\n\n${text}` : text
  box().querySelector("[name=canned]").value = id
  keep()
  room().replaceChildren()
  tell(says("cannedTaken", { title }))
  answer().focus()
}

// Returns whether the key is one of an answer.
export function cannedBy(key) {
  const buttons = [...room().querySelectorAll("button")].slice(0, KEYS)
  const button = /^[1-9]$/.test(key) && buttons[key - 1]
  button?.click?.()
  return Boolean(button)
}
