// What has happened to the discussion since it was read? Asked while somebody looks at the page.
import { says, told } from "newsroom/story/build"
import { since } from "newsroom/story/replies/calls"
import { placeAbove, put, renew, take } from "newsroom/story/replies/thread"

const EVERY = 30_000 // ms
const LONGEST = 300_000 // ms between two questions when nobody answers

export function watching(room) {
  let timer = 0
  let wait = EVERY
  let etag = ""
  let asked = Date.now()
  const later = () => {
    clearTimeout(timer)
    if (!document.hidden) timer = setTimeout(look, Math.max(0, asked + wait - Date.now()))
  }
  const look = async () => {
    if (room.after === null) return // The newsroom tells of no changes.
    asked = Date.now()
    const answer = await since(room.story, room.after, etag).catch((refusal) => refusal)
    if (answer.status === 404 || answer.status === 410) return // The story has gone.
    if (answer.status === 200) {
      const { body, headers } = answer
      etag = body.after === room.after ? headers.get("ETag") : ""
      room.after = body.after
      tell(room, body)
      if (body.more) { look(); return }
    }
    wait = answer.status === 200 || answer.status === 304 ? EVERY : Math.min(LONGEST, wait * 2)
    later()
  }
  document.addEventListener("visibilitychange", later)
  later()
}

function tell(room, { results, count }) {
  for (const { event, comment } of results) HAPPENED[event]?.(room, comment)
  room.counted(count)
  announce(room)
}

// What is on the page is put right at once, quietly; what is new waits until the reader asks.
const HAPPENED = {
  comment(room, one) {
    const node = room.nodes.get(one.id)
    if (node) {
      renew(room, node, one)
      if (room.own.appeared(one.id)) room.say(says("appeared"))
    } else if (one.state === "published") {
      room.fresh.set(one.id, one)
    }
  },
  update(room, one) {
    const node = room.nodes.get(one.id)
    if (node) renew(room, node, one)
    else if (room.fresh.has(one.id)) room.fresh.set(one.id, one)
  },
  remove(room, { id }) {
    const node = room.nodes.get(id)
    room.fresh.delete(id)
    if (node) take(room, node, { answers: true })
  },
}

// An answer can be shown where what it answers is on the page, or comes with it.
const showable = (room) => [...room.fresh.values()].filter(
  (one) => !one.parent || placeAbove(room, one) || room.fresh.has(one.parent),
)

function announce(room) {
  const count = showable(room).length
  const words = count === 1 ? says("oneNew") : says("manyNew", { count })
  const button = room.news.querySelector("button")
  if (!count) room.news.replaceChildren()
  else if (!button) room.news.append(told("button", { type: "button", className: "news", "data-do": "news", textContent: words }))
  else if (button.textContent !== words) button.textContent = words
}

export function showNews(room) {
  const ones = showable(room).sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
  room.fresh.clear()
  const last = room.ordering === "oldest" && !room.next
  const nodes = ones.map((one) => put(room, one, { first: !last }))
  for (const node of nodes) node.article.classList.add("is-new")
  room.news.replaceChildren()
  const first = nodes.at(-1) && [...nodes].sort(byPlace)[0]
  first?.article.scrollIntoView({ block: "center" })
  first?.article.focus({ preventScroll: true })
}

const byPlace = (a, b) =>
  (a.li.compareDocumentPosition(b.li) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)
