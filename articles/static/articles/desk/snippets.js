// How will a search engine and a social network show the story?
import { says } from "newsroom/desk/newsroom"

// What search engines show before they cut, in the pixels of their own type (Google, desktop).
const TITLE = { font: "20px arial, sans-serif", pixels: 580 }
const DESCRIPTION = { font: "14px arial, sans-serif", pixels: 920 }

let pen
function width(text, font) {
  pen ??= document.createElement("canvas").getContext("2d")
  pen.font = font
  return pen.measureText(text).width
}

function cut(text, { font, pixels }) {
  if (width(text, font) <= pixels) return text
  let end = text.length
  while (end > 0 && width(`${text.slice(0, end)} …`, font) > pixels) end -= 1
  const word = text.lastIndexOf(" ", end)
  return `${text.slice(0, word > 0 ? word : end)} …`
}

export function showSnippets(told) {
  const card = document.querySelector("[data-snippets]")
  if (!card) return
  const put = (name, text) => {
    for (const place of card.querySelectorAll(`[data-told="${name}"]`)) place.textContent = text
  }
  put("trail", told.trail)
  put("title", cut(told.title, TITLE) || says("untitled"))
  put("description", cut(told.description, DESCRIPTION))
  put("social-title", told.title || says("untitled"))
  put("social-description", told.description)
  put("domain", told.domain)
  measure(card, "title", told.title, TITLE)
  measure(card, "description", told.description, DESCRIPTION)
  card.querySelector("[data-hidden]").hidden = told.robots !== "noindex"
  const picture = card.querySelector("[data-social-image]")
  picture.hidden = !told.image
  card.querySelector("[data-no-image]").hidden = Boolean(told.image)
  if (!told.image) return
  if (picture.getAttribute("src") !== told.image.url) picture.src = told.image.url
  const { x, y } = told.image.focal
  if (x !== null) picture.style.objectPosition = `${x * 100}% ${y * 100}%`
}

function measure(card, name, text, kind) {
  const place = card.querySelector(`[data-measure="${name}"]`)
  const long = width(text, kind.font) > kind.pixels
  place.textContent = says(long ? "snippetCut" : "snippetFits", { count: [...text].length })
  place.classList.toggle("desk-too-long", long)
}
