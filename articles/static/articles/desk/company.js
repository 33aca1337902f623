// Who else is in this story, where, and what did they save?
import { crel, pm } from "django-prose-editor/editor"
import { give, openAnew, stay } from "newsroom/desk/keeping"
import { desk, says } from "newsroom/desk/newsroom"
import { notice } from "newsroom/desk/notices"

const { Plugin, PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view
const OTHERS = new PluginKey("company")
const LANG = document.documentElement.lang || undefined
const RETURN = "newsroom-desk-place"
let quiet = 0 // the version of which the editor does not want to hear now

// In which block does the caret stand? The nearest one at or above it that has an id.
export function place(editor) {
  const { doc, selection } = editor.state
  for (let at = Math.min(selection.$from.index(0), doc.childCount - 1); at >= 0; at -= 1) {
    const id = doc.child(at).attrs.blockId
    if (id) return id
  }
  return ""
}

export function start({ editor, form }) {
  if (!desk.keeping) return
  editor.registerPlugin(marking())
  quiet = Number(document.querySelector("[data-collision] [name=shown]")?.value || 0)
  form.addEventListener("desk:heard", ({ detail }) => {
    faces(detail.others || [])
    mark(editor, detail.others || [])
    saved(detail, form, editor)
  })
  comeBack(editor)
}

function marking() {
  return new Plugin({
    key: OTHERS,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const others = tr.getMeta(OTHERS)
        return others ? decorated(tr.doc, others) : set.map(tr.mapping, tr.doc)
      },
    },
    props: { decorations: (state) => OTHERS.getState(state) },
  })
}

function decorated(doc, others) {
  const marks = []
  doc.forEach((node, at) => {
    const here = others.filter((one) => one.is_here && one.place && one.place === node.attrs.blockId)
    if (here.length) {
      const names = here.map((one) => one.name).join(", ")
      marks.push(Decoration.node(at, at + node.nodeSize, { class: "desk-other-here", "data-who": names }))
    }
  })
  return DecorationSet.create(doc, marks)
}

let shown = ""

function mark(editor, others) {
  const now = JSON.stringify(others.map((one) => [one.name, one.place, one.is_here]))
  if (now === shown) return
  shown = now
  editor.view.dispatch(editor.state.tr.setMeta(OTHERS, others).setMeta("addToHistory", false))
}

function faces(others) {
  const room = document.querySelector("[data-company]")
  room.hidden = !others.length
  room.replaceChildren(...others.map((one) => {
    const time = one.unsaved_at && new Date(one.unsaved_at).toLocaleTimeString(LANG, { hour: "2-digit", minute: "2-digit" })
    const says_ = one.unsaved_at ? says("unsavedSince", { name: one.name, time }) : says("isHere", { name: one.name })
    return crel("span", { className: `desk-who${one.is_here ? "" : " desk-away"}`, title: says_ }, [
      crel("span", { className: "desk-face", "aria-hidden": "true", textContent: initials(one.name) }),
      crel("span", { textContent: says_ }),
    ])
  }))
}

const initials = (name) =>
  name.split(/[\s._-]+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join("")

function saved(answer, form, editor) {
  const seen = Number(form.elements.seen_version.value || 0)
  const news = answer.version > Math.max(seen, quiet)
  const facts = { name: answer.saved_by || says("somebody"), version: answer.version }
  const text = says(answer.saved_by_me ? "savedByYou" : "savedByOther", facts)
  notice("saved", news ? text : "", [
    { label: says("takeTheirs"), act: (button) => takeIn(button, editor) },
    {
      label: says("notNow"),
      act: () => {
        quiet = answer.version
        notice("saved")
      },
    },
  ])
}

async function takeIn(button, editor) {
  button.disabled = true
  const answer = await give(desk.keeping.take)
  if (answer.code) {
    button.disabled = false
    notice("saved", answer.error || says("failed"))
    stay()
    return
  }
  try {
    sessionStorage.setItem(RETURN, place(editor))
  } catch {
    // Then the page opens at its top.
  }
  openAnew()
}

// After theirs came in the page opens anew: at the block where one was writing.
function comeBack(editor) {
  let key
  try {
    key = sessionStorage.getItem(RETURN)
    sessionStorage.removeItem(RETURN)
  } catch {
    return
  }
  if (!key) return
  editor.state.doc.forEach((node, at) => {
    if (node.attrs.blockId === key) editor.chain().setTextSelection(at + node.nodeSize - 1).focus().scrollIntoView().run()
  })
}
