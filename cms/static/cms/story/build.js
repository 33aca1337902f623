// How is a piece of the page made? Text goes in as text; only the newsroom's clean HTML as HTML.

export const page = JSON.parse(document.getElementById("page-data").textContent)

export const says = (key, facts = {}) =>
  (page.says[key] || key).replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole)

// `className`, `textContent` and other properties are set as such, everything else as attribute.
export function make(tag, facts = {}, children = []) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(facts)) {
    if (value === null || value === undefined || value === "") continue
    if (name in element && !/^(?:dir|lang|width|height|form)$/.test(name)) element[name] = value
    else element.setAttribute(name, value)
  }
  element.append(...children.filter((child) => child !== null && child !== ""))
  return element
}

// A piece whose words are the page's own, not the story's.
export const told = (tag, facts = {}, children = []) =>
  make(tag, { lang: page.speaks, dir: "auto", ...facts }, children)

export function html(tag, facts, clean) {
  const element = make(tag, facts)
  element.innerHTML = clean
  return element
}

// An address of this newsroom without its host: the page may be open under another name of it.
export const here = (url) => (url?.startsWith(page.site) ? url.slice(page.site.length) || "/" : url)

// Only what a browser may follow.
export const followable = (url) => (/^(?:https?:|mailto:|\/(?!\/))/i.test(url || "") ? url : null)

export const day = (said) =>
  new Intl.DateTimeFormat(page.speaks, { dateStyle: "long", timeZone: "UTC" }).format(new Date(said))

export const moment = (said) =>
  new Intl.DateTimeFormat(page.speaks, { dateStyle: "long", timeStyle: "short" })
    .format(new Date(said))

export const time = (said, words) => make("time", { dateTime: said, textContent: words })

// "Published {when}" with an element in its place.
export function around(key, name, element) {
  const [before, after] = says(key).split(`{${name}}`)
  return [before, element, after || ""]
}

export const replyCount = (count) => count === 1 ? says("oneReply")
  : count ? says("replyCount", { count: new Intl.NumberFormat(page.speaks).format(count) }) : says("replies")

// Pieces with a mark between them, outside of their own direction of writing.
export const parted = (pieces, mark = " · ") =>
  pieces.filter(Boolean).flatMap((piece, place) => (place ? [mark, piece] : [piece]))

// Throws the refusal: its status and body (problem+json), 0 and null when nobody answered.
export async function ask(path, options = {}) {
  const answer = await fetch(page.api + path, { credentials: "omit", ...options })
    .catch((lost) => { throw Object.assign(lost, { status: 0, body: null }) })
  const { status, headers } = answer
  const body = status === 204 || status === 304 ? null : await answer.json().catch(() => null)
  if (!answer.ok) throw Object.assign(new Error(body?.detail || ""), { status, body, headers })
  return { status, body, headers }
}

export const addressOf = (story, below) =>
  `articles/${encodeURIComponent(story.slug)}/${below}?language=${encodeURIComponent(story.language)}`
