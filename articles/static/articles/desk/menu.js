// How is one thing chosen from a short list at a button? By the pattern of a menu.
import { crel } from "django-prose-editor/editor"
import { says } from "newsroom/desk/newsroom"
import { place } from "newsroom/desk/slash"

// Each action has `label`, perhaps `icon` and `keys`, and either `act` or `more` actions.
export function menu(button, actions, dismissed) {
  document.querySelector(".desk-menu")?.remove()
  const dom = crel("div", { className: "desk-menu", role: "menu", "aria-label": button.title })
  const close = () => {
    dom.remove()
    button.setAttribute("aria-expanded", "false")
    document.removeEventListener("pointerdown", outside, true)
  }
  const outside = (event) => dom.contains(event.target) || close()
  const fill = (shown, up) => {
    const items = shown.map((action) => item(action))
    if (up) items.unshift(item({ icon: "arrow_back", label: says("back"), more: up }))
    dom.replaceChildren(...items)
    place(dom, button.getBoundingClientRect())
    items[up ? 1 : 0]?.focus()
  }
  const item = (action) => {
    const one = crel("button", { type: "button", role: "menuitem", tabIndex: -1 }, [
      crel("span", { className: "material-icons", textContent: action.icon, "aria-hidden": "true" }),
      crel("span", { textContent: action.label, dir: "auto" }),
      crel("kbd", { textContent: action.keys || (action.more ? "›" : ""), "aria-hidden": "true" }),
    ])
    if (action.more) one.setAttribute("aria-haspopup", "menu")
    one.addEventListener("click", () => {
      if (action.more) return fill(action.more, action.more === actions ? null : actions)
      close()
      action.act()
    })
    return one
  }
  dom.addEventListener("keydown", (event) => {
    const items = [...dom.children]
    const at = items.indexOf(document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (to !== undefined) items.at(to % items.length)?.focus()
    else if (event.key === "Escape" || event.key === "Tab") {
      close()
      dismissed()
    } else return
    event.preventDefault()
    event.stopPropagation()
  })
  document.body.append(dom)
  document.addEventListener("pointerdown", outside, true)
  button.setAttribute("aria-expanded", "true")
  fill(actions, null)
}
