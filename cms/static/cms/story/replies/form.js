// How does one leave a reply? One form for the story, and one under each reply that is answered.
import { make, says, told } from "newsroom/story/build"
import { sure } from "newsroom/story/replies/asking"
import { counter, field, lengthOf } from "newsroom/story/replies/fields"
import { draftOf, recall, remember } from "newsroom/story/replies/kept"
import { looking } from "newsroom/story/replies/looking"
import { verified } from "newsroom/story/replies/pass"
import { clear, secondsOf, tell, unfit } from "newsroom/story/replies/refusals"
import { sender } from "newsroom/story/replies/sending"
import { who } from "newsroom/story/replies/who"

const SAVED_AFTER = 300 // ms without a key

// `taken(answer, words)` hears what came of it; `left()` that the reader gave up.
export function form(room, { parent = null, name = "", taken, left = null }) {
  const text = field("textarea", "text", name ? says("textTo", { name }) : says("text"), { rows: 3, required: true })
  const number = counter(text.input, () => room.limits?.longest ?? Infinity)
  const author = who(room)
  const fields = { "/text": text, ...author.fields }
  const trap = make("input", {
    name: "hp", tabIndex: -1, autocomplete: "off", "aria-hidden": "true", className: "trap",
  })
  const post = told("button", { type: "submit", className: "post", textContent: says("post") })
  const leave = left && told("button", { type: "button", className: "plain", textContent: says("cancel") })
  const status = told("p", { className: "reply-status", role: "status" })
  const say = (words, wrong = false) => {
    status.textContent = words
    status.classList.toggle("is-wrong", wrong)
  }
  const look = looking(text, say)
  const rest = make("div", { className: "rest" }, [
    author.element, trap, told("p", { className: "hint", textContent: room.hint() }),
    make("p", { className: "buttons" }, [post, look.button, leave]), look.seen,
  ])
  text.input.after(number.element)
  const element = make("form", { className: "reply-form", noValidate: true }, [text.element, rest, status])
  const draft = drafting(text.input, draftOf(room.story, parent))
  rest.hidden = !parent && !text.input.value
  element.addEventListener("focusin", () => { rest.hidden = false })

  const send = sender(room)
  const submit = async () => {
    const words = text.input.value
    const answer = await send({ text: words, parent, hp: trap.value, ...author.said() })
    author.keep()
    draft.drop()
    number.count()
    look.hide()
    say(outcome(room, answer))
    taken(answer, words)
  }
  const faults = () => [
    [text, unfit(text.input.value, room.limits, lengthOf(text.input.value))], ...author.flaws(),
  ].filter(([, words]) => words)
  element.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (post.getAttribute("aria-disabled")) return
    clear(fields)
    const found = faults()
    for (const [its, words] of found) its.refuse(words)
    if (found.length) {
      found[0][0].input.focus()
      say(says("markedWrong"), true)
      return
    }
    post.setAttribute("aria-disabled", "true")
    say(says("sending"))
    await submit().catch((refusal) => {
      say(tell(refusal, fields), true)
      if (refusal.status === 429) setTimeout(() => say(says("sendNow")), secondsOf(refusal.headers) * 1000)
    })
    post.removeAttribute("aria-disabled")
  })
  if (left) leaving({ element, leave, text: text.input, draft, left })
  return { element, text: text.input }
}

export function outcome(room, { status }) {
  if (status === 201) return says("posted")
  return says(room.repliers === "verified" && !verified() ? "heldForMail" : "held")
}

// What is typed survives a reload, until it is sent or thrown away.
function drafting(input, key) {
  let timer = 0
  const save = () => {
    clearTimeout(timer)
    remember(key, input.value.trim() ? input.value : null)
  }
  input.value = recall(key) || ""
  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(save, SAVED_AFTER)
  })
  input.addEventListener("blur", save)
  addEventListener("pagehide", () => input.isConnected && save())
  return {
    drop() {
      input.value = ""
      save()
    },
  }
}

function leaving({ element, leave, text, draft, left }) {
  const leaveIt = async () => {
    if (text.value.trim() && !(await sure(says("loseText"), says("lose")))) return
    draft.drop()
    left()
  }
  leave.addEventListener("click", leaveIt)
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return
    event.preventDefault()
    leaveIt()
  })
}
