// Which file is about to take the place of the other? Both are shown before anything is sent.
for (const form of document.querySelectorAll("[data-replace]")) {
  const input = form.querySelector("input[type=file]")
  const room = form.querySelector("[data-new]")
  const picture = room.querySelector("img")
  const told = form.querySelector("[data-told]")
  const name = form.querySelector("[data-name]")
  const drop = form.querySelector("[data-drop]")
  let address = ""

  const show = () => {
    URL.revokeObjectURL(address)
    const [file] = input.files
    picture.hidden = !file
    room.classList.toggle("photo-filled", Boolean(file))
    name.textContent = file ? file.name : ""
    told.textContent = ""
    if (!file) return
    address = URL.createObjectURL(file)
    picture.src = address
  }
  picture.addEventListener("load", () => {
    told.textContent = `${picture.naturalWidth} × ${picture.naturalHeight}`
  })
  picture.addEventListener("error", () => {
    picture.hidden = true
    told.textContent = told.dataset.broken
  })
  input.addEventListener("change", show)
  show() // a file may have been chosen before this ran, or be there still after going back
  drop.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return
    event.preventDefault()
    drop.classList.add("photo-dropping")
  })
  drop.addEventListener("dragleave", () => drop.classList.remove("photo-dropping"))
  drop.addEventListener("drop", (event) => {
    event.preventDefault()
    drop.classList.remove("photo-dropping")
    if (!event.dataTransfer.files.length) return
    input.files = event.dataTransfer.files
    show()
  })
}
