// How does a reply reach the newsroom once, and only once?
import { post } from "newsroom/story/replies/calls"

// Returns a function that sends: the same words again are the same attempt, under the same key,
// so an answer that was lost on the way never makes two replies.
export function sender(room) {
  let last = null
  const attempt = async (said) => {
    await room.ready()
    const body = { ...said, form_token: room.token }
    const text = JSON.stringify(body)
    if (last?.text !== text) last = { text, key: newKey() }
    const answer = await post(room.story, body, last.key)
    last = null
    return answer
  }
  return async (said) => {
    try {
      return await attempt(said)
    } catch (refusal) {
      if (refusal.body?.code !== "form_expired") throw refusal
      room.token = refusal.body.form_token
      return attempt(said)
    }
  }
}

const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
