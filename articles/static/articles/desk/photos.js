// Which photo does the editor mean?
import { crel } from "django-prose-editor/editor"
import { ask, desk, later, says, send } from "newsroom/desk/newsroom"

export const photos = new Map((desk.photos || []).map((photo) => [String(photo.id), photo]))

export async function photoOf(id) {
  if (!photos.has(String(id))) {
    const [found] = await ask(desk.photos_url, { id })
    if (found) photos.set(String(id), found)
  }
  return photos.get(String(id))
}

export function choosePhoto() {
  return new Promise((resolve) => {
    const search = crel("input", {
      type: "search", placeholder: says("search"), "aria-label": says("search"),
    })
    const grid = crel("div", { className: "desk-library" })
    const told = crel("p", { className: "desk-told", role: "status" })
    const file = crel("input", { type: "file", accept: "image/*", hidden: true })
    const upload = crel("button", {
      type: "button", className: "desk-button", textContent: says("upload"),
      hidden: !desk.may_add_photos,
    })
    const close = crel("button", {
      type: "button", className: "desk-button", textContent: says("close"),
    })
    const head = crel("div", { className: "desk-library-head" }, [search, upload, close])
    const dialog = crel("dialog", { className: "desk-dialog", "aria-label": says("choose") }, [
      crel("h2", { textContent: says("choose") }), head, told, grid, file,
    ])
    let chosen = null
    const take = (photo) => {
      photos.set(String(photo.id), photo)
      chosen = photo
      dialog.close()
    }
    const show = async () => {
      try {
        const found = await ask(desk.photos_url, { q: search.value })
        told.textContent = found.length ? "" : says("noPhotos")
        grid.replaceChildren(...found.map((photo) => {
          const words = photo.caption || photo.alt || `#${photo.id}`
          const button = crel("button", { type: "button", title: words, "data-photo": photo.id }, [
            crel("img", { src: photo.thumbnail, alt: photo.alt, loading: "lazy" }),
            crel("span", { textContent: words }),
            crel("small", { textContent: photo.credit }),
          ])
          button.addEventListener("click", () => take(photo))
          return button
        }))
      } catch (error) {
        told.textContent = error.message
      }
    }
    search.addEventListener("input", later(200, show))
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault()
    })
    upload.addEventListener("click", () => file.click())
    file.addEventListener("change", async () => {
      told.textContent = "…"
      try {
        take(await send(desk.photos_url, { file: file.files[0] }))
      } catch (error) {
        told.textContent = error.message
        file.value = ""
      }
    })
    close.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(chosen)
    })
    document.body.append(dialog)
    dialog.showModal()
    show()
  })
}
