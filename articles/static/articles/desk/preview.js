// How does the story look to readers while it is written? In a frame that is told so: docs/preview.md.
import { crel } from "django-prose-editor/editor"
import { links } from "newsroom/desk/links"
import { later, send } from "newsroom/desk/newsroom"
import { placeCalled, placeOf } from "newsroom/desk/places"

const VERSION = 1
const WAIT = 400 // ms after the last key
const WIDTHS = { phone: 390, tablet: 820, desktop: 1280 } // CSS pixels
const KEPT = "newsroom.preview"
const FIELDS = { headline: "id_headline", standfirst: "id_standfirst", lead: "lead" }

export function start({ editor, form }) {
  const card = document.querySelector("[data-preview]")
  if (!card) return
  const facts = JSON.parse(card.dataset.preview)
  const says = (key, said = {}) =>
    (facts.says[key] || key).replace(/\{(\w+)\}/g, (whole, name) => said[name] ?? whole)
  links(facts, says)
  const toggles = [...document.querySelectorAll("[data-preview-beside]"), inBar(says)].filter(Boolean)
  let pane = null
  const show = (opened) => {
    for (const toggle of toggles) toggle.setAttribute("aria-expanded", String(opened))
    form.querySelector(".desk").classList.toggle("desk-previewing", opened)
    if (!opened) sessionStorage.removeItem(KEPT)
  }
  const open = (by) => {
    pane = paneFor({ editor, form, facts, says, close: () => {
      pane = null
      show(false)
      by?.focus()
    } })
    show(true)
  }
  for (const toggle of toggles) {
    toggle.addEventListener("click", () => (pane ? pane.close() : open(toggle)))
  }
  if (sessionStorage.getItem(KEPT)) open(toggles.at(-1))
}

function inBar(says) {
  const bar = document.querySelector(".desk-buttons")
  const toggle = crel("button", {
    type: "button", className: "desk-button", textContent: says("short"), title: says("beside"),
    "aria-expanded": "false",
  })
  bar?.prepend(toggle)
  return bar && toggle
}

function paneFor({ editor, form, facts, says, close }) {
  const ours = facts.origin || location.origin
  const frame = crel("iframe", { className: "desk-pane-frame", title: says("short") })
  const told = crel("p", { className: "desk-told", role: "status" })
  const room = crel("div", { className: "desk-pane-room" }, [frame])
  const shut = crel("button", { type: "button", className: "desk-button", textContent: says("close") })
  const head = crel("div", { className: "desk-pane-head" }, [widths(says, frame, room), told, shut])
  const pane = crel("section", { className: "desk-pane", "aria-label": says("beside") }, [head, room])

  const tell = (message) => frame.contentWindow?.postMessage({ version: VERSION, ...message }, ours)
  const caret = () => tell({ type: "newsroom:scroll", block: placeOf(editor.state.doc, editor.state.selection.head) })
  const proof = proofs(form, facts.proof, {
    shown: (story) => {
      told.textContent = ""
      tell({ type: "newsroom:story", story })
      if (editor.isFocused) caret()
    },
    failed: () => { told.textContent = says("failed") },
  })
  const soon = later(WAIT, proof)
  const typed = (event) => event.target.closest?.(".desk-preview") || soon()
  const heard = ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== ours || data?.version !== VERSION) return
    if (data.type === "newsroom:ready") proof()
    else if (data.type === "newsroom:focus") focus(editor, String(data.block))
  }
  const field = (event) => {
    const name = Object.keys(FIELDS).find((one) => event.target.closest(`#${FIELDS[one]}`))
    if (name) tell({ type: "newsroom:scroll", block: name })
  }
  const listening = [
    [form, "input", typed], [form, "change", typed], [form, "focusin", field], [window, "message", heard],
  ]
  const { jQuery } = window.django || {} // the admin's own choosers tell nobody else
  const end = () => {
    for (const [target, name, act] of listening) target.removeEventListener(name, act)
    jQuery?.(form).off("change", soon)
    editor.off("update", soon)
    editor.off("selectionUpdate", caret)
    pane.remove()
    close()
  }
  for (const [target, name, act] of listening) target.addEventListener(name, act)
  jQuery?.(form).on("change", soon)
  editor.on("update", soon)
  editor.on("selectionUpdate", caret)
  shut.addEventListener("click", end)
  pane.addEventListener("keydown", (event) => event.key === "Escape" && end())
  form.querySelector(".desk").append(pane)
  address(facts).then((url) => { frame.src = url }, () => { told.textContent = says("failed") })
  return { close: end }
}

// Our own page knows the editor by the session; another frontend is given a link.
async function address(facts) {
  if (!facts.origin || !facts.links) return facts.frame
  return (await send(facts.links, { beside: "1" })).page
}

// Ask for the proof of what stands in the form; only the latest question counts.
function proofs(form, url, { shown, failed }) {
  let asked = null
  return async () => {
    asked?.abort()
    const mine = new AbortController()
    asked = mine
    try {
      const answer = await fetch(url, {
        method: "POST", body: new FormData(form), signal: mine.signal, redirect: "error",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      })
      if (!answer.ok) throw new Error(answer.status)
      const story = await answer.json()
      if (asked === mine) shown(story)
    } catch {
      if (asked === mine) failed()
    }
  }
}

function widths(says, frame, room) {
  const group = crel("div", { className: "desk-pane-widths", role: "group", "aria-label": says("width") })
  let name = sessionStorage.getItem(KEPT)
  if (!(name in WIDTHS)) name = "phone"
  const fit = () => {
    const width = WIDTHS[name]
    const scale = Math.min(1, room.clientWidth / width) || 1
    frame.style.width = `${width}px`
    frame.style.height = `${room.clientHeight / scale}px`
    frame.style.transform = scale < 1 ? `scale(${scale})` : ""
    frame.style.marginInline = scale < 1 ? "0" : "auto"
  }
  const buttons = Object.keys(WIDTHS).map((one) => {
    const button = crel("button", { type: "button", className: "desk-button", textContent: says(one) })
    button.addEventListener("click", () => {
      name = one
      choose()
    })
    return [one, button]
  })
  const choose = () => {
    sessionStorage.setItem(KEPT, name)
    for (const [one, button] of buttons) button.setAttribute("aria-pressed", String(one === name))
    fit()
  }
  group.append(...buttons.map(([, button]) => button))
  new ResizeObserver(fit).observe(room)
  choose()
  return group
}

function focus(editor, name) {
  const field = name in FIELDS && document.getElementById(FIELDS[name])
  if (field) {
    field.scrollIntoView({ block: "center" })
    field.focus?.({ preventScroll: true })
    return
  }
  const place = placeCalled(editor.state.doc, name)
  if (!place) return
  const { state, view } = editor
  const near = state.selection.constructor.near(state.doc.resolve(place.from + 1))
  view.dispatch(state.tr.setSelection(near))
  view.focus()
  const element = editor.view.nodeDOM(place.from)
  element?.scrollIntoView?.({ block: "center" })
  // A class would be a change of the text to the editor, which would take it away again.
  element?.animate?.([{ boxShadow: "0 0 0 3px var(--desk-accent)" }, { boxShadow: "0 0 0 3px transparent" }], 1600)
}
