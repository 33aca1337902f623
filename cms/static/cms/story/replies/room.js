// What do all parts of the comment section share? One story's discussion, and where it stands.
import { make, moment, replyCount, says, told } from "newsroom/story/build"
import { formOf } from "newsroom/story/replies/calls"
import { act } from "newsroom/story/replies/item"
import { draftOf, recall } from "newsroom/story/replies/kept"
import { owned } from "newsroom/story/replies/own"
import { orderingHere } from "newsroom/story/replies/reading"

export function room(story) {
  const failed = told("p", { className: "quiet", hidden: true }, [
    make("span"), " ", act("again", says("tryAgain")),
  ])
  return {
    story,
    heading: told("h2", { id: "replies-heading", tabIndex: -1 }),
    list: make("ol", { className: "thread", "aria-labelledby": "replies-heading" }),
    news: told("div", { className: "news-place", role: "status" }),
    linked: make("div", { className: "linked" }),
    more: act("further", says("moreReplies"), { className: "post is-more", hidden: true }),
    empty: told("p", { className: "quiet", textContent: says("noReplies"), hidden: true }),
    status: told("p", { className: "unseen", role: "status" }),
    failed,
    nodes: new Map(), // what is on the page, by id
    fresh: new Map(), // what came since, and waits until the reader asks
    votes: new Map(), // this reader's, by id
    own: owned(story),
    ordering: orderingHere(),
    turn: 0,
    next: null,
    after: null,
    count: 0,
    open: story.comments.open,
    policy: story.comments.policy,
    repliers: "everybody",
    closesAt: story.comments.closes_at,
    limits: null,
    token: "",
    who: null,
    facts: null,
    draft: (id) => Boolean(recall(draftOf(story, id))),
    ready,
    hint,
    counted,
    say,
    tell,
  }
}

// How replies stand now, and the token of a form: asked once, for all forms of the page.
function ready() {
  this.facts ||= formOf(this.story).then(({ body }) => {
    Object.assign(this, {
      open: body.open, policy: body.policy, repliers: body.repliers, limits: body.limits,
      token: body.form_token, closesAt: body.closes_at,
    })
  })
  this.facts.catch(() => { this.facts = null })
  return this.facts
}

function hint() {
  const closes = this.closesAt && Date.parse(this.closesAt) > Date.now()
  return [
    this.policy === "premoderated" ? says("readFirst") : "",
    closes ? says("closesAt", { when: moment(this.closesAt) }) : "",
  ].filter(Boolean).join(" ")
}

function counted(count) {
  this.count = Math.max(0, count)
  const words = replyCount(this.count)
  if (this.heading.textContent !== words) this.heading.textContent = words
  const above = document.querySelector(".to-replies") // under the headline
  if (above && this.count) above.textContent = words
  this.empty.hidden = this.count > 0 || this.list.childElementCount > 0 || !this.open
}

// For those who hear the page: what the eye sees by itself.
function say(words) {
  this.status.textContent = words
}

// A word beside a reply, for eye and ear.
function tell(node, words) {
  const beside = node.article.querySelector(":scope > .reply-said") || node.article.appendChild(told("p", { className: "reply-said" }))
  beside.textContent = words
  this.say(words)
}
