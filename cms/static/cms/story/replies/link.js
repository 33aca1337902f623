// Which reply does the address name? It is shown in its place, however deep it stands.
import { says, told } from "newsroom/story/build"
import { contextOf, repliesTo } from "newsroom/story/replies/calls"
import { offerMore, put } from "newsroom/story/replies/thread"

const NAMED = /^#reply-([a-z0-9]+)$/

export const named = () => NAMED.exec(location.hash)?.[1] ?? null

export async function follow(room) {
  const id = named()
  if (!id) return
  if (!room.nodes.has(id) && !(await fetched(room, id))) return
  if (named() !== id) return // Another link was followed meanwhile.
  for (const { article } of room.nodes.values()) article.classList.remove("is-linked")
  const { article } = room.nodes.get(id)
  article.classList.add("is-linked")
  article.focus({ preventScroll: true })
  inView(article)
}

// Once more when what stands around it has its size.
function inView(article) {
  const look = () => article.scrollIntoView({ block: "center" })
  look()
  requestAnimationFrame(() => requestAnimationFrame(look))
}

async function fetched(room, id) {
  try {
    const { body } = await contextOf(id)
    place(room, body)
    return true
  } catch (refusal) {
    room.linked.replaceChildren(told("p", {
      className: "quiet", textContent: says(refusal.status === 404 ? "linkGone" : "repliesFail"),
    }))
    room.linked.scrollIntoView({ block: "center" })
    return false
  }
}

// What it answers, it, and its neighbours; a thread that was not here yet comes first.
function place(room, { ancestors, comment, before, after }) {
  const [root = comment] = ancestors
  const known = room.nodes.has(root.id)
  const beside = comment.parent ? [...before, comment, ...after] : [comment]
  for (const one of [...ancestors, ...beside]) put(room, one, { first: true })
  if (known) return
  const node = room.nodes.get(root.id)
  room.linked.replaceChildren(told("p", { className: "quiet", textContent: says("linkHere") }))
  if (root.reply_count) offerMore(node, repliesTo(root.id), says("wholeThread"))
}
