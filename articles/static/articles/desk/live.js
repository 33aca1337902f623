// What is missing, who has this headline, where will it stand, how will it look elsewhere?
import { crel } from "django-prose-editor/editor"
import { desk, later, says, send } from "newsroom/desk/newsroom"
import { showSnippets } from "newsroom/desk/snippets"

const FIELDS = [
  "headline", "standfirst", "slug", "language", "category", "lead_photo", "lead_caption",
  "lead_credit", "lead_alt", "seo_title", "seo_description", "canonical_url",
]
const WAIT = 500 // ms after the last key

export function living(editor, form) {
  const following = slugFollowing(form)
  let asked = 0
  const refresh = async () => {
    const facts = { article: desk.story || "", body: editor.getHTML() }
    for (const name of FIELDS) facts[name] = form.elements[name]?.value ?? ""
    if (form.elements.noindex?.checked) facts.noindex = "on"
    const mine = (asked += 1)
    let answer
    try {
      answer = await send(desk.live_url, facts)
    } catch {
      return // the next key asks again; keeping.js says when the newsroom is out of reach
    }
    if (mine !== asked) return
    showLacking(answer.lacking)
    showAlike(form, answer)
    following.follow(answer.slug)
    for (const place of document.querySelectorAll("[data-address]")) {
      place.textContent = answer.address || says("noAddress")
    }
    showSnippets(answer.told)
  }
  const soon = later(WAIT, refresh)
  editor.on("update", soon)
  form.addEventListener("input", (event) => FIELDS.includes(event.target.name) && soon())
  form.addEventListener("change", (event) => FIELDS.includes(event.target.name) && soon())
  if (form.elements.noindex) form.elements.noindex.addEventListener("change", soon)
  refresh()
}

function showLacking(lacking) {
  const card = document.querySelector("[data-lacking]")
  if (!card) return
  const list = card.querySelector("ul")
  const lines = lacking.map((one) => {
    const link = crel("a", { href: `#${one.target}`, textContent: one.says })
    link.dataset.jump = one.key
    link.dataset.nth = one.nth
    return crel("li", {}, one.where ? [link, " ", crel("small", { textContent: one.where })] : [link])
  })
  const focused = [...list.children].findIndex((line) => line.contains(document.activeElement))
  list.replaceChildren(...lines)
  if (focused >= 0) (lines[Math.min(focused, lines.length - 1)] || card).querySelector("a")?.focus()
  list.hidden = !lines.length
  card.querySelector("[data-complete]").hidden = Boolean(lines.length)
  const told = lines.length ? says("lackingCount", { count: lines.length }) : says("complete")
  const place = card.querySelector("[data-lacking-told]")
  if (place.textContent !== told) place.textContent = told
}

function showAlike(form, { alike, claims }) {
  say(placeBelow(form.elements.headline, "desk-alike-headline"), alike)
  say(placeBelow(form.elements.slug, "desk-alike-slug"), claims)
}

function placeBelow(field, id) {
  const known = document.getElementById(id)
  if (known) return known
  const place = crel("ul", { id, className: "desk-alike", role: "status" })
  field.closest(".desk-field").append(place)
  return place
}

function say(place, lines) {
  const text = JSON.stringify(lines)
  if (place.dataset.said === text) return
  place.dataset.said = text
  place.replaceChildren(...lines.map((one) =>
    crel("li", {}, [
      `${one.says} `,
      crel("a", { href: one.url, target: "_blank", dir: "auto", textContent: one.headline || says("untitled") }),
    ]),
  ))
}

// The slug is made from the headline until somebody writes one.
function slugFollowing(form) {
  const slug = form.elements.slug
  let follows = Boolean(slug?.closest("[data-slug-follows]"))
  slug?.addEventListener("input", (event) => {
    if (event.isTrusted) follows = !slug.value.trim()
  })
  return {
    follow(made) {
      if (!follows || !slug || slug.value === made || document.activeElement === slug) return
      slug.value = made
    },
  }
}
