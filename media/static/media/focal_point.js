// What must stay in sight when the picture is cut? A click, a drag or the arrow keys say so, and the
// crops beside the picture show what comes of it.
import { cropBox } from "newsroom/media/crop_box"

const STEP = 0.01
const LONG_STEP = 0.1
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const share = (number) => Math.round(Math.min(Math.max(number, 0), 1) * 1000) / 1000
const percent = (number) => Math.round(number * 100)
const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_whole, name) => facts[name])

export function focalPoint(page) {
  const stage = page.querySelector("[data-stage]")
  const mark = page.querySelector("[data-mark]")
  const told = page.querySelector("[data-told]")
  const [x, y] = ["x", "y"].map((name) => page.querySelector(`[name=focal_${name}]`))
  const before = [x.value, y.value]
  const width = Number(page.dataset.width)
  const height = Number(page.dataset.height)
  let telling

  const point = () => [Number(x.value), Number(y.value)]
  const show = () => {
    const [across, down] = point()
    mark.style.left = `${across * 100}%`
    mark.style.top = `${down * 100}%`
    for (const input of [x, y]) {
      const says = `${percent(Number(input.value))} %`
      input.setAttribute("aria-valuetext", says)
      page.querySelector(`output[for=${input.id}]`).value = says
    }
    for (const frame of page.querySelectorAll("[data-crop]")) {
      draw(frame, cropBox(width, height, frame.dataset.crop.split("x").map(Number), point()), {
        width, height,
      })
    }
  }
  const tell = () => {
    clearTimeout(telling)
    telling = setTimeout(() => {
      const [across, down] = point()
      told.textContent = filled(told.dataset.told, { x: percent(across), y: percent(down) })
    }, 400)
  }
  const move = (across, down) => {
    x.value = share(across)
    y.value = share(down)
    show()
    tell()
    x.form?.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const moveTo = (event) => {
    const box = stage.getBoundingClientRect()
    move((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }
  const moveBy = (event, only) => {
    const way = MOVES[event.key]
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const step = event.shiftKey ? LONG_STEP : STEP
    const [across, down] = point()
    const along = (way[0] || way[1]) * step // right and down are further along either slider
    if (only === "x") move(across + along, down)
    else if (only === "y") move(across, down + along)
    else move(across + way[0] * step, down + way[1] * step)
  }

  // A finger on the picture may be about to scroll: only its tap counts, or a drag of the mark.
  const mayScroll = (event) => event.pointerType === "touch" && event.target !== mark
  stage.addEventListener("click", (event) => mayScroll(event) && moveTo(event))
  stage.addEventListener("pointerdown", (event) => {
    if (event.button || mayScroll(event)) return
    event.preventDefault()
    stage.setPointerCapture(event.pointerId)
    mark.focus({ preventScroll: true })
    moveTo(event)
  })
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) moveTo(event)
  })
  mark.addEventListener("keydown", (event) => moveBy(event))
  x.addEventListener("keydown", (event) => moveBy(event, "x"))
  y.addEventListener("keydown", (event) => moveBy(event, "y"))
  for (const input of [x, y]) input.addEventListener("input", show)
  page.querySelector("[data-middle]").addEventListener("click", () => move(0.5, 0.5))
  page.querySelector("[data-before]").addEventListener("click", () => move(...before.map(Number)))
  show()
  page.classList.add("photo-ready")
}

// The frame has the shape of the crop; the picture inside is as large as makes the box fill it.
function draw(frame, box, picture) {
  const { style } = frame.querySelector("img")
  style.width = `${(picture.width / box.width) * 100}%`
  style.height = `${(picture.height / box.height) * 100}%`
  style.left = `${(-box.left / box.width) * 100}%`
  style.top = `${(-box.top / box.height) * 100}%`
  frame.dataset.box = [box.left, box.top, box.width, box.height].join(" ")
}

for (const page of document.querySelectorAll("[data-focal]")) focalPoint(page)
