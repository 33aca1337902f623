// How does one reply look? Its words are the server's clean HTML, all else is text.
import { around, html, make, page, says, told } from "newsroom/story/build"
import { ago, duration, exactly } from "newsroom/story/replies/when"

const BADGES = { verified: "isVerified", member: "isMember", staff: "isStaff", expert: "isExpert" }
const FLAT = 5 // levels on a wide page; from this one on a reply says what it answers
const NARROW = 3 // and on a narrow one

export const nameOf = (one) => one.author?.name || says("someone")

// What a button does is named by data-do; one listener of the section hears them all.
export const act = (does, words, facts = {}) => told("button", {
  type: "button", className: "plain", "data-do": does, textContent: words, ...facts,
})

// A place in the list: the reply, and later what answers it.
export function placed(node, room) {
  const { one } = node
  node.body = body(node, room)
  node.article = make("article", {
    className: "reply", id: `reply-${one.id}`, tabIndex: -1, "aria-labelledby": `by-${one.id} at-${one.id}`,
  }, [node.body])
  node.li = make("li", { className: "reply-place", "data-id": one.id }, [node.article])
  return node
}

// Paints anew what may have changed; an open form stays, and so does the focus.
export function refreshed(node, room) {
  const held = node.body.contains(document.activeElement) && document.activeElement
  const painted = body(node, room)
  node.body.replaceWith(painted)
  node.body = painted
  if (!held) return
  const same = held.dataset.do && painted.querySelector(`[data-do="${held.dataset.do}"]`)
  ;(same || node.article).focus({ preventScroll: true })
}

function body(node, room) {
  const { one } = node
  if (one.state === "removed") {
    return make("div", { className: "reply-body is-gap" }, [
      told("p", { className: "quiet", id: `by-${one.id}`, textContent: says("removed") }),
    ])
  }
  return make("div", { className: "reply-body" }, [
    head(node),
    answered(one, room),
    html("div", { className: "reply-text", dir: "auto" }, one.html || ""),
    doings(node, room),
  ])
}

function head({ one, own, note }) {
  const badge = BADGES[one.author?.kind]
  const time = make("time", { dateTime: one.created_at, textContent: ago(one.created_at) })
  return make("header", { className: "reply-head" }, [
    make(one.depth ? "h4" : "h3", { className: "reply-by", id: `by-${one.id}` }, [
      make("bdi", { textContent: nameOf(one) }),
    ]),
    badge ? told("span", { className: `badge is-${one.author.kind}`, textContent: says(badge) }) : null,
    own ? told("span", { className: "badge", textContent: says("yours") }) : null,
    told("a", {
      className: "reply-time", id: `at-${one.id}`, href: `#reply-${one.id}`, title: exactly(one.created_at),
    }, [time]),
    one.edited_at ? told("span", {
      className: "reply-mark", textContent: says("edited"), title: exactly(one.edited_at),
    }) : null,
    one.pinned ? told("span", { className: "badge is-pinned", textContent: says("pinned") }) : null,
    one.featured ? told("span", { className: "badge is-featured", textContent: says("featured") }) : null,
    one.state === "pending" ? told("span", { className: "reply-note", textContent: says("waiting") }) : null,
    note ? told("span", { className: "reply-note", textContent: note }) : null,
  ])
}

// Where the indentation ends, words say what is answered.
function answered(one, room) {
  if (one.depth < NARROW) return null
  const parent = room.nodes.get(one.parent)
  const name = parent && parent.one.state !== "removed" ? nameOf(parent.one) : says("someone")
  const link = make("a", { href: `#reply-${one.parent}` }, [make("bdi", { textContent: name })])
  return told("p", { className: one.depth < FLAT ? "reply-to is-narrow" : "reply-to" },
    around("inReplyTo", "name", link))
}

function doings(node, room) {
  const { one, own, mine, reported } = node
  const name = nameOf(one)
  const waits = one.state === "pending"
  const open = own?.token && Date.parse(own.until) > Date.now()
  return make("div", { className: "reply-does" }, [
    waits ? null : votes(one, mine, name, Boolean(own)),
    room.open && !waits ? act("answer", says(room.draft(one.id) ? "goOn" : "answer"), {
      "aria-label": says(room.draft(one.id) ? "goOnTo" : "answerTo", { name }),
    }) : null,
    own ? null : act("report", says(reported ? "reported" : "report"), {
      "aria-label": says(reported ? "reportedOf" : "reportOf", { name }), disabled: Boolean(reported),
    }),
    open ? act("edit", says("edit")) : null,
    open ? act("remove", says("delete")) : null,
    open ? told("span", { className: "reply-left", textContent: left(own) }) : null,
  ])
}

export const left = (own) =>
  says("timeLeft", { time: duration((Date.parse(own.until) - Date.now()) / 1000) })

function votes(one, mine, name, own) {
  const button = (does, value, sign, words, count) => told("button", {
    type: "button", className: "vote", "data-do": does, "aria-pressed": String(mine === value),
    disabled: own, title: words,
  }, [
    make("span", { "aria-hidden": "true", textContent: sign }),
    make("span", { className: "unseen", textContent: words }),
    make("span", { className: "vote-count", textContent: String(count) }),
  ])
  return make("span", {
    className: "votes", role: "group", lang: page.speaks, "aria-label": says("votesOn", { name }),
  }, [
    button("up", 1, "▲", says("voteFor"), one.score?.up ?? 0),
    button("down", -1, "▼", says("voteAgainst"), one.score?.down ?? 0),
  ])
}
