// Does anybody leave with words that are kept nowhere?
import { readyToLeave, stay, unkept } from "newsroom/desk/keeping"
import { desk } from "newsroom/desk/newsroom"

export function guarding(form) {
  let passed = false
  let asking = false
  // A page that is sent away must not end before a newsroom that does not hear it.
  form.addEventListener("submit", async (event) => {
    if (!desk.keeping) return
    if (passed) {
      // Photos on their way, say, hold it back once more: then writing goes on.
      setTimeout(() => {
        if (!event.defaultPrevented) return
        passed = false
        stay()
      })
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    if (asking) return
    asking = true
    const ready = await readyToLeave()
    asking = false
    if (!ready) return
    passed = true
    form.requestSubmit(event.submitter)
  }, { capture: true })
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload()
  })
  window.addEventListener("beforeunload", (event) => {
    if (!passed && unkept()) event.preventDefault()
  })
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault()
      form.requestSubmit(form.querySelector(".desk-bar [name=_save]"))
    }
  })
}
