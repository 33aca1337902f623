// What happens to pictures that are dropped or pasted into the text?
import { Extension, Plugin, crel, pm } from "django-prose-editor/editor"
import { desk, says } from "newsroom/desk/newsroom"
import { pictures, progress, upload } from "newsroom/desk/uploads"

const { Decoration, DecorationSet } = pm.view
const KEY = new pm.state.PluginKey("drops")

// The places that pictures on their way keep are decorations: no part of the document.
export const Drops = Extension.create({
  name: "drops",
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        key: KEY,
        state: {
          init: () => DecorationSet.empty,
          apply(tr, places) {
            const mapped = places.map(tr.mapping, tr.doc)
            const { add, done } = tr.getMeta(KEY) || {}
            if (add) return mapped.add(tr.doc, add)
            return done ? mapped.remove(mapped.find(null, null, (spec) => spec.key === done)) : mapped
          },
        },
        props: {
          decorations: (state) => KEY.getState(state),
          handleDrop: (view, event) => {
            const files = desk.may_add_photos ? pictures(event.dataTransfer) : []
            if (files.length) takeIn(editor, files, gapAt(view, event))
            return files.length > 0
          },
          handlePaste: (view, event) => {
            const data = event.clipboardData
            const files = desk.may_add_photos && !data.types.includes("text/html") ? pictures(data) : []
            if (files.length) takeIn(editor, files, gapBelow(view.state))
            return files.length > 0
          },
        },
      }),
    ]
  },
})

// The gap between two blocks that is nearest to the pointer.
function gapAt(view, { clientX, clientY }) {
  const found = view.posAtCoords({ left: clientX, top: clientY })
  const $at = view.state.doc.resolve(found ? Math.max(found.inside, found.pos) : view.state.doc.content.size)
  if (!$at.depth) return $at.pos
  const box = view.nodeDOM($at.before(1)).getBoundingClientRect()
  return clientY < box.top + box.height / 2 ? $at.before(1) : $at.after(1)
}

const gapBelow = ({ selection: { $from } }) => ($from.depth ? $from.after(1) : $from.pos)

let number = 0
const onTheirWay = new Set()

// One after the other, so that the pictures stand in the order in which they were dropped.
async function takeIn(editor, files, at) {
  const places = files.map((file) => ({ file, key: `drop-${(number += 1)}` }))
  for (const place of places) prepare(editor, place, at)
  for (const place of places) await send(editor, place)
}

function prepare(editor, place, at) {
  place.dom = crel("div", { className: "desk-drop", contentEditable: "false" })
  wait(place)
  onTheirWay.add(place.key)
  const widget = Decoration.widget(at, () => place.dom, {
    key: place.key, side: 1, stopEvent: () => true, ignoreSelection: true,
  })
  editor.view.dispatch(editor.state.tr.setMeta(KEY, { add: [widget] }))
}

function wait(place) {
  place.bar = progress(place.file.name)
  place.dom.replaceChildren(place.bar.dom)
}

async function send(editor, place) {
  try {
    arrived(editor, place, await upload(place.file, place.bar.show))
  } catch (error) {
    failed(editor, place, error)
  }
}

function arrived(editor, place, photo) {
  const [widget] = KEY.getState(editor.state).find(null, null, (spec) => spec.key === place.key)
  const { schema, tr } = editor.state
  tr.setMeta(KEY, { done: place.key })
  if (widget) {
    const caption = photo.caption ? schema.text(photo.caption.replace(/\s+/g, " ")) : null
    const facts = { photo: String(photo.id), credit: photo.credit, alt: photo.alt }
    pm.history.closeHistory(tr).insert(widget.from, schema.nodes.photo.create(facts, caption))
  }
  editor.view.dispatch(tr)
  settle(place)
}

function failed(editor, place, error) {
  const again = crel("button", { type: "button", className: "desk-button", textContent: says("tryAgain") })
  const drop = crel("button", { type: "button", className: "desk-button", textContent: says("remove") })
  again.addEventListener("click", () => {
    wait(place)
    send(editor, place)
  })
  drop.addEventListener("click", () => {
    editor.view.dispatch(editor.state.tr.setMeta(KEY, { done: place.key }))
    settle(place)
    editor.view.focus()
  })
  place.dom.replaceChildren(
    crel("span", { className: "desk-told", role: "alert", textContent: `${place.file.name}: ${error.message}` }),
    again, drop,
  )
  refused()
  settle(place)
}

let settled = () => {}
let refused = () => {}

function settle(place) {
  onTheirWay.delete(place.key)
  if (!onTheirWay.size) settled()
}

// A save waits until every picture has arrived, or was refused.
export function start({ editor, form }) {
  const told = crel("p", { className: "desk-waiting", role: "status" })
  editor.view.dom.parentElement.before(told)
  form.addEventListener("submit", (event) => {
    if (!onTheirWay.size) return
    event.preventDefault()
    event.stopImmediatePropagation()
    told.textContent = says("photosComing")
    const { submitter } = event
    settled = () => {
      settled = refused = () => {}
      told.textContent = ""
      form.requestSubmit(submitter)
    }
    refused = () => {
      settled = refused = () => {}
      told.textContent = says("photosRefused")
    }
  }, { capture: true })
}
