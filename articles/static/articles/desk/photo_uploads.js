// How do files come into the archive from here? Chosen or dropped, several at once, each with its fate.
import { crel } from "django-prose-editor/editor"
import { desk, says } from "newsroom/desk/newsroom"
import { upload } from "newsroom/desk/uploads"

export function photoUploads(dialog, done) {
  const file = crel("input", {
    type: "file", accept: "image/*", multiple: true, hidden: true, "aria-label": says("upload"),
  })
  const choose = crel("button", {
    type: "button", className: "desk-button", textContent: says("upload"), hidden: !desk.may_add_photos,
  })
  const help = crel("p", { className: "desk-quiet", textContent: says("archiveDrop"), hidden: !desk.may_add_photos })
  const list = crel("ul", {
    className: "desk-uploads", "aria-label": says("archiveUploads"), "aria-live": "polite", hidden: true,
  })

  const takeAll = async (files) => {
    if (!files.length) return
    list.hidden = false
    list.replaceChildren()
    const rows = files.map((one) => row(list, one))
    const sent = []
    for (const [place, one] of files.entries()) {
      const photo = await rows[place].send(one)
      if (photo) sent.push(photo)
    }
    if (sent.length) done(sent)
  }

  choose.addEventListener("click", () => file.click())
  file.addEventListener("change", () => {
    takeAll([...file.files])
    file.value = ""
  })
  const holdsFiles = (event) => desk.may_add_photos && [...event.dataTransfer.types].includes("Files")
  dialog.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    dialog.classList.add("desk-dropping")
  })
  dialog.addEventListener("dragleave", (event) => {
    if (event.target === dialog) dialog.classList.remove("desk-dropping")
  })
  dialog.addEventListener("drop", (event) => {
    dialog.classList.remove("desk-dropping")
    if (!holdsFiles(event)) return
    event.preventDefault()
    takeAll([...event.dataTransfer.files])
  })
  return { controls: [choose, file], help, list }
}

function row(list, file) {
  const text = crel("span", { textContent: file.name, dir: "auto" })
  const bar = crel("progress", { max: 1, value: 0, "aria-label": file.name })
  const line = crel("li", {}, [text, bar])
  list.append(line)
  const fate = (key, facts) => {
    bar.remove()
    text.textContent = says(key, { name: file.name, ...facts })
  }
  return {
    async send() {
      try {
        const photo = await upload(file, (part) => { bar.value = part })
        fate(photo.known_before ? "archiveKnown" : "archiveTaken")
        return photo
      } catch (error) {
        line.className = "desk-failed"
        fate("archiveRefused", { why: error.message })
        return null
      }
    },
  }
}
