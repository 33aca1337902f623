// What does the page ask of the newsroom about replies? Each call of the public API, once.
import { addressOf, ask, page } from "newsroom/story/build"
import { recall } from "newsroom/story/replies/kept"

const PATIENCE = [1_000, 3_000] // ms before a lost answer is asked for again

const pause = (wait) => new Promise((go) => { setTimeout(go, wait) })
const one = (id, below = "") => `comments/${encodeURIComponent(id)}/${below}`

// Reading is the same for everybody; only what a reader does says who it is.
function doing(method, body, headers = {}) {
  const pass = recall("pass")
  return {
    method,
    headers: {
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...(pass ? { Authorization: `Bearer ${pass}` } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
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
export const post = (story, body, key) =>
  surely(addressOf(story, "comments/"), doing("POST", body, { "Idempotency-Key": key }))

export const change = (id, text, token) => ask(one(id), doing("PATCH", { text, edit_token: token }))

export const takeBack = (id, token) => ask(one(id), doing("DELETE", null, { "X-Edit-Token": token }))

export const vote = (id, value) =>
  ask(one(id, "vote/"), value ? doing("PUT", { value }) : doing("DELETE"))

export const report = (id, reason, note) =>
  ask(one(id, "reports/"), doing("POST", note ? { reason, note } : { reason }))

export const preview = (text) => ask("comments/preview/", doing("POST", { text }))

export const mine = (ids) => ask(`comments/me/?ids=${ids.join(",")}`, doing("GET"))

async function surely(path, options) {
  for (const wait of PATIENCE) {
    try {
      return await ask(path, options)
    } catch (refusal) {
      const lost = !refusal.status || refusal.status >= 500
      if (!lost && refusal.body?.code !== "idempotency_in_progress") throw refusal
      await pause(wait)
    }
  }
  return ask(path, options)
}
