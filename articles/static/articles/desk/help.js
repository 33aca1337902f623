// Which keys does the desk know?
import { crel } from "django-prose-editor/editor"
import { desk, says } from "newsroom/desk/newsroom"

export function start() {
  const opener = crel("button", {
    type: "button", className: "desk-icon desk-help-opener", textContent: "?",
    title: `${says("keys")} (Ctrl+/)`, "aria-label": says("keys"), "aria-haspopup": "dialog",
  })
  opener.addEventListener("click", help)
  document.querySelector(".desk-buttons").before(opener)
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "/") return
    event.preventDefault()
    help()
  })
}

function help() {
  if (document.querySelector(".desk-help")) return
  const from = document.activeElement
  const close = crel("button", { type: "button", className: "desk-button", textContent: says("close") })
  const groups = (desk.keys || []).map(({ title, keys }) =>
    crel("section", {}, [
      crel("h3", { textContent: title }),
      crel("dl", {}, keys.flatMap(([pressed, does]) => [
        crel("dt", {}, pressed.split(" ").map((key) => crel("kbd", { textContent: key }))),
        crel("dd", { textContent: does }),
      ])),
    ]),
  )
  const dialog = crel("dialog", { className: "desk-dialog desk-help", "aria-label": says("keys") }, [
    crel("h2", { textContent: says("keys") }), crel("div", { className: "desk-help-groups" }, groups), close,
  ])
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("close", () => {
    dialog.remove()
    from?.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
}
