// How does a page that was taken come into the form? As a change like any other, not saved yet.

const isBlank = (node) => !node.textContent.trim() && !["photo", "quote"].includes(node.type.name)

// Whether the story has no text, but for what was pasted at `place`.
export function isEmpty(editor, place) {
  const { doc } = editor.state
  let blank = true
  doc.forEach((node, at) => {
    const inside = place && at >= place.from - 1 && at + node.nodeSize <= place.to + 2
    if (!inside && !isBlank(node)) blank = false
  })
  return blank
}

// `how` is "all", "caret", or "pasted": instead of what stands at `place`. One step of undoing.
export function putBody(editor, html, how, place) {
  const { state, dispatch } = editor.view
  const dom = new DOMParser().parseFromString(html, "text/html").body
  const { content } = parserOf(state.schema).parse(dom)
  const [from, to] = range(state, how, place)
  // A new step in the history, never joined with what was typed just before.
  const tr = state.tr.replaceWith(from, to, content).setMeta("closeHistory$", true)
  dispatch(tr.scrollIntoView())
  editor.commands.focus(how === "all" ? "start" : from + 1)
}

// The editor has parsed its own text already, and keeps the parser for its schema.
const parserOf = (schema) => schema.cached.domParser

function range(state, how, place) {
  const { doc, selection } = state
  if (how === "all") return [0, doc.content.size]
  if (how === "pasted" && place) return wholeBlocks(doc, place)
  const { $from } = selection
  if (!$from.depth) return [$from.pos, $from.pos]
  const top = $from.node(1)
  return isBlank(top) ? [$from.before(1), $from.after(1)] : [$from.after(1), $from.after(1)]
}

function wholeBlocks(doc, { from, to }) {
  const first = doc.resolve(Math.min(from, doc.content.size))
  const last = doc.resolve(Math.min(to, doc.content.size))
  return [first.depth ? first.before(1) : first.pos, last.depth ? last.after(1) : last.pos]
}

// Everything beside the body is filled in only where nothing stands.
export function fillForm(answer) {
  const texts = {
    headline: answer.headline, standfirst: answer.standfirst, slug: answer.slug,
    source_name: answer.source.name, source_url: answer.source.url,
    lead_caption: answer.lead.caption, lead_credit: answer.lead.credit, lead_alt: answer.lead.alt,
  }
  for (const [name, words] of Object.entries(texts)) fill(document.getElementById(`id_${name}`), words)
  const tags = document.querySelector("select[data-tags]")
  if (tags && !tags.selectedOptions.length) choose(tags, answer.tags)
  const byline = document.querySelector("[data-byline]")
  const names = [...document.querySelectorAll("select[name=byline_author]")]
  if (byline && names.every((name) => !name.value)) choose(byline, answer.byline)
}

// The choosers of tags and names take each as if the editor had found it (see choosers.js).
function choose(place, rows) {
  for (const detail of rows) place.dispatchEvent(new CustomEvent("desk:choose", { detail }))
}

function fill(field, words) {
  if (!field || !words || field.value.trim()) return
  field.value = words
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }))
}
