// Which replies are on the page? The first ones, and more when the reader asks.
import { says } from "newsroom/story/build"
import { mine, next, pageOf } from "newsroom/story/replies/calls"
import { recall } from "newsroom/story/replies/kept"
import { offerMore, put, putRoots, renew } from "newsroom/story/replies/thread"

export const ORDERINGS = ["newest", "oldest", "best", "controversial", "active"]
const ASKED = 100 // ids in one question

// The ordering stands in the address, so that a link shows the same page.
export function orderingHere() {
  const said = new URLSearchParams(location.search).get("replies")
  return ORDERINGS.includes(said) ? said : "newest"
}

export function keepOrdering(ordering) {
  const url = new URL(location.href)
  if (ordering === "newest") url.searchParams.delete("replies")
  else url.searchParams.set("replies", ordering)
  history.replaceState(history.state, "", url)
}

// Shows the first page, in the room's ordering; what was there before goes.
export async function begin(room) {
  room.turn += 1
  await busily(room, async (current) => {
    const { body } = await pageOf(room.story, room.ordering)
    if (!current()) return
    room.nodes.clear()
    room.list.replaceChildren()
    room.fresh.clear() // All of them are in what is read now.
    room.news.replaceChildren()
    room.after ??= body.after ?? null
    room.counted(body.count)
    show(room, body)
  })
}

export async function further(room) {
  const url = room.next
  await busily(room, async (current) => {
    const { body } = await next(url)
    if (!current()) return
    const fresh = show(room, body)
    lead(fresh[0])
  })
}

export async function deeper(room, node) {
  await busily(room, async (current) => {
    const { body } = await next(node.next)
    if (!current()) return
    const fresh = body.results.filter((one) => !room.nodes.has(one.id))
    for (const one of body.results) put(room, one)
    lead(room.nodes.get(fresh[0]?.id) || node)
    offerMore(node, body.next)
    own(room, body.results)
  })
}

function show(room, body) {
  const fresh = putRoots(room, body.results)
  room.next = body.next
  room.more.hidden = !body.next
  own(room, body.results.flatMap((root) => [root, ...(root.replies || [])]))
  return fresh
}

const lead = (node) => node?.article.focus({ preventScroll: true })

async function busily(room, act) {
  const { turn } = room
  room.list.setAttribute("aria-busy", "true")
  try {
    await act(() => room.turn === turn)
    room.failed.hidden = true
  } catch {
    room.failed.hidden = false
    room.failed.firstChild.textContent = says("repliesFail")
  }
  room.list.setAttribute("aria-busy", "false")
}

// What concerns only this reader is asked only for those who ever voted or wrote here.
async function own(room, shown) {
  const ids = [...new Set([...shown.map((one) => one.id), ...room.own.waiting()])]
  if (!ids.length || !(recall("voted") || room.own.any())) return
  for (let from = 0; from < ids.length; from += ASKED) {
    const found = await mine(ids.slice(from, from + ASKED)).then(({ body }) => body, () => null)
    for (const { id, value } of found?.votes ?? []) voted(room, id, value)
    for (const one of found?.waiting ?? []) put(room, one, { first: true })
  }
}

function voted(room, id, value) {
  room.votes.set(id, value)
  const node = room.nodes.get(id)
  if (!node || node.mine === value) return
  node.mine = value
  renew(room, node, {})
}
