// Does anybody leave with words that are not saved?

export function guarding(form, editor) {
  let unsaved = Boolean(document.querySelector(".errornote"))
  const touched = (event) => {
    if (event.isTrusted || editor.isFocused) unsaved = true
  }
  form.addEventListener("input", touched)
  form.addEventListener("change", touched)
  form.addEventListener("submit", () => {
    unsaved = false
  })
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault()
  })
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault()
      form.requestSubmit(form.querySelector("[name=_save]"))
    }
  })
}
