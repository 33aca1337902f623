// How does an editor go through the guesses about a pasted page, and take it?
import { crel } from "django-prose-editor/editor"
import { desk, later, says } from "newsroom/desk/newsroom"
import { cameAs, storyOf } from "newsroom/desk/pasting_page"
import { fillForm, isEmpty, putBody } from "newsroom/desk/pasting_form"
import { peopleOf } from "newsroom/desk/pasting_people"

const GUESS = "[data-guess]"

export async function post(url, facts) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify(facts),
    headers: { "X-CSRFToken": token, "Content-Type": "application/json" },
  })
  const told = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error(told.error || says("failed"))
  return told
}

const button = (words, act, more = "") => {
  const made = crel("button", {
    type: "button", className: `desk-button ${more}`.trim(), textContent: words,
  })
  made.addEventListener("click", act)
  return made
}

// `came` is { text, html, place } of a paste in the text, or null: then it is asked for here.
export function pageDialog({ editor, came, tell }) {
  const before = document.activeElement
  const refused = new Set()
  const people = peopleOf()
  const names = new Map() // what each guess said when it was first shown
  let asked = 0
  let taken = false
  let source = came && { text: came.text, html: came.html }

  const heading = crel("h2", { id: "desk-page-title", textContent: says("pageTitle") })
  const counted = crel("p", { className: "desk-page-count", role: "status" })
  const told = crel("p", { className: "desk-told", role: "alert" })
  const take = button(says("pageTake"), () => taking(), "desk-main-button")
  const left = crel("section", { className: "desk-page-came", "aria-label": says("pageCame") })
  const right = crel("section", { className: "desk-page-story", "aria-label": says("pageStory") })
  const panes = crel("div", { className: "desk-page-panes" }, [right, left])
  const where = crel("div", { className: "desk-page-where", role: "group", hidden: true })
  const input = crel("textarea", {
    className: "desk-page-input", rows: 10, dir: "auto", placeholder: says("pageHere"),
    "aria-label": says("pageHere"),
  })
  const dialog = crel("dialog", {
    className: "desk-dialog desk-page-dialog", "aria-labelledby": "desk-page-title",
  }, [
    crel("div", { className: "desk-page-head" }, [
      crel("div", {}, [heading, counted]),
      crel("span", { className: "desk-page-buttons" }, [take, button(says("close"), () => dialog.close())]),
    ]),
    told, where, input, panes,
  ])

  const sent = () => {
    const most = desk.page_most
    const html = source.html && source.html.length <= most ? source.html : ""
    return { ...(html ? { html } : { text: source.text }), refused: [...refused] }
  }

  const show = (proposal) => {
    input.hidden = true
    panes.hidden = false
    take.hidden = false
    const place = right.scrollTop
    const at = document.activeElement?.closest?.(GUESS)?.dataset.guess
    people.meet(proposal)
    left.replaceChildren(crel("h3", { textContent: says("pageCame") }), cameAs(proposal))
    right.replaceChildren(
      crel("h3", { textContent: says("pageStory") }),
      storyOf(proposal, { refused, toggle, people, names }),
    )
    right.scrollTop = place
    const guesses = [...right.querySelectorAll(GUESS)]
    guesses.forEach((guess, number) => {
      guess.tabIndex = number ? -1 : 0
    })
    if (at) focus(guesses.find((guess) => guess.dataset.guess === at) || guesses[0])
    const open = proposal.notes.filter((note) => !note.sure && note.id).length
    counted.textContent = says("pageCount", { guesses: open, refused: refused.size })
  }

  const read = async () => {
    const mine = (asked += 1)
    right.setAttribute("aria-busy", "true")
    told.textContent = ""
    try {
      const proposal = await post(desk.page, sent())
      if (mine === asked) show(proposal)
    } catch (error) {
      if (mine === asked) told.textContent = error.message
    }
    right.removeAttribute("aria-busy")
  }

  const toggle = (id, refuse) => {
    if (refuse) refused.add(id)
    else refused.delete(id)
    read()
  }

  const focus = (guess) => {
    if (!guess) return
    for (const other of right.querySelectorAll(GUESS)) other.tabIndex = -1
    guess.tabIndex = 0
    guess.focus({ preventScroll: false })
    mark(guess.dataset.lines)
  }

  const mark = (lines) => {
    const wanted = new Set((lines || "").split(" "))
    let first = null
    for (const line of left.querySelectorAll("[data-line]")) {
      const here = wanted.has(line.dataset.line)
      line.classList.toggle("desk-here", here)
      if (here && !first) first = line
    }
    if (first) left.scrollTop = first.offsetTop - left.clientHeight / 3
  }

  const taking = () => {
    if (take.hidden) return
    const left = came?.place
    if (isEmpty(editor, left)) return put("all")
    const choose = (how) => button(says(`page_${how}`), () => put(how))
    where.replaceChildren(
      crel("p", { textContent: says("pageWhere") }),
      ...(left ? [choose("pasted")] : [choose("caret")]), choose("all"),
    )
    where.hidden = false
    where.querySelector("button").focus()
  }

  const put = async (how) => {
    told.textContent = ""
    try {
      const answer = await post(desk.page_taken, {
        ...sent(),
        people: people.chosen(),
        language: document.getElementById("id_language")?.value || "",
        story: desk.story || null,
      })
      taken = true
      dialog.close()
      putBody(editor, answer.body, how, came?.place)
      fillForm(answer)
      tell([says("pageDone"), ...answer.told].join(" "))
    } catch (error) {
      told.textContent = error.message
    }
  }

  input.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") || ""
    if (!text.trim()) return
    event.preventDefault()
    input.value = text
    source = { text, html: event.clipboardData.getData("text/html") || "" }
    read()
  })
  input.addEventListener("input", later(600, () => {
    source = { text: input.value, html: "" }
    if (input.value.trim()) read()
  }))
  right.addEventListener("focusin", (event) => {
    const guess = event.target.closest(GUESS)
    if (guess) mark(guess.dataset.lines)
  })
  right.addEventListener("click", (event) => {
    const guess = event.target.closest(GUESS)
    if (guess) mark(guess.dataset.lines)
  })
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      taking()
      return
    }
    const guess = event.target.closest?.(GUESS)
    if (!guess || event.target !== guess) return
    const guesses = [...right.querySelectorAll(GUESS)]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      focus(guesses[guesses.indexOf(guess) + step])
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault()
      toggle(guess.dataset.guess, guess.getAttribute("aria-checked") === "true")
    }
  })
  dialog.addEventListener("close", () => {
    dialog.remove()
    if (!taken) before?.focus?.()
  })
  document.body.append(dialog)
  take.hidden = true
  panes.hidden = true
  dialog.showModal()
  if (source) {
    input.hidden = true
    read()
  } else input.focus()
}
