// Who said it? An expert who is found while one types, or made in place.
import { crel } from "django-prose-editor/editor"
import { ask, desk, later, says, send } from "newsroom/desk/newsroom"

let numbers = 0

export function speakerField(label, choose) {
  const id = `desk-speaker-${(numbers += 1)}`
  const list = crel("ul", { id, role: "listbox", className: "desk-options", hidden: true })
  const input = crel("input", {
    type: "text", className: "desk-speaker", placeholder: says("who"), "aria-label": says("who"),
    role: "combobox", "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list",
    autocomplete: "off", value: label,
  })
  const box = crel("span", { className: "desk-speaker-box" }, [input, list])
  let shown = label
  let at = -1

  const close = () => {
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    at = -1
  }
  const settle = (expert) => {
    shown = expert.label
    input.value = shown
    close()
    choose(expert)
  }
  const mark = (to) => {
    const options = [...list.children]
    at = Math.max(0, Math.min(to, options.length - 1))
    options.forEach((option, place) => option.classList.toggle("active", place === at))
    options[at]?.scrollIntoView({ block: "nearest" })
  }
  const option = (children, act) => {
    const item = crel("li", { role: "option" }, children)
    item.addEventListener("mousedown", (event) => event.preventDefault())
    item.addEventListener("click", act)
    return item
  }
  const find = async () => {
    const words = input.value.trim()
    let found = []
    try {
      found = await ask(desk.experts, { q: words })
    } catch (error) {
      list.replaceChildren(crel("li", { className: "desk-told", textContent: error.message }))
    }
    if (input.value.trim() !== words || document.activeElement !== input) return
    const options = found.map((expert) =>
      option([
        crel("strong", { textContent: expert.name }),
        crel("small", { textContent: expert.beside }),
      ], () => settle(expert)),
    )
    if (words && desk.may_add_experts) {
      options.push(option([says("create", { name: words })], () => create(words)))
    }
    if (!options.length) options.push(crel("li", { textContent: says("noOne") }))
    list.replaceChildren(...options)
    list.hidden = false
    input.setAttribute("aria-expanded", "true")
    mark(0)
  }
  const create = (name) => {
    close()
    const role = crel("input", { type: "text", placeholder: says("role"), "aria-label": says("role") })
    const organisation = crel("input", {
      type: "text", placeholder: says("organisation"), "aria-label": says("organisation"),
    })
    const told = crel("span", { className: "desk-told", role: "status" })
    const add = crel("button", { type: "button", className: "desk-button", textContent: says("add") })
    const cancel = crel("button", {
      type: "button", className: "desk-button", textContent: says("cancel"),
    })
    const form = crel("span", { className: "desk-new-expert" }, [
      crel("strong", { textContent: name }), role, organisation, add, cancel, told,
    ])
    const done = () => {
      form.remove()
      input.hidden = false
    }
    add.addEventListener("click", async () => {
      const facts = { name, role: role.value, organisation: organisation.value }
      try {
        settle(await send(desk.experts, facts))
        done()
      } catch (error) {
        told.textContent = error.message
      }
    })
    cancel.addEventListener("click", () => {
      done()
      input.value = shown
    })
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault()
        add.click()
      } else if (event.key === "Escape") cancel.click()
    })
    input.hidden = true
    box.append(form)
    role.focus()
  }

  const search = later(150, find)
  input.addEventListener("focus", () => {
    input.select()
    find()
  })
  input.addEventListener("input", search)
  input.addEventListener("blur", () => {
    close()
    if (!input.value.trim() && shown) settle({ id: "", label: "" })
    else input.value = shown
  })
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      mark(at + (event.key === "ArrowDown" ? 1 : -1))
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (!list.hidden) list.children[at]?.click()
    } else if (event.key === "Escape") {
      input.value = shown
      close()
    }
  })
  return {
    box,
    input,
    show(other) {
      shown = other
      input.title = other
      if (document.activeElement !== input) input.value = other
    },
  }
}
