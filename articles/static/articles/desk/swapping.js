// Which photo is to take the place of another? Chosen in the archive instead of by its number.
import { crel } from "django-prose-editor/editor"
import { says } from "newsroom/desk/newsroom"
import { choosePhoto } from "newsroom/desk/photos"

const form = document.querySelector("[data-swap]")
if (form) {
  const choose = crel("button", {
    type: "button", className: "photo-button", textContent: says("choose"), "data-choose": "",
  })
  choose.addEventListener("click", async () => {
    const photo = await choosePhoto({ words: false })
    if (!photo) return
    form.elements.with.value = photo.id
    form.submit()
  })
  document.querySelector("[data-doors]").append(choose)
  form.hidden = true
}
