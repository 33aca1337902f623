// What does the page around the text do: the lead photo, growing fields, jumps, the count of words?
import { crel } from "django-prose-editor/editor"
import { iconButton } from "newsroom/desk/controls"
import { holeButton, missingOf } from "newsroom/desk/figure"
import { desk, later, says } from "newsroom/desk/newsroom"
import { choosePhoto, photoOf } from "newsroom/desk/photos"
import { dropsOn, progress, upload } from "newsroom/desk/uploads"

export function leadPhoto() {
  const input = document.querySelector("[data-photo-picker]")
  if (!input) return
  const picture = crel("img", { alt: "" })
  const hole = holeButton(says("choose"))
  const other = iconButton("photo_library", says("change"))
  const remove = iconButton("close", says("remove"))
  const buttons = crel("span", { className: "desk-frame-buttons" }, [other, remove])
  const frame = crel("div", { className: "desk-frame" }, [picture, hole, buttons])
  const words = ["caption", "credit", "alt"]
  const field = (name) => document.getElementById(`id_lead_${name}`)
  const lacking = crel("p", { className: "desk-missing" })
  const told = crel("div", { className: "desk-lead-told", role: "status" })
  const lacks = () => {
    const facts = Object.fromEntries(words.map((name) => [name, field(name).value]))
    lacking.textContent = input.value ? missingOf(facts) : ""
  }
  const show = async () => {
    const photo = input.value ? await photoOf(input.value).catch(() => null) : null
    picture.hidden = !photo
    buttons.hidden = !photo
    hole.hidden = Boolean(photo)
    if (photo) picture.src = photo.url
    picture.alt = photo ? field("alt").value : ""
    lacks()
  }
  const take = (photo) => {
    input.value = photo.id
    for (const name of words) {
      if (photo.checked || !field(name).value) field(name).value = photo[name]
      field(name).dispatchEvent(new Event("input", { bubbles: true }))
    }
    show()
  }
  const choose = async () => {
    const present = Object.fromEntries(words.map((name) => [name, field(name).value]))
    const photo = await choosePhoto({ present: { ...present, photo: input.value } })
    if (photo) take(photo)
    const next = photo ? field("caption") : [hole, other].find((button) => button.offsetParent)
    next?.focus()
  }
  other.addEventListener("click", choose)
  hole.addEventListener("click", choose)
  remove.addEventListener("click", () => {
    input.value = ""
    input.dispatchEvent(new Event("input", { bubbles: true }))
    show().then(() => hole.focus())
  })
  if (desk.may_add_photos) {
    dropsOn(frame, async ([file]) => {
      const bar = progress(file.name)
      told.replaceChildren(bar.dom)
      try {
        take(await upload(file, bar.show))
        told.replaceChildren()
      } catch (error) {
        told.replaceChildren(crel("span", { className: "desk-told", textContent: error.message }))
      }
    })
  }
  for (const name of words) field(name).addEventListener("input", lacks)
  input.hidden = true
  input.before(frame, told)
  document.querySelector(".desk-lead-words").append(lacking)
  show()
}

export function growing() {
  for (const field of document.querySelectorAll(".desk-main textarea:not([data-desk])")) {
    const grow = () => {
      field.style.height = "auto"
      field.style.height = `${field.scrollHeight}px`
    }
    if (!CSS.supports("field-sizing", "content")) {
      field.addEventListener("input", grow)
      grow()
    }
    if ("oneLine" in field.dataset) {
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault()
      })
    }
  }
}

// The same words as rules/words.py: an attribution is read too, and each mark of a list counts.
// A block that nobody touched is the same object as before, and is not counted again.
const counted = new WeakMap()

export function wordCount(doc) {
  let words = 0
  doc.forEach((block) => {
    if (!counted.has(block)) counted.set(block, wordsIn(block))
    words += counted.get(block)
  })
  return words
}

function wordsIn(block) {
  const texts = [block.textBetween(0, block.content.size, " ", " ")]
  let marks = 0
  if (block.type.name === "quote") texts.push(block.attrs.attribution)
  block.descendants((node) => {
    if (node.type.name === "listItem") marks += 1
  })
  return marks + (texts.join(" ").match(/[\p{L}\p{N}_’'-]+/gu) || []).length
}

export function counting(editor) {
  const place = document.querySelector("[data-words]")
  const count = () => {
    const words = wordCount(editor.state.doc)
    place.textContent = says("words", { words, minutes: Math.max(1, Math.ceil(words / 238)) })
  }
  editor.on("update", later(300, count))
  count()
}

// Lines that lead somewhere come and go, so the page listens for all of them.
export function jumping(editor) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-jump]")
    if (!link) return
    const { jump, nth } = link.dataset
    const id = link.getAttribute("href").slice(1)
    if (jumpTo(editor, { key: jump, nth, id })) event.preventDefault()
  })
}

const KINDS = { quote: ".desk-quote", photo: ".desk-photo", heading: "h2", text: "p" }

export function jumpTo(editor, { key, nth, id }) {
  const text = editor.view.dom
  const [kind, place] = (nth || "").split(":")
  const inText = (key && text.querySelector(`[data-id="${CSS.escape(key)}"]`))
    || (KINDS[kind] && text.querySelectorAll(KINDS[kind])[place])
  const target = inText || (id === "id_body" ? text : document.getElementById(id))
  if (!target) return false
  target.closest("details")?.setAttribute("open", "")
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  target.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" })
  target.classList.add("desk-flash")
  setTimeout(() => target.classList.remove("desk-flash"), 1600)
  focusIn(editor, target)
  return true
}

function focusIn(editor, target) {
  if (target.matches("input,textarea,select")) return target.focus({ preventScroll: true })
  const hole = target.querySelector(".desk-hole:not([hidden])")
  const caption = target.querySelector("figcaption.desk-empty")
  const empty = [...target.querySelectorAll(".desk-photo-bar input, .desk-speaker")].find((field) => !field.value)
  const first = hole || (caption ? null : empty)
  if (first) return first.focus({ preventScroll: true })
  if (caption) target = caption
  if (!editor.view.dom.contains(target)) return target.querySelector("button,input")?.focus()
  editor.chain().setTextSelection(editor.view.posAtDOM(target, 0)).focus(null, { scrollIntoView: false }).run()
}

// The buttons of the editor's own menu speak the language of the page.
export function namedButtons() {
  for (const button of document.querySelectorAll(".prose-menubar [data-name]")) {
    const key = `menu-${button.dataset.name}`
    const told = says(key)
    if (told === key) continue
    button.title = told
    button.setAttribute("aria-label", told)
  }
}
