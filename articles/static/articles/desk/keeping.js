// Is what was typed kept, whatever happens? In the newsroom every few seconds, until then here.
import { crel } from "django-prose-editor/editor"
import * as browser from "newsroom/desk/browser_copy"
import { copy, look } from "newsroom/desk/carrying"
import { place } from "newsroom/desk/company"
import { call, fresh } from "newsroom/desk/line"
import { desk, later, says } from "newsroom/desk/newsroom"
import { notice, sure } from "newsroom/desk/notices"
import { entriesOf, hasWords, sameWords, textOf } from "newsroom/desk/typed"

const AFTER = 4_000, IDLE = 10_000, LONGEST = 60_000, HELD = 500 // ms
const SMALL = 60_000 // characters that a browser sends for a page that is left
const LANG = document.documentElement.lang || undefined
const keeping = desk.keeping
const leaving = { now: false }
let form, editor
let opened = "" // what stood there at first
let sent = "" // what the newsroom holds
let held = "" // what this browser holds
let settled = false // have the words of the form changed since?
let fails = 0
let busy = null
let timer, due = Infinity

export function start(desk) {
  if (!keeping) return
  ;({ form, editor } = desk)
  form.append(crel("input", { type: "hidden", name: "draft_key", value: browser.key() }))
  form.append(crel("input", { type: "hidden", name: "saving" }))
  sent = opened = keeping.bound ? "" : textOf(form)
  form.addEventListener("input", touched)
  form.addEventListener("change", touched)
  // Widgets of the admin tell their changes by jQuery alone.
  window.django?.jQuery?.(form).on("change", touched)
  window.addEventListener("online", () => beat())
  window.addEventListener("offline", () => react({ code: "offline" }))
  window.addEventListener("focus", () => fails && beat())
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : beat()))
  window.addEventListener("pagehide", leave)
  offer()
  if (keeping.story) beat()
  else if (keeping.bound) touched()
}

// Is there anything that neither the newsroom nor this browser has?
export function unkept() {
  settle()
  return Boolean(form) && !leaving.now && ![sent, held].includes(textOf(form))
}

// The editor and the choosers write the form in their own way; until its words are others, that is
// what was opened.
function settle() {
  const text = textOf(form)
  if (settled || !opened || text === opened) return
  settled = !sameWords(editor, JSON.parse(opened), JSON.parse(text))
  if (!settled) sent = opened = text
}

function touched() {
  hold()
  plan(AFTER)
}

const hold = later(HELD, () => holdNow())

async function holdNow(saving = "") {
  settle()
  const text = textOf(form)
  if (text === opened || (text === held && !saving)) return true
  const entry = {
    at: Date.now(), saving, entries: JSON.parse(text), draft_key: form.elements.draft_key.value,
  }
  const done = await browser.put(browser.own(keeping.story), entry)
  if (done) held = text
  return done
}

function plan(wait) {
  if (Date.now() + wait >= due) return
  due = Date.now() + wait
  clearTimeout(timer)
  timer = setTimeout(() => beat(), wait)
}

function leave() {
  if (leaving.now) return
  holdNow()
  const small = (form.elements.body?.value.length || 0) < SMALL
  if (textOf(form) !== sent && small) beat({ keepalive: true })
}

async function beat(options) {
  clearTimeout(timer)
  due = Infinity
  if (leaving.now) return
  if (busy) {
    plan(AFTER)
    return
  }
  settle()
  const text = textOf(form)
  const typed = text !== sent
  if (keeping.story || (typed && hasWords(form))) {
    if (typed) tell("keeping")
    busy = new AbortController()
    const answer = await call(
      keeping.story ? keeping.beat : keeping.begin, body(typed || !keeping.story),
      { ...options, signal: AbortSignal.any([busy.signal, AbortSignal.timeout(20_000)]) },
    )
    busy = null
    if (leaving.now) return
    react(answer, typed ? text : null)
  }
  next()
}

function next() {
  const waits = textOf(form) !== sent && (keeping.story || hasWords(form))
  if (fails) plan(Math.min(AFTER * 2 ** (fails - 1), LONGEST))
  else if (waits) plan(AFTER)
  else if (keeping.story && !document.hidden) plan(IDLE)
}

function body(typed) {
  const data = new FormData()
  if (typed) for (const [name, value] of entriesOf(form)) data.append(name, value)
  if (typed) data.set("typed", "1")
  data.set("draft_key", form.elements.draft_key.value)
  data.set("opened_with", form.elements.opened_with?.value || "")
  data.set("editor", keeping.editor)
  data.set("place", place(editor))
  return data
}

// What came of a beat: told in the bar, and above the text where something is to be done.
function react(answer, text = null) {
  const out = ["signed_out", "somebody_else"].includes(answer.code)
  fails = answer.code ? fails + 1 : 0
  notice("out", out ? says(answer.code) : "", [
    { label: says("signIn"), href: keeping.login },
  ])
  notice("refused", !out && answer.code && answer.code !== "offline"
    ? [answer.code === "too_long" ? says("tooLong") : answer.error, says("keptHere")].filter(Boolean).join(" ")
    : "", ["forbidden", "gone"].includes(answer.code) ? ways() : [])
  if (answer.code) {
    tell(answer.code === "offline" ? "offline" : "keptHere")
    return
  }
  if (answer.story) adopt(answer)
  if (text !== null) kept(text, answer.kept_at)
  else if (!document.querySelector("[data-kept]").dataset.now?.startsWith("kept")) tell("")
  form.dispatchEvent(new CustomEvent("desk:heard", { detail: answer }))
}

