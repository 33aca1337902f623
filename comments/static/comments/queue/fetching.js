// How do the next replies come before they are needed, and none of them twice?
//
// The list stays short however long one works: what lies far behind leaves it, and what was
// skipped stands at its end. Both are given back, so that others may read them.
import * as list from "newsroom/queue/list"
import { desk, find, form, post, says } from "newsroom/queue/newsroom"

const AHEAD = 20 // with fewer before one, more are fetched
const KEPT = desk.claims ? 10 : 100 // behind one, and skipped
const MOST = 300 // keys that are remembered
const LEASE = 5 * 60_000 // ms: how long a claim lasts
const RENEW = 2 * 60_000
const left = new Map() // key: the version with which it left; a late answer may still bring it
const flying = new Set() // decided, and not answered yet
const passed = new Map() // key: version; out of the list without a decision
let cursor = "" // where the list goes on, where nothing is claimed
let asking = false
let exhausted = false

export function leaves(items) {
  for (const { key, version } of items) {
    flying.add(key)
    remember(left, key, version)
  }
}

export function landed(keys) {
  for (const key of keys) flying.delete(key)
}

export function comesBack(keys) {
  for (const key of keys) {
    flying.delete(key)
    left.delete(key)
  }
}

function remember(map, key, version) {
  map.delete(key)
  map.set(key, version)
  if (map.size > MOST) map.delete(map.keys().next().value)
}

const isNew = ({ key, version }) =>
  !list.one(key) && !flying.has(key) && !(left.get(key) >= version) && !passed.has(key)

// The first list takes the place of the one that the page brought, and keeps what it shows.
export async function begin() {
  const at = new URLSearchParams(location.search).get("at") || undefined
  const shown = find("queue-focus").firstElementChild?.dataset.key
  const answer = await next({ at })
  if (!answer.ok) return
  list.clear()
  list.put(answer.items)
  const first = list.one(shown) ? shown : list.keys()[0] || ""
  list.show(first, { focus: document.activeElement === document.body })
  list.onChange(more)
  list.onChange(holds)
  holds()
  more()
  setInterval(renew, RENEW)
  setInterval(holds, RENEW)
}

// Something arrived, or a while is over: there may be more than at the last look.
export function lookAgain() {
  exhausted = false
  more()
}

export async function more() {
  if (asking || exhausted || list.ahead() >= AHEAD) return
  asking = true
  shorten()
  find("queue-empty").textContent = says("coming")
  const answer = await next({})
  asking = false
  find("queue-empty").textContent = says(answer.ok ? "empty" : "failedMore")
  if (!answer.ok) return
  const fresh = answer.items.filter(isNew)
  const over = !answer.items.length && !answer.cursor
  const round = over && passed.size // all else is read: what was passed over comes again
  if (round) passed.clear()
  exhausted = over && !round
  if (fresh.length) list.put(fresh)
  else if (round || answer.cursor) more()
}

// What lies far behind, and the first of many that were skipped, go back to the newsroom.
function shorten() {
  const out = [...list.behind().slice(0, -KEPT), ...list.skipped().slice(0, -KEPT)]
  if (!out.length) return
  for (const key of out) remember(passed, key, list.one(key).version)
  list.drop(out)
  giveBack(out)
}

// Read anew what changed meanwhile.
export async function anew(keys) {
  const answer = await post("next", JSON.stringify({ only: keys }))
  return answer.ok ? answer.items : []
}

async function next(wish) {
  const gone = [...flying, ...passed.keys()]
  const body = JSON.stringify({ known: list.keys(), gone, claim: Boolean(desk.claims), ...wish })
  const answer = await post("next", body, { query: cursor && { cursor } })
  if (answer.ok) cursor = answer.cursor
  return answer
}

// Asked for again, what is in the list stays ours.
const renew = () => desk.claims && list.keys().length && next({ renew: true })

// What is left unread is free for others at once.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return
  holds()
  renew()
})
addEventListener("pagehide", () => {
  localStorage.removeItem(TAB)
  giveBack(list.keys())
})

function giveBack(keys) {
  const out = keys.filter((key) => !heldElsewhere().has(key))
  if (desk.claims && out.length) post("release", form({ key: out }))
}

// Tabs of one moderator are handed the same replies: what another one still shows is not given back.
const TAB = `queue-tab:${Math.random().toString(36).slice(2)}`

function holds() {
  if (desk.claims) localStorage.setItem(TAB, JSON.stringify({ at: Date.now(), keys: list.keys() }))
}

function heldElsewhere() {
  const others = Object.keys(localStorage).filter((name) => name.startsWith("queue-tab:") && name !== TAB)
  const said = others.map((name) => [name, JSON.parse(localStorage.getItem(name))])
  for (const [name, { at }] of said) if (Date.now() - at > LEASE) localStorage.removeItem(name)
  return new Set(said.flatMap(([, { at, keys }]) => (Date.now() - at > LEASE ? [] : keys)))
}
