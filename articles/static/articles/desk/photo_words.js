// What is said about the photo in this place? Proposed by the archive, checked where it is used.
import { crel } from "django-prose-editor/editor"
import { says } from "newsroom/desk/newsroom"
import { useOf } from "newsroom/desk/photo_grid"

const FIELDS = [
  ["caption", "textarea", 2000, ""],
  ["credit", "input", 200, "archiveCreditHelp"],
  ["alt", "textarea", 1000, "archiveAltHelp"],
]

export function checkWords(photo, present, { use, back }) {
  const proposed = proposal(photo, present)
  const fields = FIELDS.map((facts) => field(...facts, proposed))
  const submit = crel("button", {
    type: "submit", className: "desk-button desk-main-button", textContent: says("archiveUse"),
  })
  const leave = crel("button", {
    type: "button", className: "desk-button", textContent: says("archiveBack"),
  })
  const form = crel("form", { className: "desk-check" }, [
    crel("figure", {}, [
      crel("img", { src: photo.url, alt: photo.alt }),
      crel("figcaption", { className: "desk-quiet", textContent: useOf(photo) }),
    ]),
    crel("div", {}, [
      crel("p", { className: "desk-quiet", textContent: says("archiveWhy") }),
      ...fields.map((one) => one.element),
      crel("p", { className: "desk-check-buttons" }, [submit, leave]),
    ]),
  ])
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const words = Object.fromEntries(fields.map((one) => [one.name, one.input.value.trim()]))
    use({ ...photo, ...words, checked: true })
  })
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit()
  })
  leave.addEventListener("click", back)
  form.begin = () => {
    const lacking = fields.find((one) => one.asks && !one.input.value)
    ;(lacking?.input || submit).focus()
  }
  return form
}

// Words that stand there were written for this place; but those of another picture tell of that one,
// and so does a caption that the archive had proposed for it.
function proposal(photo, present) {
  const another = present.photo && String(present.photo) !== String(photo.id)
  const own = present.caption && !(another && present.caption === present.proposed)
  return {
    caption: own ? present.caption : photo.caption,
    credit: another ? photo.credit : present.credit || photo.credit,
    alt: another ? photo.alt : present.alt || photo.alt,
  }
}

function field(name, kind, longest, helpKey, proposed) {
  const id = `desk-check-${name}`
  const input = crel(kind, { id, maxLength: longest, dir: "auto" })
  input.value = proposed[name].slice(0, longest)
  if (kind === "textarea") input.rows = 3
  const asks = name !== "caption"
  const help = helpKey && crel("p", { className: "desk-quiet", id: `${id}-help`, textContent: says(helpKey) })
  const missing = asks && crel("p", { className: "desk-asks", id: `${id}-asks`, textContent: says("archiveAsked") })
  const show = () => {
    if (missing) missing.hidden = Boolean(input.value.trim())
  }
  const beside = [help, missing].filter(Boolean)
  if (beside.length) input.setAttribute("aria-describedby", beside.map((one) => one.id).join(" "))
  input.addEventListener("input", show)
  show()
  const element = crel("p", { className: "desk-check-field" }, [
    crel("label", { htmlFor: id, textContent: says(name) }), input,
  ])
  return { name, input, asks, element: crel("div", {}, [element, ...beside]) }
}
