// How do the next replies come before they are needed?
import { showCounts } from "newsroom/queue/counts"
import * as list from "newsroom/queue/list"
import { desk, find, post, says } from "newsroom/queue/newsroom"

const AHEAD = 20 // with fewer before one, more are fetched
const RENEW = 2 * 60_000 // ms: a claim lasts five minutes
const LOOK = 20_000 // ms between looks while nothing waits
const gone = [] // what was decided a moment ago may still stand in the newsroom's answer
let asking = false
let again = false // asked how it stands while an answer was on its way
let exhausted = false

export const leaves = (keys) => gone.push(...keys)
export const comesBack = (keys) => {
  for (const key of keys) if (gone.includes(key)) gone.splice(gone.indexOf(key), 1)
}

// The first list takes the place of the one that the page brought, and keeps what it shows.
export async function begin() {
  const at = new URLSearchParams(location.search).get("at") || undefined
  const shown = find("queue-focus").firstElementChild?.dataset.key
  const answer = await next([], at)
  if (!answer.ok) return
  list.clear()
  list.put(answer.items)
  const first = list.one(shown) ? shown : list.keys()[0] || ""
  list.show(first, { focus: document.activeElement === document.body })
  list.onChange(more)
  more()
  setInterval(renew, RENEW)
  setInterval(look, LOOK)
}

// Ask how it stands, whether more is needed or not.
export function look() {
  exhausted = false
  return more(Infinity)
}

export async function more(ahead = AHEAD) {
  again ||= asking && ahead > AHEAD
  if (asking || exhausted || list.ahead() >= ahead) return
  asking = true
  find("queue-empty").textContent = says("coming")
  const answer = await next(list.keys())
  asking = false
  find("queue-empty").textContent = says(answer.ok ? "empty" : "failedMore")
  if (!answer.ok) return
  if (again) setTimeout(look)
  again = false
  const fresh = answer.items.filter(({ key }) => !list.one(key) && !gone.includes(key))
  exhausted = !fresh.length
  if (fresh.length && list.ahead() < AHEAD) list.put(fresh)
}

// Asked for again, what is in the list stays ours.
const renew = () => desk.claims && list.keys().length && next(list.keys())

async function next(known, at) {
  const body = JSON.stringify({ at, known, gone: gone.slice(-200), claim: Boolean(desk.claims) })
  const answer = await post("next", body)
  if (answer.ok) showCounts(answer.counts)
  return answer
}

// What is left unread is free for others at once.
addEventListener("pageshow", (event) => event.persisted && renew())
addEventListener("pagehide", () => {
  if (desk.claims && list.keys().length) post("release", new FormData())
})
