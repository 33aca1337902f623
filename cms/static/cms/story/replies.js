// What do readers reply, and how does one leave a reply?
import { addressOf, ask, html, make, moment, page, says, time, told } from "newsroom/story/build"

export function replies(story) {
  const place = make("section", { className: "replies", id: "replies" }, [
    told("h2", { textContent: says("replies") }),
  ])
  if (page.mode !== "public") {
    place.append(told("p", { className: "quiet", textContent: says("later") }))
    return place
  }
  const list = make("div", { className: "thread" })
  const top = form(story, list)
  place.firstChild.textContent = counted(story.comments.count)
  place.append(list)
  place.append(story.comments.open ? make("div", { className: "leave" }, [
    told("h2", { textContent: says("leave") }), top,
  ]) : told("p", { className: "quiet", textContent: says("closed") }))
  if (story.comments.count) show(list, story, addressOf(story, "comments/"))
  else if (story.comments.open) list.append(told("p", { className: "quiet", textContent: says("noReplies") }))
  return place
}

const counted = (count) =>
  count === 1 ? says("oneReply") : count ? says("replyCount", { count }) : says("replies")

// Our own addresses come whole; only what follows the API's first part is asked.
const below = (url) => {
  const { pathname, search } = new URL(url)
  return pathname.slice(page.api.length) + search
}

async function show(list, story, path) {
  try {
    const { body } = await ask(path)
    for (const root of body.results) {
      const item = reply(root, story)
      list.append(item)
      root.replies?.forEach((one) => item.append(reply(one, story)))
      if (root.next_replies) item.append(more(item, story, root.next_replies))
    }
    if (body.next) list.append(more(list, story, body.next))
  } catch {
    list.append(told("p", { className: "quiet", textContent: says("repliesFail") }))
  }
}

function more(list, story, url) {
  const button = told("button", { type: "button", className: "plain", textContent: says("moreReplies") })
  button.addEventListener("click", () => {
    button.remove()
    show(list, story, below(url))
  })
  return button
}

function reply(one, story, note = "") {
  const name = one.author?.name || says("someone")
  const item = make("div", { className: "reply", id: `reply-${one.id}` })
  item.style.setProperty("--depth", Math.min(one.depth, 4))
  if (one.state === "removed") {
    item.append(told("p", { className: "quiet", textContent: says("removed") }))
    return item
  }
  item.append(make("p", { className: "reply-head" }, [
    make("b", { dir: "auto", textContent: name }), " ",
    told("small", {}, [time(one.created_at, moment(one.created_at))]),
    note ? told("span", { className: "reply-note", textContent: note }) : null,
  ]), html("div", { className: "reply-text", dir: "auto" }, one.html || ""))
  if (story.comments.open && !note) item.append(answering(one, name, story, item))
  return item
}

function answering(one, name, story, item) {
  const button = told("button", {
    type: "button", className: "plain", textContent: says("answer"), "aria-label": says("answerTo", { name }),
  })
  button.addEventListener("click", () => {
    const answer = form(story, item, { parent: one.id, done: () => {
      answer.remove()
      button.hidden = false
      button.focus()
    } })
    button.hidden = true
    button.after(answer)
    answer.elements.text.focus()
  })
  return button
}

function field(tag, name, label, facts = {}) {
  const input = make(tag, { name, dir: "auto", ...facts })
  return told("label", {}, [make("span", { textContent: label }), input])
}

// A form that posts to the newsroom and says what came of it.
function form(story, list, { parent = null, done = null } = {}) {
  let asked = null
  const status = told("p", { className: "reply-status", role: "status" })
  const post = told("button", { type: "submit", className: "post", textContent: says("post") })
  const trap = make("input", { name: "hp", tabIndex: -1, autocomplete: "off", "aria-hidden": "true", className: "trap" })
  const element = make("form", { className: "reply-form", noValidate: true }, [
    field("textarea", "text", says("text"), { rows: 5, required: true }),
    make("div", { className: "who" }, [
      field("input", "name", says("name"), { autocomplete: "name" }),
      field("input", "email", says("mail"), { type: "email", autocomplete: "email" }),
    ]),
    trap,
    make("p", { className: "buttons" }, [post, done ? cancel(done) : null]),
    status,
  ])
  const token = () => {
    asked ||= ask(addressOf(story, "comments/form/")).then(({ body }) => body.form_token, () => "")
    return asked
  }
  element.addEventListener("focusin", token, { once: true })
  element.addEventListener("submit", async (event) => {
    event.preventDefault()
    post.disabled = true
    status.classList.remove("is-wrong")
    try {
      const answer = await send(story, element.elements, parent, await token())
      const published = answer.status === 201
      status.textContent = published ? says("posted") : says("held")
      list.append(reply(answer.body, story, published ? "" : says("waiting")))
      element.elements.text.value = ""
    } catch (refusal) {
      status.classList.add("is-wrong")
      status.textContent = refused(refusal)
      if (refusal.body?.form_token) asked = Promise.resolve(refusal.body.form_token)
    }
    post.disabled = false
  })
  return element
}

function cancel(done) {
  const button = told("button", { type: "button", className: "plain", textContent: says("cancel") })
  button.addEventListener("click", done)
  return button
}

const send = (story, fields, parent, token) => ask(addressOf(story, "comments/"), {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({
    text: fields.text.value, parent, form_token: token, hp: fields.hp.value,
    author: { name: fields.name.value, email: fields.email.value },
  }),
})

function refused(refusal) {
  const errors = refusal.body?.errors?.map((error) => error.message).join(" ")
  return errors || refusal.body?.detail || says("failed")
}
