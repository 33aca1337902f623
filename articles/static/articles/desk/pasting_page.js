// How does a pasted page look beside the story it makes, with every guess at its place?
import { crel } from "django-prose-editor/editor"
import { says } from "newsroom/desk/newsroom"

// The page line by line; what a piece became is said in a word, not in colour alone.
export function cameAs(proposal) {
  const rows = proposal.lines.map((line) =>
    crel("li", { "data-line": line.number, value: line.number }, line.parts.map((part) => {
      const words = crel("span", { className: "desk-page-words", dir: "auto", textContent: part.text })
      if (!part.kind) return words
      const label = crel("span", { className: "desk-page-kind", textContent: says(`kind_${part.kind}`) })
      return crel("span", { className: `desk-page-part desk-page-${part.kind}` }, [label, words])
    })),
  )
  return crel("ol", {}, rows)
}

// The story in reading order; `tools` are { refused, toggle, people }.
export function storyOf(proposal, tools) {
  const keys = new Set(proposal.people.map((person) => person.key))
  const waiting = new Map(proposal.notes.filter((note) => worthShowing(note, keys)).map((note) => [note.id, note]))
  const list = crel("ol", { className: "desk-page-pieces" })
  const take = (id) => {
    const note = waiting.get(id)
    waiting.delete(id)
    return note ? [note] : []
  }
  const refusedOn = (lines) =>
    [...waiting.values()].filter((note) => note.refused && !isOfPerson(note)
      && lines.includes(note.lines[0])).flatMap((note) => take(note.id))
  const add = (className, piece, parts, ids = [piece.id], extra = []) => {
    const notes = [...ids.flatMap(take), ...refusedOn(piece.lines)]
    const rows = notes.map((note) => guess(note, tools, proposal))
    const item = crel("li", { className }, [...parts, ...extra])
    if (rows.length) item.append(crel("ul", { className: "desk-page-guesses" }, rows))
    list.append(item)
  }
  const words = (tag, text) => crel(tag, { dir: "auto", textContent: text })

  if (proposal.headline) add("desk-page-headline", proposal.headline, [words("p", proposal.headline.text)])
  if (proposal.standfirst) add("desk-page-standfirst", proposal.standfirst, [words("p", proposal.standfirst.text)])
  for (const line of proposal.byline) add("desk-page-byline", line, [words("p", line.names.join(", "))])
  const photo = (piece, kind) =>
    add("desk-page-figure", piece, [
      crel("span", { className: "desk-page-hole" }, [
        crel("span", { className: "material-icons", textContent: "image", "aria-hidden": "true" }),
        says(kind),
      ]),
      words("p", piece.caption || says("pageNoCaption")),
      crel("small", { dir: "auto", textContent: piece.credit || says("pageNoCredit") }),
    ])
  if (proposal.lead) photo(proposal.lead, "pageLead")
  for (const section of proposal.sections) {
    if (section.heading) add("desk-page-heading", section.heading, [words("p", section.heading.text)])
    for (const block of section.blocks) {
      if (block.type === "photo") photo(block, "photo")
      else if (block.type === "quote") quote(block)
      else add("desk-page-text", block, [running(block.html)])
    }
  }
  function quote(block) {
    const person = proposal.people.find((one) => one.key === block.speaker)
    const who = person ? tools.people.nameOf(person) : says("pageNobody", { why: block.how })
    const lines = block.said.split("\n\n").map((part) => words("p", part))
    add("desk-page-quote", block, [
      crel("blockquote", {}, lines),
      crel("p", { className: "desk-page-speaker", dir: "auto" }, [
        crel("strong", { textContent: who, className: person ? "" : "desk-page-nobody" }),
        block.attribution ? ` · ${block.attribution}` : "",
      ]),
    ], [block.id, block.speaker_id])
  }
  if (proposal.source) add("desk-page-source", proposal.source, [words("p", `${says("sourceName")}: ${proposal.source.name} ${proposal.source.url}`)])
  for (const tag of proposal.tags) add("desk-page-tag", tag, [words("p", `# ${tag.name}`)])
  for (const piece of proposal.left_out) add("desk-page-furniture", piece, [words("p", piece.text)])

  const cards = proposal.people.map((person) =>
    tools.people.card(person, proposal, [...waiting.values()]
      .filter((note) => note.id.split(":")[1] === person.key)
      .flatMap((note) => take(note.id)).map((note) => guess(note, tools, proposal))),
  )
  const rest = [...waiting.values()].map((note) => guess(note, tools, proposal))
  const said = proposal.notes.filter((note) => !note.id && !TOLD_ABOVE.test(note.code))
  const whole = crel("div", {}, [list])
  if (cards.length) whole.append(crel("h3", { textContent: says("pagePeople") }), crel("ul", { className: "desk-page-people" }, cards))
  if (rest.length) whole.append(crel("h3", { textContent: says("pageRest") }), crel("ul", { className: "desk-page-guesses" }, rest))
  if (said.length) whole.append(crel("ul", { className: "desk-page-notes" }, said.map((note) => crel("li", { textContent: note.sentence }))))
  return whole
}

