// Which of two texts stays, block by block?

export function start() {
  const panel = document.querySelector("[data-collision]")
  if (!panel) return
  const all = panel.querySelector(".desk-collision-all")
  all.hidden = false
  for (const button of all.querySelectorAll("[data-choose-all]")) {
    button.addEventListener("click", () => {
      for (const radio of panel.querySelectorAll(`input[value="${button.dataset.chooseAll}"]`)) {
        radio.checked = true
        radio.dispatchEvent(new Event("change", { bubbles: true }))
      }
    })
  }
  const open = [...panel.querySelectorAll("fieldset")].find((one) => !one.querySelector(":checked"))
  ;(open?.querySelector("input") || panel).focus()
}
