// What happens when a moderator decides? The reply leaves the list at once, and comes back with
// what stood in the way if the newsroom refuses.
import { toggle } from "newsroom/queue/commenter"
import { countBack, countOff } from "newsroom/queue/counts"
import { comesBack, leaves, more } from "newsroom/queue/fetching"
import * as list from "newsroom/queue/list"
import { find, form, post, says } from "newsroom/queue/newsroom"
import { asks, askWhy, choose } from "newsroom/queue/reasons"
import { offerUndo, tell } from "newsroom/queue/telling"

const FASTER = ["version_conflict", "already_decided", "gone", "not_found"]
const deeds = [] // what can be undone: { sent: promise of { decision } or { batch } }

export function decide(move, facts = {}) {
  const item = list.one()
  if (!item) return
  if (!item.moves.includes(move)) return tell(says("cannot"))
  const forced = document.querySelector(".queue-claim [name=force]")?.checked ? "1" : undefined
  const body = { comment: item.key, version: item.version, decision: move, force: forced, ...facts }
  const [stood] = list.take([item.key])
  leaves([item.key])
  tell(says(facts.answer ? "answer" : move, item))
  remember(sent(item, body, stood))
}

async function sent(item, body, stood) {
  const left = countOff(1)
  const answer = await post("decide", form(body))
  left(answer.ok || FASTER.includes(answer.code) ? 1 : 0)
  if (answer.ok) {
    more()
    return answer.changed ? { decision: answer.decision } : null
  }
  if (FASTER.includes(answer.code)) {
    tell(says("faster", { ...item, said: answer.said }))
    return null
  }
  back([item], stood)
  const said = answer.status ? says("refused", { ...item, said: answer.said }) : says("failed", item)
  const again = () => (list.show(item.key), decide(body.decision, { ...body, force: "1" }))
  tell(said, answer.code === "claimed" ? [{ label: says("anyway"), act: again }] : [])
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
  else if (name === "commenter") toggle()
  else decide(name)
}

function reject() {
  if (!list.one()?.moves.includes("reject")) return tell(says("cannot"))
  askWhy((reason, note) => decide("reject", { reason, note }), says("why"))
}

function write() {
  const box = document.querySelector(".queue-answer")
  const open = box?.classList.toggle("queue-opened")
  if (open) box.querySelector("textarea").focus()
}

function answered() {
  const text = document.querySelector(".queue-answer textarea")
  if (text.value.trim()) decide("approve", { answer: text.value })
  else text.focus()
}

export function listenToActs() {
  find("queue-focus").addEventListener("submit", (event) => {
    event.preventDefault()
    const button = event.submitter
    const note = event.target.elements.note?.value
    if (button?.name === "reason" && asks()) choose(button)
    else if (button?.name === "reason") decide("reject", { reason: button.value, note })
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
