// Which photo does the editor mean? Found in the archive or brought along, its words checked at once.
import { crel } from "django-prose-editor/editor"
import { ask, desk, later, read, says } from "newsroom/desk/newsroom"
import { photoGrid } from "newsroom/desk/photo_grid"
import { photoUploads } from "newsroom/desk/photo_uploads"
import { checkWords } from "newsroom/desk/photo_words"

export const photos = new Map((desk.photos || []).map((photo) => [String(photo.id), photo]))

export async function photoOf(id) {
  if (!photos.has(String(id))) {
    const [found] = await ask(desk.photos_url, { id })
    if (found) photos.set(String(id), found)
  }
  return photos.get(String(id))
}

// Return the photo that was chosen, or null. With `words` its caption, credit and alt are those that
// the editor checked (`checked` is true); `present` are the words that stand there now.
export function choosePhoto({ words = true, present = {} } = {}) {
  return new Promise((resolve) => {
    const opener = document.activeElement
    const search = crel("input", {
      type: "search", placeholder: says("search"), "aria-label": says("search"),
    })
    const told = crel("p", { className: "desk-told", role: "status" })
    const close = button("close", () => dialog.close())
    const title = crel("h2", { textContent: says("choose") })
    const room = crel("div", { className: "desk-archive" })
    const dialog = crel("dialog", { className: "desk-dialog desk-photos", "aria-label": says("choose") }, [
      title, room,
    ])
    let chosen = null
    let step = null

    const finish = (photo) => {
      chosen = photo
      dialog.close()
    }
    const back = (photo) => {
      step.remove()
      step = null
      room.hidden = false
      dialog.classList.remove("desk-checking")
      title.textContent = says("choose")
      grid.focus(photo.id)
    }
    const take = (photo) => {
      photos.set(String(photo.id), photo)
      if (!words) return finish(photo)
      const proposed = photos.get(String(present.photo))?.caption
      step = checkWords(photo, { ...present, proposed }, { use: finish, back: () => back(photo) })
      room.hidden = true
      dialog.classList.add("desk-checking")
      title.textContent = says("archiveCheck")
      dialog.append(step)
      step.begin()
    }
    const grid = photoGrid(take)
    const uploads = photoUploads(dialog, (sent) => {
      for (const photo of sent) photos.set(String(photo.id), photo)
      grid.add(sent)
      if (sent.length === 1) take(sent[0])
      else grid.focus(sent[0].id)
    })
    const show = async () => {
      const asked = search.value
      try {
        const found = await read(`${desk.photos_url}?${new URLSearchParams({ q: asked })}`)
        if (asked !== search.value) return
        told.textContent = found.results.length ? "" : says("noPhotos")
        grid.show(found)
      } catch (error) {
        told.textContent = error.message
      }
    }

    search.addEventListener("input", later(200, show))
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault()
      if (event.key !== "ArrowDown") return
      event.preventDefault()
      grid.focus()
    })
    dialog.addEventListener("close", () => {
      dialog.remove()
      if (!chosen && opener?.isConnected) opener.focus()
      resolve(chosen)
    })
    room.append(
      crel("div", { className: "desk-library-head" }, [search, ...uploads.controls, close]),
      uploads.help, uploads.list, told, grid.element,
    )
    document.body.append(dialog)
    dialog.showModal()
    show()
  })
}

export function button(key, act, more = {}) {
  const made = crel("button", {
    type: "button", className: "desk-button", textContent: says(key), ...more,
  })
  made.addEventListener("click", act)
  return made
}
