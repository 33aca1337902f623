// Who replies to what? The form for the story, and one in place under each reply.
import { make, says, told } from "newsroom/story/build"
import { form, outcome } from "newsroom/story/replies/form"
import { nameOf } from "newsroom/story/replies/item"
import { shown } from "newsroom/story/replies/own"
import { member } from "newsroom/story/replies/pass"
import { put, renew } from "newsroom/story/replies/thread"

// The form, or in words why there is none and what to do.
export function leaving(room) {
  const why = room.open ? room.repliers === "members" && !member() ? says("membersOnly") : "" : says("closed")
  if (why) return make("div", { className: "leave is-closed" }, [told("p", { textContent: why })])
  const { element } = form(room, { taken: (answer, words) => took(room, answer, words) })
  return make("section", { className: "leave", "aria-labelledby": "leave-heading" }, [
    told("h3", { id: "leave-heading", textContent: says("leave") }), element,
  ])
}

export function answer(room, node) {
  if (node.form) { node.form.text.focus(); return }
  const close = () => {
    node.form.element.remove()
    node.form = null
    renew(room, node, {})
  }
  node.form = form(room, {
    parent: node.one.id,
    name: nameOf(node.one),
    taken(given, words) {
      close()
      const made = took(room, given, words)
      room.tell(made, outcome(room, given))
      made.article.scrollIntoView({ block: "nearest" })
      made.article.focus({ preventScroll: true })
    },
    left() {
      close()
      ;(node.body.querySelector("[data-do=answer]") || node.article).focus()
    },
  })
  node.article.append(node.form.element)
  renew(room, node, {})
  node.form.text.focus()
}

// Shows the new reply where it stands, as the reader's own.
function took(room, { status, body }, words) {
  room.own.keep(body, words)
  room.fresh.delete(body.id)
  const node = put(room, shown(body), { first: true })
  if (status === 201) room.counted(room.count + 1)
  room.empty.hidden = true
  return node
}
