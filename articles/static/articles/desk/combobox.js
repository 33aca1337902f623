// How is one of many found while one types? The combobox of the ARIA practices, with its list.
import { crel } from "django-prose-editor/editor"
import { ask, later, says, send } from "newsroom/desk/newsroom"

let numbers = 0

// `choose` is given { id, name }; `create` is the sentence of a new one, "" where none may be made.
export function combobox({ label, url, create, refused, choose, isChosen, left = () => {} }) {
  const id = `desk-combo-${(numbers += 1)}`
  const list = crel("ul", { id, role: "listbox", className: "desk-combo-options", hidden: true, "aria-label": says(label) })
  const input = crel("input", {
    id: `${id}-input`, type: "text", role: "combobox", placeholder: says(label), autocomplete: "off",
    "aria-label": says(label), "aria-controls": id, "aria-expanded": "false",
    "aria-autocomplete": "list", dir: "auto", maxLength: 80,
  })
  const told = crel("p", { className: "desk-told", role: "status" })
  const box = crel("div", { className: "desk-combo" }, [input, list, told])
  let at = -1

  const options = () => [...list.querySelectorAll("[role=option]")]
  const close = () => {
    list.hidden = true
    at = -1
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }
  const mark = (to) => {
    const all = options()
    if (!all.length) return
    at = (to + all.length) % all.length
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)))
    input.setAttribute("aria-activedescendant", all[at].id)
    all[at].scrollIntoView({ block: "nearest" })
  }
  const option = (text, act) => {
    const item = crel("li", { id: `${id}-${(numbers += 1)}`, role: "option", "aria-selected": "false", dir: "auto", textContent: text })
    item.addEventListener("mousedown", (event) => event.preventDefault())
    item.addEventListener("click", act)
    return item
  }
  const settle = (row) => {
    input.value = ""
    close()
    choose(row)
    input.focus()
  }
  const make = async (name) => {
    try {
      settle(await send(url, { name }))
    } catch (error) {
      close()
      told.textContent = error.message
    }
  }
  const find = async () => {
    const words = input.value.trim()
    told.textContent = ""
    let found = []
    try {
      found = (await ask(url, { q: words })).filter((row) => !isChosen(row.id))
    } catch (error) {
      told.textContent = error.message
    }
    if (input.value.trim() !== words || document.activeElement !== input) return
    const lines = found.map((row) => option(row.name, () => settle(row)))
    const known = found.some((row) => row.name.toLowerCase() === words.toLowerCase())
    if (words && !known && create) lines.push(option(says(create, { name: words }), () => make(words)))
    if (!lines.length) {
      const why = words && !create ? refused : "noMore"
      lines.push(crel("li", { className: "desk-combo-none", textContent: says(why) }))
    }
    list.replaceChildren(...lines)
    list.hidden = false
    input.setAttribute("aria-expanded", "true")
    at = -1
    if (words) mark(0)
  }

  const search = later(120, find)
  input.addEventListener("input", (event) => {
    event.stopPropagation() // what is looked for is no part of the story
    search()
  })
  input.addEventListener("change", (event) => event.stopPropagation())
  input.addEventListener("click", () => list.hidden && find())
  input.addEventListener("blur", close)
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      if (list.hidden) find()
      else mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1)
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (!list.hidden) options()[at]?.click()
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation()
      close()
    } else if (event.key === "Backspace" && !input.value) left()
  })
  return { box, input, told, choose }
}
