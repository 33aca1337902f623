// Who replies to what? The form for the story, and one in place under each reply.
import { make, says, told } from "newsroom/story/build"
import { form, outcome } from "newsroom/story/replies/form"
import { nameOf } from "newsroom/story/replies/item"
import { shown } from "newsroom/story/replies/own"
import { member } from "newsroom/story/replies/pass"
import { put, renew } from "newsroom/story/replies/thread"

// On what the form depends: another text, another form.
export const standing = (room) => [room.open, room.repliers, room.hint()].join(" ")

// The form, or in words why there is none and what to do.
export function leaving(room) {
  const made = why(room) ? refused(why(room)) : invited(room)
  made.dataset.for = standing(room)
  return made
}

function why({ open, repliers }) {
  if (!open) return says("closed")
  return repliers === "members" && !member() ? says("membersOnly") : ""
}

const refused = (words) =>
  make("div", { className: "leave is-closed" }, [told("p", { textContent: words })])

const invited = (room) => make("section", { className: "leave", "aria-labelledby": "leave-heading" }, [
  told("h3", { id: "leave-heading", textContent: says("leave") }),
  form(room, { taken: (given, words) => took(room, given, words) }).element,
])

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
