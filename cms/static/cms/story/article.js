// How does a story look? The public JSON of an article, painted piece by piece.
import {
  around, day, followable, html, make, moment, page, parted, replyCount, says, time, told,
} from "newsroom/story/build"
import { caption, photoFrame } from "newsroom/story/photo"

const WIDE = "(min-width: 70rem) 64rem, 100vw"
const COLUMN = "(min-width: 46rem) 42rem, 100vw"
const draft = page.mode !== "public"

// Pieces that did not change are kept as they are, so that a live preview does not flicker.
const painted = new Map()

function once(key, facts, paint) {
  const json = JSON.stringify(facts)
  const known = key && painted.get(key)
  if (known?.json === json) return known.element
  const element = paint()
  if (key) painted.set(key, { json, element })
  return element
}

export function article(story, extras = []) {
  return make("article", { className: "story" }, [
    head(story),
    once("lead", story.lead_photo, () => lead(story.lead_photo)),
    make("div", { className: "body" }, story.sections.map(section)),
    foot(story),
    ...extras,
  ])
}

function head(story) {
  const title = story.title
    ? make("h1", { dir: "auto", textContent: story.title, "data-block": "headline" })
    : told("h1", { className: "is-missing", textContent: says("untitled"), "data-block": "headline" })
  return make("header", { className: "opening" }, [
    story.category.name ? make("p", { className: "kicker", dir: "auto", textContent: story.category.name }) : null,
    title,
    story.standfirst ? make("p", {
      className: "standfirst", dir: "auto", textContent: story.standfirst, "data-block": "standfirst",
    }) : null,
    facts(story),
  ])
}

function facts(story) {
  const minute = (said) => Math.floor(new Date(said).getTime() / 60_000)
  const changed = minute(story.updated_at) > minute(story.published_at)
  const lines = draft ? [] : [
    told("span", {}, around("published", "when", time(story.published_at, moment(story.published_at)))),
    changed ? told("span", {}, around("updated", "when", time(story.updated_at, moment(story.updated_at)))) : null,
  ]
  lines.push(told("span", { textContent: says("reading", { minutes: story.reading_minutes }) }))
  if (!draft) lines.push(toReplies(story.comments))
  return make("div", { className: "facts" }, [
    story.byline.length ? byline(story.byline) : null,
    make("p", { className: "dates" }, parted(lines)),
  ])
}

function toReplies({ count, open }) {
  if (!count && !open) return null
  return told("a", {
    className: "to-replies", href: "#replies-heading", textContent: count ? replyCount(count) : says("leave"),
  })
}

function byline(entries) {
  const names = entries.flatMap((entry, place) => [
    place && place === entries.length - 1 ? ` ${says("and")} ` : place ? ", " : null,
    make("span", { className: "author" }, [
      make("b", { dir: "auto", textContent: entry.name }),
      entry.role ? " " : null,
      entry.role ? make("span", { className: "role", dir: "auto", textContent: `(${entry.role})` }) : null,
    ]),
  ])
  return told("p", { className: "byline" }, around("by", "names", make("span", {}, names)))
}

function lead(photo) {
  if (!photo || (!draft && !photo.url)) return null
  return make("figure", { className: "lead", "data-block": "lead" }, [
    photoFrame(photo, WIDE, { first: true }), caption(photo.caption, photo.credit),
  ])
}

function section(one, place) {
  return make("section", { id: one.anchor }, [
    one.heading ? heading(one, place) : null,
    ...one.blocks.map((block) => once(block.id, block, () => BLOCKS[block.type]?.(block) ?? make("div"))),
  ])
}

function heading(one, place) {
  const link = one.anchor ? make("a", {
    className: "anchor", href: `#${one.anchor}`, textContent: "#", "aria-label": says("anchor"),
  }) : null
  return make("h2", { dir: "auto", "data-block": `section-${place}` }, [one.heading, " ", link])
}

const BLOCKS = {
  text: (block) => html("div", { className: "text", dir: "auto", "data-block": block.id }, block.html),
  photo: (block) => !draft && !block.photo?.url ? make("div") : make(
    "figure", { className: "photo", "data-block": block.id },
    [photoFrame(block.photo, COLUMN), caption(block.caption, block.credit)],
  ),
  quote: (block) => make("figure", { className: "quote", "data-block": block.id }, [
    make("blockquote", { dir: "auto" }, block.text.split(/\n{2,}/).map((text) => make("p", { textContent: text }))),
    speaker(block),
  ]),
}

function speaker(block) {
  const { expert } = block
  const name = block.printed_name || expert?.name
  const place = [expert?.role, expert?.organisation].filter(Boolean).join(", ")
  const who = parted([
    name ? make("cite", { dir: "auto", textContent: name }) : null,
    place ? make("span", { dir: "auto", textContent: place }) : null,
  ], ", ")
  const lines = [
    who.length ? make("span", {}, who) : null,
    block.attribution ? make("span", { className: "how", dir: "auto", textContent: block.attribution }) : null,
    block.said_on ? told("span", {}, around("said", "when", time(block.said_on, day(block.said_on)))) : null,
    sourced(block.source),
  ]
  return lines.some(Boolean) ? make("figcaption", {}, parted(lines)) : null
}

function sourced(source) {
  if (!source?.name && !source?.url) return null
  const words = source.name || new URL(source.url, location.href).host
  const href = followable(source.url)
  const shown = href
    ? make("a", { href, rel: "noopener", dir: "auto", textContent: words })
    : make("span", { dir: "auto", textContent: words })
  return told("span", { className: "source" }, around("source", "name", shown))
}

function foot(story) {
  return make("div", { className: "foot" }, [
    story.source ? make("p", { className: "story-source" }, [sourced(story.source)]) : null,
    story.corrections.length ? corrections(story.corrections) : null,
    story.tags.length ? tags(story.tags) : null,
  ])
}

function corrections(notes) {
  return make("section", { className: "corrections" }, [
    told("h2", { textContent: says("corrections") }),
    ...notes.map((note) => make("p", { dir: "auto" }, [
      told("small", {}, [time(note.at, moment(note.at))]), " ", note.note,
    ])),
  ])
}

function tags(all) {
  const items = all.map((tag) => make("li", { dir: "auto", textContent: tag.name }))
  return make("ul", { className: "tags", "aria-label": says("tags") }, items)
}
