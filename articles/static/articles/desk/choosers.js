// Which tags and names are meant, and who is new? The plain controls of the form keep the values.
import { crel } from "django-prose-editor/editor"
import { combobox } from "newsroom/desk/combobox"
import { iconButton } from "newsroom/desk/controls"
import { desk, says } from "newsroom/desk/newsroom"

export function start({ form }) {
  const select = form.querySelector("select[data-tags]")
  if (select) tags(select)
  const lines = form.querySelector("[data-byline]")
  if (lines) byline(lines)
}

const changed = (element) => {
  element.dispatchEvent(new Event("input", { bubbles: true }))
  element.dispatchEvent(new Event("change", { bubbles: true }))
}

function tags(select) {
  const tokens = crel("ul", { className: "desk-tokens" })
  const chosen = () => [...select.selectedOptions]
  const chooser = combobox({
    label: "findTag", url: desk.tags_url, create: desk.may_add_tags ? "newTag" : "", refused: "noTag",
    isChosen: (id) => chosen().some((one) => one.value === String(id)),
    choose: (row) => {
      const known = [...select.options].find((one) => one.value === String(row.id))
      if (!known) select.add(new Option(row.name, row.id))
      ;(known || select.options[select.options.length - 1]).selected = true
      draw()
      chooser.told.textContent = ""
      tell(says("addedNamed", { name: row.name }))
      changed(select)
    },
    left: () => tokens.querySelector("li:last-child button")?.focus(),
  })
  const status = crel("span", { className: "desk-unseen", role: "status" })
  const tell = (text) => {
    status.textContent = text
  }
  const remove = (option) => {
    const place = chosen().indexOf(option)
    option.selected = false
    draw()
    tell(says("removedNamed", { name: option.text }))
    changed(select)
    const next = tokens.children[Math.min(place, tokens.children.length - 1)]
    ;(next?.querySelector("button") || chooser.input).focus()
  }
  const draw = () => {
    tokens.replaceChildren(...chosen().map((option) => {
      const button = crel("button", {
        type: "button", textContent: "×", title: says("removeNamed", { name: option.text }),
        "aria-label": says("removeNamed", { name: option.text }),
      })
      button.addEventListener("click", () => remove(option))
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Backspace" && event.key !== "Delete") return
        event.preventDefault()
        remove(option)
      })
      return crel("li", { className: "desk-token" }, [crel("span", { dir: "auto", textContent: option.text }), button])
    }))
    tokens.hidden = !tokens.children.length
  }
  // A page that was pasted says its tags, and its names below, by the same way.
  select.addEventListener("desk:choose", ({ detail }) => chooser.choose(detail))
  select.hidden = true
  select.after(tokens, chooser.box, status)
  relabel(select, chooser.input)
  draw()
}

function relabel(control, input) {
  for (const label of control.form.querySelectorAll(`label[for="${control.id}"]`)) {
    label.htmlFor = input.id
    input.removeAttribute("aria-label")
  }
}

function byline(box) {
  const list = crel("ol", { className: "desk-names" })
  const status = crel("span", { className: "desk-unseen", role: "status" })
  const rows = () => [...list.children]
  const nameOf = (row) => row.querySelector("select").selectedOptions[0]?.text || ""
  const tell = (key, row) => {
    const place = rows().indexOf(row) + 1
    status.textContent = says(key, { name: nameOf(row), place, count: rows().length })
  }
  const move = (row, step) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling
    if (!other) return
    const focused = row.contains(document.activeElement) ? document.activeElement : null
    if (step < 0) other.before(row)
    else other.after(row)
    focused?.focus()
    settle()
    tell("movedNamed", row)
  }
  const settle = () => {
    rows().forEach((row, place) => {
      row.querySelector("[data-up]").disabled = place === 0
      row.querySelector("[data-down]").disabled = place === rows().length - 1
    })
    list.hidden = !rows().length
    changed(list)
  }
  const remove = (row) => {
    const next = row.nextElementSibling || row.previousElementSibling
    tell("removedNamed", row)
    row.remove()
    settle()
    ;(next?.querySelector("[data-remove]") || chooser.input).focus()
  }
  const add = (select, role) => {
    const name = select.selectedOptions[0]?.text || ""
    const buttons = ["up", "down", "remove"].map((what) => {
      const icons = { up: "arrow_upward", down: "arrow_downward", remove: "close" }
      const button = iconButton(icons[what], says(`${what}Named`, { name }))
      button.dataset[what] = ""
      return button
    })
    const grip = crel("span", { className: "desk-grip material-icons", textContent: "drag_indicator", "aria-hidden": "true" })
    select.hidden = true
    role.setAttribute("aria-label", says("roleOf", { name }))
    const row = crel("li", { className: "desk-name" }, [
      grip, crel("strong", { dir: "auto", textContent: name }),
      crel("span", { className: "desk-name-buttons" }, buttons), select, role,
    ])
    buttons[0].addEventListener("click", () => move(row, -1))
    buttons[1].addEventListener("click", () => move(row, 1))
    buttons[2].addEventListener("click", () => remove(row))
    row.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
      event.preventDefault()
      move(row, event.key === "ArrowUp" ? -1 : 1)
    })
    dragging(row, grip, list, () => settle())
    list.append(row)
    return row
  }
  const chooser = combobox({
    label: "findName", url: desk.authors_url, create: desk.may_add_authors ? "newName" : "", refused: "noName",
    isChosen: (id) => rows().some((row) => row.querySelector("select").value === String(id)),
    choose: ({ id, name }) => {
      const select = crel("select", { name: "byline_author" })
      select.add(new Option(name, id, true, true))
      const row = add(select, crel("input", {
        type: "text", name: "byline_role", maxLength: 80, placeholder: says("role"), dir: "auto",
      }))
      settle()
      tell("addedNamed", row)
    },
    left: () => list.querySelector("li:last-child [data-remove]")?.focus(),
  })
  for (const line of [...box.children]) {
    const select = line.querySelector("select")
    if (select.value) add(select, line.querySelector("input"))
  }
  const keep = crel("input", { type: "hidden", name: "byline_author", value: "" })
  box.replaceChildren(list, chooser.box, status, keep)
  box.addEventListener("desk:choose", ({ detail }) => chooser.choose(detail))
  rows().forEach((row, place) => {
    row.querySelector("[data-up]").disabled = place === 0
    row.querySelector("[data-down]").disabled = place === rows().length - 1
  })
  list.hidden = !rows().length
}

function dragging(row, grip, list, done) {
  grip.addEventListener("pointerdown", () => {
    row.draggable = true
  })
  row.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", "")
    row.classList.add("desk-dragged")
  })
  row.addEventListener("dragend", () => {
    row.draggable = false
    row.classList.remove("desk-dragged")
    done()
  })
  list.addEventListener("dragover", (event) => {
    const dragged = list.querySelector(".desk-dragged")
    const over = event.target.closest(".desk-name")
    if (!dragged || !over) return
    event.preventDefault()
    if (over === dragged) return
    const { top, height } = over.getBoundingClientRect()
    if (event.clientY < top + height / 2) over.before(dragged)
    else over.after(dragged)
  })
}
