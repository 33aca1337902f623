// What is known of the commenter, and what can be settled? A panel below the reply.
import { remember } from "newsroom/queue/acts"
import { countOff } from "newsroom/queue/counts"
import { landed, leaves } from "newsroom/queue/fetching"
import * as list from "newsroom/queue/list"
import { find, post, says } from "newsroom/queue/newsroom"
import { tell } from "newsroom/queue/telling"

const panel = find("queue-person")
let shown = "" // the key of the reply whose author the panel shows

const opener = () => document.querySelector("[data-act=commenter]")

export async function toggle() {
  const item = list.one()
  if (!item) return
  if (shown) return close()
  shown = item.key
  opener()?.setAttribute("aria-expanded", "true")
  const answer = await post("commenter", null, { path: `${item.key}/`, method: "GET" })
  if (shown === item.key) fill(answer, true)
}

export function close() {
  if (!shown) return false
  shown = ""
  panel.hidden = true
  panel.replaceChildren()
  opener()?.setAttribute("aria-expanded", "false")
  return true
}

function fill(answer, focus) {
  if (!answer.ok) {
    close()
    return tell(answer.said || says("failedMany"))
  }
  const box = document.createElement("template")
  box.innerHTML = answer.html
  panel.replaceChildren(box.content)
  panel.hidden = false
  if (focus) panel.querySelector("h2").focus()
}

async function settle(form, button) {
  const body = new FormData(form, button)
  const answer = await post("commenter", body, { path: `${shown}/` })
  tell(answer.said || says("failedMany"))
  say(form, answer.errors || [])
  if (!answer.ok) return
  fill(answer, true)
  if (!answer.batch || !answer.done.length) return
  const here = answer.done.filter((key) => list.one(key))
  leaves(here.map((key) => list.one(key)))
  landed(here)
  countOff(here.length)(here.length)
  list.take(here)
  remember(Promise.resolve({ batch: answer.batch }))
}

// What cannot be accepted is said beside its field, which gets the focus.
function say(form, errors) {
  for (const old of panel.querySelectorAll(".queue-wrong")) old.remove()
  for (const old of panel.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid")
  for (const { field, message } of errors) {
    const place = form.elements[field.replace("/", "")]
    if (!place?.matches) continue
    const told = document.createElement("small")
    told.className = "queue-wrong"
    told.id = `queue-wrong-${place.name}`
    told.textContent = message
    place.closest("label").after(told)
    place.setAttribute("aria-invalid", "true")
    place.setAttribute("aria-describedby", told.id)
    place.focus()
  }
}

export function listenToCommenter() {
  panel.addEventListener("submit", (event) => {
    event.preventDefault()
    settle(event.target, event.submitter)
  })
  list.onChange(() => shown && list.one()?.key !== shown && close())
}
