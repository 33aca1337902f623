// What may a reader do with what they wrote? Mend it or take it back, while the newsroom lets them.
import { make, says, told } from "newsroom/story/build"
import { sure } from "newsroom/story/replies/asking"
import { change, takeBack } from "newsroom/story/replies/calls"
import { counter, field, lengthOf } from "newsroom/story/replies/fields"
import { left } from "newsroom/story/replies/item"
import { recall, remember } from "newsroom/story/replies/kept"
import { clear, tell, unfit } from "newsroom/story/replies/refusals"
import { renew, take } from "newsroom/story/replies/thread"

const EVERY = 5_000 // ms between two looks at the clock
const KEPT = 14 * 86_400_000 // ms: after that a reply that waits is asked for no more

// The tokens that the newsroom gave, with the words as they were typed: only this browser has them.
export function owned(story) {
  const key = `own.${story.id}`
  const all = {}
  for (const [id, one] of Object.entries(recall(key) || {})) {
    const over = Date.now() - Date.parse(one.until)
    if (over < 0) all[id] = one
    else if (over < KEPT) all[id] = { until: one.until, waits: one.waits }
  }
  const save = () => remember(key, Object.keys(all).length ? all : null)
  return {
    of: (id) => all[id],
    any: () => Object.keys(all).length > 0,
    waiting: () => Object.keys(all).filter((id) => all[id].waits),
    keep({ id, state, edit_token: token, editable_until: until }, text) {
      all[id] = { token, until, text, waits: state === "pending" }
      save()
      return all[id]
    },
    appeared(id) {
      if (!all[id]?.waits) return false
      all[id].waits = false
      save()
      return true
    },
    drop(id) {
      delete all[id]
      save()
    },
  }
}

// Says how long there still is, and takes the buttons away when it is over.
export function counting(room) {
  setInterval(() => {
    for (const node of room.nodes.values()) {
      const shown = node.own && node.body.querySelector(".reply-left")
      if (!shown) continue
      if (Date.parse(node.own.until) <= Date.now()) renew(room, node, {})
      else shown.textContent = left(node.own)
    }
  }, EVERY)
}

export function edit(room, node) {
  const open = node.article.querySelector(".is-edit textarea")
  if (open) { open.focus(); return }
  const text = field("textarea", "text", says("editText"), { rows: 4, value: node.own.text })
  const number = counter(text.input, () => room.limits?.longest ?? Infinity)
  const cancel = told("button", { type: "button", className: "plain", textContent: says("cancel") })
  const status = told("p", { className: "reply-status is-wrong", role: "alert" })
  const form = make("form", { className: "reply-form is-edit", noValidate: true }, [
    text.element, make("p", { className: "buttons" }, [
      told("button", { type: "submit", className: "post", textContent: says("save") }), cancel,
    ]), status,
  ])
  text.input.after(number.element)
  node.article.classList.add("is-edited")
  node.article.append(form)
  text.input.focus()
  const close = () => {
    node.article.classList.remove("is-edited")
    form.remove()
    renew(room, node, {})
    ;(node.body.querySelector("[data-do=edit]") || node.article).focus()
  }
  const leave = async () => {
    const changed = text.input.value !== node.own.text
    if (!changed || await sure(says("loseText"), says("lose"))) close()
  }
  cancel.addEventListener("click", leave)
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return
    event.preventDefault()
    leave()
  })
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    clear({ text })
    const flaw = unfit(text.input.value, room.limits, lengthOf(text.input.value))
    if (flaw) { text.refuse(flaw); text.input.focus(); return }
    try {
      const { body } = await change(node.one.id, text.input.value, node.own.token)
      node.own = room.own.keep(body, text.input.value)
      node.one = { ...node.one, ...shown(body) }
      close()
      room.tell(node, says(body.state === "published" ? "saved" : "editHeld"))
    } catch (refusal) {
      status.textContent = tell(refusal, { "/text": text })
    }
  })
}

// Of the author's own answer, what readers see too.
export const shown = ({ edit_token: _token, editable_until: _until, ...one }) => one

export async function remove(room, node) {
  if (!(await sure(says("deleteIt"), says("delete")))) return
  try {
    await takeBack(node.one.id, node.own.token)
  } catch (refusal) {
    room.tell(node, tell(refusal, {}))
    return
  }
  room.own.drop(node.one.id)
  node.own = null
  if (node.one.state === "published") room.counted(room.count - 1)
  node.article.focus({ preventScroll: true })
  take(room, node)
  room.say(says("deleted"))
}
