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
  chooseMany(document.getElementById("id_tags"), answer.tags)
  const lines = [...document.querySelectorAll("select[name=byline_author]")]
  if (lines.every((line) => !line.value)) {
    answer.byline.slice(0, lines.length).forEach((author, place) => choose(lines[place], author))
  }
}

function fill(field, words) {
  if (!field || !words || field.value.trim()) return
  field.value = words
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }))
}

function chooseMany(select, rows) {
  if (!select || select.selectedOptions.length) return
  for (const row of rows) select.append(new Option(row.name, row.id, true, true))
  if (rows.length) select.dispatchEvent(new Event("change", { bubbles: true }))
}

function choose(select, row) {
  select.append(new Option(row.name, row.id, true, true))
  select.value = String(row.id)
  select.dispatchEvent(new Event("change", { bubbles: true }))
}
