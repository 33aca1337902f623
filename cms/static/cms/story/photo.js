// How is a photo shown? In the best format and width for the screen, its place kept free.
import { here, make, says, told } from "newsroom/story/build"
import { decoded } from "newsroom/story/blurhash"

const FORMATS = ["avif", "webp"]
const BLUR = 24 // pixels across

const setOf = (photo, format) =>
  photo.renditions.filter((one) => one.format === format)
    .map((one) => `${here(one.url)} ${one.width}w`).join(", ")

export function photoFrame(photo, sizes, { first = false } = {}) {
  if (!photo?.url) return told("div", { className: "missing-photo", textContent: says("missingPhoto") })
  const image = make("img", {
    src: here(photo.url), alt: photo.alt || "", width: photo.width, height: photo.height, sizes,
    srcset: setOf(photo, "jpeg") || setOf(photo, "png"), decoding: "async",
    loading: first ? "eager" : "lazy", fetchPriority: first ? "high" : "auto",
  })
  if (!photo.alt) image.alt = ""
  const sources = FORMATS.map((format) => [format, setOf(photo, format)]).filter(([, set]) => set)
    .map(([format, srcset]) => make("source", { type: `image/${format}`, srcset, sizes }))
  const frame = make("div", { className: "frame" }, [make("picture", {}, [...sources, image])])
  frame.style.backgroundColor = photo.dominant_colour || ""
  frame.style.aspectRatio = `${photo.width} / ${photo.height}`
  blur(frame, image, photo)
  return frame
}

function blur(frame, image, photo) {
  if (!photo.blurhash) return
  const height = Math.max(1, Math.round((BLUR * photo.height) / photo.width))
  const pixels = decoded(photo.blurhash, BLUR, height)
  if (!pixels) return
  const canvas = make("canvas", { width: BLUR, height, "aria-hidden": "true" })
  canvas.getContext("2d").putImageData(new ImageData(pixels, BLUR, height), 0, 0)
  frame.prepend(canvas)
  const seen = () => frame.classList.add("is-there")
  if (image.complete && image.naturalWidth) seen()
  else image.addEventListener("load", seen, { once: true })
}

export function caption(words, credit) {
  if (!words && !credit) return null
  return make("figcaption", { dir: "auto" }, [
    words ? make("span", { className: "caption", textContent: words }) : null,
    words && credit ? " " : null,
    credit ? make("span", { className: "credit", textContent: words ? `/ ${credit}` : credit }) : null,
  ])
}