const TOLD_ABOVE = /^(headline|speaker_.*)$/
const isOfPerson = (note) => /^(person|role|match|alias):/.test(note.id)

// A role is a field of its person's card; who is not quoted any more needs no decision.
function worthShowing(note, keys) {
  if (!note.id) return false
  if (note.refused || !isOfPerson(note)) return true
  return !note.id.startsWith("role:") && keys.has(note.id.split(":")[1])
}

// The HTML comes from the pure rules; only its words and plain tags are taken over.
function running(html) {
  const made = crel("div", { dir: "auto" })
  const parsed = new DOMParser().parseFromString(html, "text/html").body
  for (const link of parsed.querySelectorAll("a")) link.removeAttribute("href")
  made.append(...parsed.childNodes)
  return made
}

// One guess: what is taken for what and why, accepted or refused.
function guess(note, { refused, toggle, names }, proposal) {
  const refusedNow = refused.has(note.id)
  // What was refused is still called what it was: the answer does not know the speaker any more.
  const words = (refusedNow && names.get(note.id)) || wordsOf(note, proposal)
  names.set(note.id, words)
  const box = crel("span", {
    className: "desk-guess-words", role: "checkbox", "aria-checked": String(!refusedNow), tabIndex: -1,
    "data-guess": note.id, "data-lines": note.lines.join(" "), dir: "auto",
  }, [
    crel("span", { className: "desk-guess-mark", "aria-hidden": "true", textContent: refusedNow ? "✕" : note.sure ? "✓" : "?" }),
    crel("span", { textContent: refusedNow ? says("pageRefused", { words }) : note.sure ? words : says("pageGuess", { words }) }),
  ])
  const choice = (label, refuse) => {
    const made = crel("button", {
      type: "button", tabIndex: -1, className: "desk-guess-button", textContent: label,
      "aria-pressed": String(refuse === refusedNow), "aria-label": `${label}: ${words}`,
    })
    made.addEventListener("click", () => {
      box.focus()
      if (refuse !== refusedNow) toggle(note.id, refuse)
    })
    return made
  }
  const state = refusedNow ? "desk-guess-refused" : note.sure ? "desk-guess-sure" : "desk-guess-open"
  return crel("li", { className: `desk-guess ${state}` }, [
    box, crel("span", { className: "desk-guess-buttons" }, [choice(says("pageAccept"), false), choice(says("pageRefuse"), true)]),
  ])
}

function wordsOf(note, proposal) {
  if (!note.id.startsWith("speaker:")) return note.sentence
  const blocks = proposal.sections.flatMap((section) => section.blocks)
  const quote = blocks.find((block) => block.speaker_id === note.id)
  const person = proposal.people.find((one) => one.key === quote?.speaker)
  const because = quote?.attribution ? `${note.sentence} (“${quote.attribution}”)` : note.sentence
  return says("pageSpeaker", { name: person?.name || says("who"), why: because })
}
