// What does the page ask of the newsroom about replies? Each call of the public API, once.
import { addressOf, ask, page } from "newsroom/story/build"
import { recall, remember } from "newsroom/story/replies/kept"

const PATIENCE = [1_000, 3_000] // ms before a lost answer is asked for again

const pause = (wait) => new Promise((go) => { setTimeout(go, wait) })
const one = (id, below = "") => `comments/${encodeURIComponent(id)}/${below}`

// Reading is the same for everybody; only what a reader does says who it is. A pass that opens
// nothing any more is thrown away, and the reader is nobody in particular again.
async function speak(path, method, { body, headers } = {}) {
  const pass = recall("pass")
  const options = {
    method,
    headers: { ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }
  if (!pass) return ask(path, options)
  try {
    return await ask(path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${pass}` } })
  } catch (refusal) {
    if (refusal.status !== 401) throw refusal
    remember("pass", null)
    return ask(path, options)
  }
}

export const pageOf = (story, ordering) =>
  ask(addressOf(story, "comments/") + (ordering === "newest" ? "" : `&ordering=${ordering}`))

// The API gives whole addresses; only what follows its first part is asked, here.
export const next = (url) => {
  const { pathname, search } = new URL(url, location.href)
  return ask(pathname.slice(page.api.length) + search)
}

export const repliesTo = (id) => `${page.api}${one(id, "replies/")}`

export const contextOf = (id) => ask(one(id, "context/"))

export const formOf = (story) => ask(addressOf(story, "comments/form/"))

export const since = (story, after, etag) =>
  ask(`${addressOf(story, "comments/since/")}&after=${encodeURIComponent(after)}`, {
    cache: "no-store", headers: etag ? { "If-None-Match": etag } : {},
  })

// The key makes the same attempt one reply, however often it has to be sent.
export async function post(story, body, key) {
  const send = () =>
    speak(addressOf(story, "comments/"), "POST", { body, headers: { "Idempotency-Key": key } })
  for (const wait of PATIENCE) {
    try {
      return await send()
    } catch (refusal) {
      const lost = !refusal.status || refusal.status >= 500
      if (!lost && refusal.body?.code !== "idempotency_in_progress") throw refusal
      await pause(wait)
    }
  }
  return send()
}

export const change = (id, text, token) =>
  speak(one(id), "PATCH", { body: { text, edit_token: token } })

export const takeBack = (id, token) =>
  speak(one(id), "DELETE", { headers: { "X-Edit-Token": token } })

export const vote = (id, value) =>
  (value ? speak(one(id, "vote/"), "PUT", { body: { value } }) : speak(one(id, "vote/"), "DELETE"))

// `facts` are the reason, and whatever of note, name and email was filled in.
export const report = (id, facts) =>
  speak(one(id, "reports/"), "POST", { body: Object.fromEntries(Object.entries(facts).filter(([, value]) => value)) })

export const preview = (text) => speak("comments/preview/", "POST", { body: { text } })

export const mine = (ids) => speak(`comments/me/?ids=${ids.join(",")}`, "GET")
