// Why is it rejected? A small menu in the card: a key for each reason, and a note.
import { find } from "newsroom/queue/newsroom"
import { tell } from "newsroom/queue/telling"

let waiting = null // what is done with the reason

const menu = () => document.querySelector(".queue-reasons")
const opener = () => document.querySelector(".queue-reject")

export const asks = () => Boolean(waiting)

export function askWhy(act, question) {
  const box = menu()
  if (!box) return
  waiting = act
  box.classList.add("queue-opened")
  opener()?.setAttribute("aria-expanded", "true")
  tell(question)
  box.querySelector("button").focus({ preventScroll: true })
  box.scrollIntoView({ block: "nearest" })
}

export function closeReasons() {
  waiting = null
  menu()?.classList.remove("queue-opened")
  opener()?.setAttribute("aria-expanded", "false")
}

// Esc: back to the reply.
export function leaveReasons() {
  if (!asks()) return false
  closeReasons()
  tell("")
  find("queue-focus").firstElementChild?.focus({ preventScroll: true })
  return true
}

// Returns whether the key is one of a reason.
export function reasonBy(key) {
  const button = menu()?.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (!asks() || !button) return false
  choose(button)
  return true
}

export function choose(button) {
  const act = waiting
  const note = menu().querySelector("[name=note]").value
  closeReasons()
  act?.(button.value, note)
}
