// What do the cards beside the text do while one writes?
import { says } from "newsroom/desk/newsroom"
import { living } from "newsroom/desk/live"
import { moments } from "newsroom/desk/moments"
import { notes } from "newsroom/desk/notes"

export function start({ editor, form }) {
  living(editor, form)
  moments(form)
  notes(editor)
  correcting(form)
}

// The note of a correction as readers will have it.
function correcting(form) {
  const shown = form.querySelector("[data-correction]")
  if (!shown) return
  const note = form.elements.note
  const kind = form.elements.substantive
  const show = () => {
    shown.hidden = !note.value.trim()
    const day = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "long" })
    const text = says(kind.value ? "correctedUpdated" : "corrected", { day: day.format(new Date()) })
    shown.querySelector("p").textContent = `${text} ${note.value.trim()}`
  }
  note.addEventListener("input", show)
  kind.addEventListener("change", show)
  show()
}