// The story is closed to this editor now: where else can the words go?
function ways() {
  const copying = { label: says("copyWords"), act: (button) => copy(form, button) }
  return keeping.may_add ? [copying, { label: says("newDraft"), act: newDraft }] : [copying]
}

async function newDraft(button) {
  button.disabled = true
  await holdNow()
  const data = body(true)
  // The address is the former story's, and a draft of this page may be the story itself.
  data.set("slug", "")
  data.set("draft_key", browser.key())
  const answer = await call(keeping.begin, data)
  button.disabled = false
  if (answer.code) {
    react(answer)
    return
  }
  leaving.now = true
  await browser.drop(browser.own(keeping.story))
  location.assign(answer.change)
}

function kept(text, at) {
  sent = text
  tell(at ? "kept" : "", at ? new Date(at) : null)
  // The browser's copy stays until the story is saved: another window may write over the row.
  if (!at && textOf(form) === text) browser.drop(browser.own(keeping.story))
}

// The first words made the draft: from now on this is the page of that story.
function adopt(answer) {
  browser.drop(browser.own(null))
  Object.assign(keeping, {
    story: answer.story, beat: answer.beat, take: answer.take, change: answer.change,
  })
  const was = textOf(form) === sent
  form.elements.seen_version.value = answer.seen
  if (was) sent = textOf(form)
  form.action = answer.change
  history.replaceState(history.state, "", answer.change)
  held = ""
  holdNow()
}

// What is seen changes with each beat; what is read aloud only when it says something new.
function tell(what, at = null) {
  const place = document.querySelector("[data-kept]")
  const time = at?.toLocaleTimeString(LANG, { hour: "2-digit", minute: "2-digit", second: "2-digit" })
  const said = what ? says(what, { time }) : ""
  if (what === "keeping" && place.dataset.now === "kept") {
    place.firstChild?.classList?.add("desk-kept-again")
    return
  }
  if (place.dataset.now === what && place.firstChild) place.firstChild.textContent = said
  else {
    const aloud = what === "keeping" ? "" : what === "kept" ? says("keptAloud") : said
    place.replaceChildren(
      crel("span", { textContent: said, "aria-hidden": "true" }),
      crel("span", { textContent: aloud, className: "desk-aloud" }),
    )
  }
  place.firstChild?.classList?.remove("desk-kept-again")
  place.dataset.now = what
}

// Before the page is sent: are the words safe here, does the newsroom hear us as ourselves, and
// may we still change this story?
export async function readyToLeave() {
  busy?.abort()
  clearTimeout(timer)
  leaving.now = true
  form.elements.saving.value = browser.key()
  await holdNow(form.elements.saving.value)
  const long = keeping.most && new URLSearchParams(new FormData(form)).toString().length > keeping.most
  const ask = () => (keeping.story ? call(keeping.beat, body(false)) : fresh())
  const answer = long ? { code: "too_long" } : await ask()
  if (!answer.code) return true
  stay()
  react(answer)
  document.querySelector("[data-news]")?.scrollIntoView({ block: "center" })
  next()
  return false
}

export function stay() {
  leaving.now = false
  form.elements.saving.value = ""
}

// Let the page open anew without a word being lost on the way.
export async function openAnew() {
  leaving.now = true
  await browser.drop(browser.own(keeping.story))
  location.assign(keeping.change)
}

export async function give(url) {
  await holdNow()
  return call(url, body(true))
}

// The words of an earlier time that the newsroom does not have: an offer, never more.
async function offer() {
  const saved = arrived()
  const here = entriesOf(form)
  // The first save of a story leads from the page of a new one to its own.
  for (const [where, entry] of saved && keeping.story ? await browser.found(null) : []) {
    if (entry.saving === saved) await browser.drop(where)
  }
  for (const [where, entry] of await browser.found(keeping.story)) {
    const mine = where === browser.own(keeping.story)
    if (entry.saving && entry.saving === saved) await browser.drop(where)
    else if (sameWords(editor, entry.entries, here)) await browser.drop(where)
    else if (!(mine && (keeping.bound || held))) show(where, entry)
  }
}

function arrived() {
  const { name, path } = keeping.cookie
  const said = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))
  if (said) document.cookie = `${name}=; path=${path}; max-age=0; samesite=lax`
  return said?.slice(name.length + 1)
}

function show(where, entry) {
  const when = new Date(entry.at).toLocaleString(LANG, { dateStyle: "medium", timeStyle: "short" })
  const done = () => notice(where)
  notice(where, says("browserHas", { when }), [
    { label: says("takeThem"), act: () => take(where, entry) },
    { label: says("lookAtThem"), act: () => look(form, entry.entries, says("browserHas", { when })) },
    {
      label: says("discard"),
      act: (button) => sure(button, says("reallyDiscard"), says("yesDiscard"), async () => {
        await browser.drop(where)
        done()
      }),
    },
  ])
}

async function take(where, entry) {
  const data = new FormData()
  for (const [name, value] of entry.entries) data.append(name, value)
  data.set("typed", "1")
  data.set("editor", keeping.editor)
  data.set("draft_key", entry.draft_key)
  // What stands in the form now is kept in its turn.
  const changed = !sent || !sameWords(editor, JSON.parse(sent), entriesOf(form))
  if (document.querySelector("[data-typed-at]") || changed) {
    await browser.put(`${browser.own(keeping.story)}-${browser.key()}`, {
      at: Date.now(), saving: "", entries: entriesOf(form), draft_key: browser.key(),
    })
  }
  const answer = await call(keeping.story ? keeping.beat : keeping.begin, data)
  if (answer.code) {
    react(answer)
    return
  }
  leaving.now = true
  await browser.drop(where)
  location.assign(answer.change || keeping.change)
}
