// Why is it rejected? A small menu in the card: a key for each reason, a note, and where the
// newsroom keeps statements of reasons what this one says.
import { find } from "newsroom/queue/newsroom"
import { tell } from "newsroom/queue/telling"

let waiting = null // what is done with the reason and what was written beside it
const FIELDS = ["note", "basis", "facts"]

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

// What was written beside the reasons, by the names of the fields.
export const written = () =>
  Object.fromEntries(FIELDS.map((name) => [name, menu()?.querySelector(`[name=${name}]`)?.value]))

// Returns whether the key is one of the menu.
export function reasonBy(key) {
  const statement = menu()?.querySelector(".queue-statement")
  if (asks() && key === "s" && statement) {
    statement.open = true
    statement.querySelector("input").focus()
    return true
  }
  const button = menu()?.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (!asks() || !button) return false
  choose(button)
  return true
}

export function choose(button) {
  const act = waiting
  const why = { reason: button.value, ...written() }
  closeReasons()
  act?.(why)
}
