// How does a reader vote? A second press takes the vote back.
import { says } from "newsroom/story/build"
import { vote } from "newsroom/story/replies/calls"
import { remember } from "newsroom/story/replies/kept"
import { renew } from "newsroom/story/replies/thread"
import { tell } from "newsroom/story/replies/refusals"

const asking = new Set()

export const up = (room, node) => cast(room, node, 1)
export const down = (room, node) => cast(room, node, -1)

async function cast(room, node, value) {
  const { id } = node.one
  if (asking.has(id)) return
  asking.add(id)
  const before = node.mine
  const wanted = before === value ? null : value
  try {
    const { body } = await vote(id, wanted)
    remember("voted", true)
    show(room, node, body.mine, { up: body.up, down: body.down })
    room.say(says(body.mine ? "voted" : "unvoted"))
  } catch (refusal) {
    renew(room, node, {})
    room.tell(node, tell(refusal, {}))
  }
  asking.delete(id)
}

function show(room, node, mine, score) {
  room.votes.set(node.one.id, mine)
  node.mine = mine
  renew(room, node, { score })
}
