// Who said it? An expert who is found while one types, or made in place.
import { crel } from "django-prose-editor/editor"
import { ask, desk, later, says, send } from "newsroom/desk/newsroom"

let numbers = 0

export function speakerField(label, choose) {
  const id = `desk-speaker-${(numbers += 1)}`
  const list = crel("ul", {
    id, role: "listbox", className: "desk-options", hidden: true, "aria-label": says("who"),
  })
  const input = crel("input", {
    type: "text", className: "desk-speaker", placeholder: says("who"), "aria-label": says("who"),
    role: "combobox", "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list",
    autocomplete: "off", value: label, dir: "auto",
  })
  const told = crel("span", { className: "desk-told", role: "status" })
  const box = crel("span", { className: "desk-speaker-box" }, [input, list, told])
  let shown = label
  let at = -1
  let found = []

  const close = () => {
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
    at = -1
  }
  const settle = (expert) => {
    shown = expert.label
    input.value = shown
    told.textContent = ""
    delete input.dataset.searching
    close()
    choose(expert)
  }
  const mark = (to) => {
    const options = [...list.querySelectorAll("[role=option]")]
    if (!options.length) return
    at = (to + options.length) % options.length
    options.forEach((option, place) => {
      option.classList.toggle("active", place === at)
      option.setAttribute("aria-selected", String(place === at))
    })
    input.setAttribute("aria-activedescendant", options[at].id)
    options[at].scrollIntoView({ block: "nearest" })
  }
  const option = (children, act, place) => {
    const item = crel("li", { role: "option", id: `${id}-${place}`, "aria-selected": "false" }, children)
    item.dir = "auto"
    item.addEventListener("mousedown", (event) => event.preventDefault())
    item.addEventListener("click", act)
    return item
  }
  const find = async () => {
    const words = input.value.trim()
    let refused = ""
    found = []
    try {
      found = await ask(desk.experts, { q: words === shown ? "" : words })
    } catch (error) {
      refused = error.message
    }
    if (input.value.trim() !== words || document.activeElement !== input) return
    const options = found.map((expert, place) =>
      option([
        crel("strong", { textContent: expert.name }),
        crel("small", { textContent: expert.beside }),
      ], () => settle(expert), place),
    )
    if (words && words !== shown && desk.may_add_experts) {
      options.push(option([says("create", { name: words })], () => create(words), found.length))
    }
    told.textContent = refused || (found.length ? "" : says("noOne"))
    list.replaceChildren(...options)
    list.hidden = !options.length
    input.setAttribute("aria-expanded", String(Boolean(options.length)))
    mark(0)
  }
  const create = (name) => {
    close()
    told.textContent = ""
    const role = crel("input", {
      type: "text", placeholder: says("role"), "aria-label": says("role"), dir: "auto",
    })
    const organisation = crel("input", {
      type: "text", placeholder: says("organisation"), "aria-label": says("organisation"),
      dir: "auto",
    })
    const add = crel("button", { type: "button", className: "desk-button", textContent: says("add") })
    const cancel = crel("button", {
      type: "button", className: "desk-button", textContent: says("cancel"),
    })
    const form = crel("span", { className: "desk-new-expert", role: "group", "aria-label": name }, [
      crel("strong", { textContent: name }), role, organisation, add, cancel,
    ])
    const done = () => {
      form.remove()
      input.hidden = false
      input.focus()
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
      input.value = shown
      delete input.dataset.searching
      done()
    })
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.tagName === "INPUT") {
        event.preventDefault()
        add.click()
      } else if (event.key === "Escape") {
        event.preventDefault()
        cancel.click()
      }
    })
    input.hidden = true
    box.insertBefore(form, told)
    role.focus()
  }

  const search = later(150, find)
  input.addEventListener("focus", () => {
    input.select()
    if (!shown) find()
  })
  input.addEventListener("input", () => {
    input.dataset.searching = "yes"
    search()
  })
  input.addEventListener("blur", () => {
    close()
    if (input.hidden) return
    delete input.dataset.searching
    if (!input.value.trim() && shown) settle({ id: "", label: "" })
    else input.value = shown
  })
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    const open = !list.hidden
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      if (open) mark(at + (event.key === "ArrowDown" ? 1 : -1))
      else find()
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      if (open) list.children[at]?.click()
    } else if (event.key === "Tab" && input.dataset.searching && found.length === 1 && open) {
      settle(found[0])
    } else if (event.key === "Escape" && (open || input.dataset.searching)) {
      event.preventDefault()
      input.value = shown
      delete input.dataset.searching
      told.textContent = ""
      close()
    }
  })
  return {
    box,
    input,
    show(other) {
      shown = other
      input.title = other
      if (!input.dataset.searching && input.value !== other) input.value = other
    },
  }
}
