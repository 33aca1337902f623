// What does the form say now, and does something else say the same?
import { createNodeFromContent } from "django-prose-editor/editor"

// What belongs to the page, not to the story.
const ASIDE = /^(csrfmiddlewaretoken|shown|saving|draft_key|opened_with|initial-.*|clash-.*|_.*)$/
const IDS = new Set(["blockId", "opening", "openingAnchor", "anchor"])

export const entriesOf = (form) =>
  [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !ASIDE.test(name))

export const textOf = (form) => JSON.stringify(entriesOf(form))

export const hasWords = (form) =>
  ["headline", "standfirst", "body"].some((name) =>
    form.elements[name]?.value.replace(/<\/?(p|br)\b[^>]*>/g, "").trim())

// The same words, whatever ids the blocks got meanwhile and however empty lines end them.
export function sameWords(editor, one, other) {
  return meaning(editor, one) === meaning(editor, other)
}

function meaning(editor, entries) {
  const said = entries
    .filter(([name, value]) => value && name !== "seen_version")
    .map(([name, value]) => [name, name === "body" ? words(editor, value) : value.replaceAll("\r\n", "\n").trim()])
  return JSON.stringify(said.sort(([a, b], [c, d]) => (a + b < c + d ? -1 : 1)))
}

function words(editor, html) {
  try {
    const made = createNodeFromContent(html, editor.schema)
    const nodes = []
    ;(made.content || made).forEach((node) => node.content.size || node.type.name === "photo" ? nodes.push(node.toJSON()) : null)
    return JSON.stringify(nodes, (name, value) => (IDS.has(name) ? undefined : value))
  } catch {
    return html
  }
}
