// What do the desk and the writer tell each other? Nothing here touches what is typed.
import { jumpTo } from "newsroom/desk/page"
import { says, send } from "newsroom/desk/newsroom"

const sheet = new CSSStyleSheet()

export function notes(editor) {
  const card = document.querySelector("[data-notes]")
  if (!card) return
  const list = card.querySelector("[data-notes-list]")
  const text = card.querySelector("#desk-note-text")
  const here = card.querySelector("[data-note-here]")
  const told = card.querySelector("[data-note-told]")
  const form = card.querySelector(".desk-note-new")
  form.hidden = false
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  mark([...list.querySelectorAll("[data-about]")].map((note) => note.dataset.about))

  const show = (answer) => {
    list.innerHTML = answer.html // made and escaped by the newsroom's own template
    mark(answer.blocks)
    const count = document.querySelector("[data-open-notes]")
    count.hidden = !answer.open
    count.textContent = says(answer.open === 1 ? "oneNote" : "manyNotes", { count: answer.open })
  }
  const ask = async (url, facts) => {
    told.textContent = ""
    try {
      show(await send(url, facts))
      return true
    } catch (error) {
      told.textContent = error.message
      return false
    }
  }
  const add = async () => {
    const block = here.checked ? blockAt(editor) : ""
    if (await ask(card.dataset.notes, { text: text.value, block })) {
      text.value = ""
      here.checked = false
    }
    text.focus()
  }
  card.querySelector("[data-note-add]").addEventListener("click", add)
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      add()
    }
  })
  // A note is not a part of the story: typing one leaves nothing unsaved behind.
  text.addEventListener("input", (event) => event.stopPropagation())
  here.addEventListener("change", (event) => event.stopPropagation())
  list.addEventListener("click", async (event) => {
    const { noteJump, note, open } = event.target.dataset
    if (noteJump) jumpTo(editor, { key: noteJump, id: "id_body" })
    if (note && (await ask(note, open ? { open } : {}))) {
      list.querySelector(`[data-note="${note}"]`)?.focus()
    }
  })
  const place = () => {
    const known = blockAt(editor)
    here.disabled = !known
    if (!known) here.checked = false
  }
  editor.on("selectionUpdate", place)
  place()
}

// The block of the caret: the nearest id at or before it, within the section.
function blockAt(editor) {
  const { $from } = editor.state.selection
  const { doc } = editor.state
  for (let place = $from.index(0); place >= 0 && place < doc.childCount; place -= 1) {
    const { attrs } = doc.child(place)
    if (attrs.blockId) return attrs.blockId
  }
  return ""
}

// The document is not touched: a rule of style says where notes are.
function mark(blocks) {
  const rules = blocks.map((id) => `.desk-main .tiptap [data-id="${CSS.escape(id)}"]`)
  sheet.replaceSync(rules.length ? `${rules.join(",")} {
    box-shadow: -6px 0 0 -3px var(--desk-note); }` : "")
}
