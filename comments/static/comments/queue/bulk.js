// How does one decide on all that are selected, and take that back with one undo?
import { back, remember } from "newsroom/queue/acts"
import { countOff } from "newsroom/queue/counts"
import { landed, leaves, more } from "newsroom/queue/fetching"
import * as list from "newsroom/queue/list"
import { find, form, post, says } from "newsroom/queue/newsroom"
import { askWhy } from "newsroom/queue/reasons"
import { tell } from "newsroom/queue/telling"

const FASTER = [404, 410]

export function bulk(move) {
  const keys = list.chosen()
  if (!keys.length) return tell(says("noneSelected"))
  const why = says("whyMany", { count: keys.length })
  if (move === "reject") askWhy((facts) => decideAll("reject", facts), why)
  else decideAll(move)
}

function decideAll(move, facts = {}) {
  const items = list.chosen().map((key) => list.one(key))
  const pairs = items.map(({ key, version }) => `${key}:${version}`)
  list.take(items.map(({ key }) => key))
  leaves(items)
  remember(sent(items, { item: pairs, decision: move, ...facts }))
}

async function sent(items, body) {
  const left = countOff(items.length)
  const answer = await post("many", form(body))
  landed(items.map(({ key }) => key))
  if (!answer.ok) {
    left(0)
    back(items)
    tell(answer.said || says("failedMany"))
    return null
  }
  const comes = answer.refused.filter(({ code, status }) => code !== "version_conflict" && !FASTER.includes(status))
  const kept = items.filter(({ key }) => comes.some((one) => one.key === key))
  left(items.length - kept.length)
  if (kept.length) back(kept)
  tell(answer.said)
  more()
  return answer.done.length ? { batch: answer.batch } : null
}

export function listenToMany() {
  const bar = find("queue-many")
  list.onChange(() => {
    const count = list.chosen().length
    bar.hidden = !count
    find("queue-selected").textContent = says("selected", { count })
    find("queue-all").checked = Boolean(count) && count === list.keys().length
  })
  find("queue-all").addEventListener("change", (event) => {
    for (const key of list.keys()) list.select(key, event.target.checked)
  })
  bar.addEventListener("submit", (event) => {
    event.preventDefault()
    bulk(event.submitter.value)
  })
  bar.noValidate = true
  bar.hidden = true
}
