// What happens when a moderator decides? The reply leaves the list at once, and comes back with
// what stood in the way if the newsroom refuses.
import { answer, chooseCanned, forget, taken, typed, write } from "newsroom/queue/answers"
import { toggle } from "newsroom/queue/commenter"
import { countBack, countOff } from "newsroom/queue/counts"
import { anew, comesBack, landed, leaves, more } from "newsroom/queue/fetching"
import * as list from "newsroom/queue/list"
import { desk, find, form, post, says } from "newsroom/queue/newsroom"
import { asks, askWhy, choose, written } from "newsroom/queue/reasons"
import { offerUndo, tell } from "newsroom/queue/telling"

const FASTER = ["version_conflict", "already_decided", "gone", "not_found"]
const MOST = 200 // deeds that can be undone here; ten minutes are over long before
const deeds = [] // what can be undone: { sent: promise of { decision } or { batch } }

export function decide(move, facts = {}, { unanswered = false } = {}) {
  const item = list.one()
  if (!item) return
  if (item.news) return overtaken(item)
  if (!item.moves.includes(move)) return tell(says("cannot"))
  if (move === "approve" && !facts.answer && !unanswered && typed()) return askForAnswer()
  const forced = document.querySelector(".queue-claim [name=force]")?.checked ? "1" : undefined
  const body = { comment: item.key, version: item.version, decision: move, force: forced, ...facts }
  const [stood] = list.take([item.key])
  leaves([item])
  tell(says(facts.answer ? "answer" : move, item))
  remember(sent(item, body, stood))
}

// What was typed is neither sent nor lost by a key that only approves.
function askForAnswer() {
  const without = () => decide("approve", {}, { unanswered: true })
  const acts = [
    { label: says("withAnswer"), act: answered },
    { label: says("withoutAnswer"), act: without },
  ]
  tell(says("typed"), acts, { focus: true })
}

async function sent(item, body, stood) {
  const left = countOff(1)
  const answer = await post("decide", form(body))
  left(answer.ok || FASTER.includes(answer.code) ? 1 : 0)
  if (answer.ok || FASTER.includes(answer.code)) landed([item.key])
  if (answer.ok) {
    if (body.answer) forget(item.key)
    more()
    return answer.changed ? { decision: answer.decision } : null
  }
  if (FASTER.includes(answer.code)) {
    if (answer.state === desk.view) return reworded([item], stood)
    tell(says("faster", { ...item, said: answer.said }))
    more()
    return null
  }
  back([item], stood)
  const said = answer.status ? says("refused", { ...item, said: answer.said }) : says("failed", item)
  const again = () => (list.show(item.key), decide(body.decision, { ...body, force: "1" }, { unanswered: true }))
  tell(said, answer.code === "claimed" ? [{ label: says("anyway"), act: again }] : [])
  return null
}

// It was decided, or its words were changed, while it was read: that is seen before one decides.
async function overtaken(item) {
  if (item.news.left) {
    list.take([item.key])
    return tell(says("faster", { ...item, said: item.news.said }))
  }
  const [now] = await anew([item.key])
  if (!now) return tell(says("failedMany"))
  list.renew(now)
  tell(says("readAnew"))
}

// It waits still, in other words: they take the place of those that were read.
async function reworded([item], stood) {
  const [now] = await anew([item.key])
  if (now) back([now], stood)
  tell(says(now ? "readAnew" : "failedMany"))
  return null
}

// Put replies where they stood, and the first of them in focus.
export function back(items, index = 0) {
  comesBack(items.map(({ key }) => key))
  list.put(items, index)
  if (items.length) list.show(items[0].key)
}

export function remember(promise) {
  const deed = { sent: promise }
  deeds.push(deed)
  if (deeds.length > MOST) deeds.shift()
  offerUndo(true)
  promise.then((made) => {
    if (made) return
    deeds.splice(deeds.indexOf(deed), 1)
    offerUndo(deeds.length)
  })
}

export async function undo() {
  const deed = deeds.pop() || before()
  offerUndo(deeds.length)
  if (!deed) return tell(says("nothingToUndo"))
  tell(says("undoing"))
  const made = await deed.sent
  if (!made) return
  const answer = await post("undo", form(made))
  if (answer.ok) {
    const here = answer.items.map(({ key }) => key)
    list.take(answer.keys.filter((key) => list.one(key) && !here.includes(key)))
    countBack(answer.items.length)
    back(answer.items)
  }
  tell(answer.said || says("failedMany"))
  if (!answer.status) deeds.push(deed)
}

// The last decision before the page was loaded.
function before() {
  const field = find("queue-undo").elements.decision
  const decision = field.value
  field.value = ""
  return decision && { sent: Promise.resolve({ decision }) }
}

export function act(name) {
  if (name === "next") list.step(1)
  else if (name === "previous") list.step(-1)
  else if (name === "skip") list.skip()
  else if (name === "select") list.select()
  else if (name === "undo") undo()
  else if (name === "reject") reject()
  else if (name === "write") write()
  else if (name === "answer") answered()
  else if (name === "canned") chooseCanned()
  else if (name === "commenter") toggle()
  else if (name === "anew") overtaken(list.one())
  else decide(name)
}

function reject() {
  if (!list.one()?.moves.includes("reject")) return tell(says("cannot"))
  askWhy((why) => decide("reject", why), says("why"))
}

function answered() {
  const text = answer().value
  if (text.trim()) decide("approve", { answer: text, canned: taken() })
  else answer().focus()
}

export function listenToActs() {
  find("queue-focus").addEventListener("submit", (event) => {
    event.preventDefault()
    const button = event.submitter
    if (button?.name === "reason" && asks()) choose(button)
    else if (button?.name === "reason") decide("reject", { reason: button.value, ...written() })
    else if (button?.dataset.act) act(button.dataset.act)
  })
  find("queue-focus").addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button][data-act], a[data-act]")
    if (!button) return
    event.preventDefault()
    act(button.dataset.act)
  })
  find("queue-undo").addEventListener("submit", (event) => {
    event.preventDefault()
    undo()
  })
}
