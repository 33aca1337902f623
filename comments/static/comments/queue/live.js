// What do others do meanwhile? Asked every few seconds; nothing that happened, no answer to read.
import { showCounts } from "newsroom/queue/counts"
import { anew, lookAgain } from "newsroom/queue/fetching"
import * as list from "newsroom/queue/list"
import { desk, post, says } from "newsroom/queue/newsroom"
import { tell, tellQuietly } from "newsroom/queue/telling"

const EVERY = 4_000 // ms
const LONG = 5 // looks: what others give back is in no log
let after = desk.after // the row of the log that was read last
let etag = ""
let looks = 0
let signedOut = false
let timer

export function keepLooking() {
  timer = setTimeout(look, EVERY)
  document.addEventListener("visibilitychange", () => document.hidden || look())
}

// `anyway`: the counts too, where nothing happened.
export async function look({ anyway = false } = {}) {
  clearTimeout(timer)
  if (!document.hidden || anyway) await ask(anyway)
  clearTimeout(timer)
  timer = setTimeout(look, EVERY)
}

async function ask(anyway) {
  const headers = etag && !anyway ? { "If-None-Match": etag } : {}
  const answer = await post("news", null, { method: "GET", query: { after }, headers })
  looks += 1
  if (answer.status === 403 && !signedOut) tell(says("signedOut"))
  signedOut = answer.status === 403
  if (answer.ok && answer.status !== 304) heard(answer)
  if (answer.ok && (answer.status !== 304 || looks % LONG === 0)) lookAgain()
  if (answer.more) await ask(anyway)
}

function heard(answer) {
  etag = answer.etag || ""
  after = answer.after
  showCounts(answer.counts)
  const last = new Map(answer.news.map((one) => [one.key, one]))
  const met = [...last.values()].filter(({ key, version }) => list.one(key)?.version < version)
  const away = met.filter(isAway)
  leave(away)
  changeWhat(met.filter((one) => !isAway(one)))
}

// Out of the list, but for the one in focus: it stays under the reader's eyes, and says so.
function leave(away) {
  const here = list.one()?.key
  const others = away.filter(({ key }) => key !== here).map(({ key }) => key)
  list.take(others)
  if (others.length) tellQuietly(says("othersDecided", { count: others.length }))
  overtake(away.find(({ key }) => key === here), true)
}

async function changeWhat(changed) {
  const here = list.one()?.key
  overtake(changed.find(({ key }) => key === here), false)
  const keys = changed.map(({ key }) => key).filter((key) => key !== here)
  if (!keys.length) return
  for (const item of await anew(keys)) if (item.key !== list.one()?.key) list.renew(item)
}

function overtake(news, left) {
  if (!news) return
  const item = list.one()
  list.mark(news.key, { said: news.said, left })
  tell(says(left ? "overtaken" : "reworded", { ...item, said: news.said }))
}

// Does it belong into this list no more?
function isAway({ what, state }) {
  const read = ["review", "reported"].includes(desk.view)
  return read ? !["edit", "undo"].includes(what) : state !== desk.view
}
