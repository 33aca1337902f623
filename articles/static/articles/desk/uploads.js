// How does a picture travel from the editor's machine into the library?
import { crel } from "django-prose-editor/editor"
import { desk, says } from "newsroom/desk/newsroom"
import { photos } from "newsroom/desk/photos"

export const pictures = (data) =>
  [...(data?.files || [])].filter((file) => file.type.startsWith("image/"))

// Send one file; `show` hears which part of it (0 to 1) has arrived. fetch cannot tell that.
export function upload(file, show) {
  return new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest()
    const body = new FormData()
    body.append("file", file)
    asked.open("POST", desk.photos_url)
    asked.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value)
    asked.responseType = "json"
    asked.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) show(event.loaded / event.total)
    })
    asked.addEventListener("error", () => reject(new Error(says("failed"))))
    asked.addEventListener("load", () => {
      if (asked.status >= 300 || !asked.response?.id) reject(new Error(asked.response?.error || says("failed")))
      else {
        photos.set(String(asked.response.id), asked.response)
        resolve(asked.response)
      }
    })
    asked.send(body)
  })
}

export function progress(name) {
  const bar = crel("progress", { max: 1, value: 0, "aria-label": says("uploading", { name }) })
  const dom = crel("div", { className: "desk-uploading" }, [
    crel("span", { textContent: says("uploading", { name }) }), bar,
  ])
  return { dom, show: (part) => (bar.value = part) }
}

// Pictures dropped on an element go to `take`; the element shows that it would.
export function dropsOn(element, take) {
  const over = (event) => {
    if (![...event.dataTransfer.items].some((item) => item.kind === "file")) return
    event.preventDefault()
    element.classList.add("desk-dropping")
  }
  element.addEventListener("dragenter", over)
  element.addEventListener("dragover", over)
  element.addEventListener("dragleave", () => element.classList.remove("desk-dropping"))
  element.addEventListener("drop", (event) => {
    element.classList.remove("desk-dropping")
    const files = pictures(event.dataTransfer)
    if (!files.length) return
    event.preventDefault()
    event.stopPropagation()
    take(files)
  })
}
