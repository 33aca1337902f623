// The newspaper's own page of a story: a small frontend on the public API.
import { addressOf, page } from "newsroom/story/build"
import { article } from "newsroom/story/article"
import { lists } from "newsroom/story/lists"
import { listen } from "newsroom/story/live"
import { replies } from "newsroom/story/replies"
import { share } from "newsroom/story/share"

const place = document.getElementById("story")
const READ = 1 / 3 // of a story, as the API says
const SHORT = 10_000 // ms after which a story that needs no scrolling is read

function show(story) {
  document.documentElement.lang = story.language
  document.documentElement.dir = page.rightToLeft.includes(story.language.split("-")[0]) ? "rtl" : "ltr"
  place.replaceChildren(article(story, [share(story), lists(story), replies(story)]))
}

function count(story) {
  const beacon = (what) => navigator.sendBeacon?.(page.api + addressOf(story, what))
  beacon("views/")
  const body = document.querySelector(".body")
  let read = false
  const watch = () => {
    const { top, height } = body.getBoundingClientRect()
    if (read || window.innerHeight - top < height * READ) return
    read = true
    removeEventListener("scroll", watch)
    beacon("reads/")
  }
  addEventListener("scroll", watch, { passive: true })
  setTimeout(watch, SHORT)
}

const story = JSON.parse(document.getElementById("story-data").textContent)
if (story) show(story)
if (story && page.mode === "public") count(story)
if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
listen(show)
