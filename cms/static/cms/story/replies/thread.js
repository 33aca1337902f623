// Where does each reply stand on the page? Under the one it answers, the older before the younger.
import { make, says } from "newsroom/story/build"
import { act, nameOf, placed, refreshed } from "newsroom/story/replies/item"

const LEVELS = 5 // that are indented

// Puts a reply on the page, or brings the one that is there up to date.
export function put(room, one, { first = false, into = room.list } = {}) {
  const known = room.nodes.get(one.id)
  if (known) return renew(room, known, one)
  const node = placed({ one, own: room.own.of(one.id), mine: room.votes.get(one.id) }, room)
  room.nodes.set(one.id, node)
  const above = placeAbove(room, one)
  if (above) sorted(answersOf(above), node)
  else if (first) into.prepend(node.li)
  else into.append(node.li)
  return node
}

export const placeAbove = (room, one) =>
  (one.parent && (room.nodes.get(one.parent) || room.nodes.get(one.root))) || null

// Pages come in reading order, so the place is nearly always the last one.
function sorted(list, node) {
  node.li.dataset.at = Date.parse(node.one.created_at)
  let after = list.lastElementChild
  while (after && Number(after.dataset.at) > Number(node.li.dataset.at)) after = after.previousElementSibling
  if (after) after.after(node.li)
  else list.prepend(node.li)
}

function answersOf(node) {
  if (!node.answers) {
    const flat = node.one.depth + 1 >= LEVELS
    node.answers = make("ol", {
      className: flat ? "answers is-flat" : "answers", "data-depth": Math.min(node.one.depth + 1, LEVELS),
    })
    node.article.after(node.answers)
  }
  return node.answers
}

export function renew(room, node, facts) {
  node.one = { ...node.one, ...facts }
  refreshed(node, room)
  return node
}

// A page of roots in one go: the browser lays it out once.
export function putRoots(room, roots) {
  const sheet = document.createDocumentFragment()
  const fresh = []
  for (const { replies = [], next_replies: more = null, ...root } of roots) {
    const known = room.nodes.has(root.id)
    const node = put(room, root, { into: sheet })
    if (!known) fresh.push(node)
    for (const reply of replies) put(room, reply)
    if (more) offerMore(node, more)
  }
  room.list.append(sheet)
  return fresh
}

export function offerMore(node, url, words = says("moreReplies")) {
  node.more?.remove()
  node.next = url
  node.more = url ? act("more", words, {
    className: "plain more-answers", "aria-label": `${words} (${nameOf(node.one)})`,
  }) : null
  if (node.more) node.li.append(node.more)
}

// Takes a reply off the page, with all that stands below it. A gap stays where answers are kept,
// and while somebody writes one.
export function take(room, node, { answers = false } = {}) {
  const writes = node.li.querySelector("form")
  if (writes || (!answers && node.answers?.childElementCount)) {
    return renew(room, node, { state: "removed", html: null, author: null, score: null })
  }
  const focused = node.li.contains(document.activeElement)
  const beside = node.li.nextElementSibling || node.li.previousElementSibling
  const above = node.li.parentElement.closest(".reply-place")
  const next = (beside || above)?.querySelector(".reply") || room.heading
  node.li.remove()
  for (const { dataset } of [node.li, ...node.li.querySelectorAll("[data-id]")]) room.nodes.delete(dataset.id)
  if (focused) next.focus({ preventScroll: true })
  return null
}
