// Which key does what? No key acts while one types, and they can be switched off.
import { act } from "newsroom/queue/acts"
import { cannedBy, choosing, leaveAnswer } from "newsroom/queue/answers"
import { bulk } from "newsroom/queue/bulk"
import { close } from "newsroom/queue/commenter"
import { find, says } from "newsroom/queue/newsroom"
import { asks, leaveReasons, reasonBy } from "newsroom/queue/reasons"
import { tell } from "newsroom/queue/telling"

const DOES = {
  j: "next", k: "previous", a: "approve", r: "reject", s: "spam", h: "hold", u: "undo", z: "skip",
  w: "write", x: "select", c: "commenter", t: "canned",
}
const MANY = { A: "approve", R: "reject", S: "spam", H: "hold" }
const OFF = "queue-keys-off"

const typing = (at) => at.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")

export function listenToKeys() {
  const dialog = find("queue-keys")
  const on = find("queue-keys-on")
  on.checked = !localStorage.getItem(OFF)
  const letters = () => document.body.classList.toggle("queue-keyless", !on.checked)
  letters()
  on.addEventListener("change", () => {
    if (on.checked) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, "1")
    letters()
    tell(says(on.checked ? "keysOn" : "keysOff"))
  })
  find("queue-help").addEventListener("click", () => dialog.showModal())
  document.addEventListener("keydown", (event) => {
    if (isSend(event)) return act("answer")
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return
    if (event.key === "Escape") return escaped(event)
    if (typing(event.target)) return besideReasons(event)
    if (on.checked && pressed(event.key, dialog)) event.preventDefault()
  })
}

function pressed(key, dialog) {
  if (asks()) return reasonBy(key)
  if (choosing() && cannedBy(key)) return true
  if (key === "?") dialog.showModal()
  else if (key === "/") search()
  else if (MANY[key]) bulk(MANY[key])
  else if (DOES[key]) act(DOES[key])
  else return false
  return true
}

const isSend = (event) =>
  event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.name === "answer"

function search() {
  find("queue-filter").open = true
  find("queue-q").focus()
}

// Esc leads out of a field back to the reply, and closes the menu of reasons.
function escaped(event) {
  if (leaveReasons()) return event.preventDefault()
  close()
  leaveAnswer()
  find("queue-focus").firstElementChild?.focus({ preventScroll: true })
}

// Enter in what is written beside the reasons leads back to them: their keys act there.
function besideReasons(event) {
  if (event.key !== "Enter" || !event.target.closest(".queue-reasons")) return
  event.preventDefault()
  document.querySelector(".queue-reasons button").focus()
}
