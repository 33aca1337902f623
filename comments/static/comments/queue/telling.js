// What is the moderator told? Every deed in one line that screen readers speak.
import { find } from "newsroom/queue/newsroom"

// With `focus` the first button has it: what is asked must be answered.
export function tell(text, acts = [], { focus = false } = {}) {
  const line = find("queue-status")
  // The same words twice must be spoken twice.
  line.replaceChildren()
  requestAnimationFrame(() => {
    line.replaceChildren(text, ...acts.flatMap((act) => [" ", button(act)]))
    if (focus) line.querySelector("button")?.focus()
  })
}

// What need not be known at once never takes the place of a question.
export function tellQuietly(text) {
  if (!find("queue-status").querySelector("button")) tell(text)
}

function button({ label, act }) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "button"
  made.textContent = label
  made.addEventListener("click", act)
  return made
}

// Undo stands beside the line, as long as there is something to undo.
export function offerUndo(there) {
  find("queue-undo").hidden = !there
}
