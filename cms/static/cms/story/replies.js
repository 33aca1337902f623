// What do readers reply, and how does one leave a reply? The parts stand in replies/.
import { make, page, says, told } from "newsroom/story/build"
import { answer, leaving, standing } from "newsroom/story/replies/answering"
import { follow, named } from "newsroom/story/replies/link"
import { showNews, watching } from "newsroom/story/replies/news"
import { counting, edit, remove } from "newsroom/story/replies/own"
import { ORDERINGS, begin, deeper, further, keepOrdering } from "newsroom/story/replies/reading"
import { received } from "newsroom/story/replies/pass"
import { report } from "newsroom/story/replies/reporting"
import { room as roomOf } from "newsroom/story/replies/room"
import { down, up } from "newsroom/story/replies/voting"
import { aging } from "newsroom/story/replies/when"

const NEAR = "800px" // below the window, where the replies begin to be fetched
const DOES = { up, down, report, answer, edit, remove, more: deeper }

export function replies(story) {
  const place = make("section", { className: "replies", id: "replies", "aria-labelledby": "replies-heading" })
  if (page.mode !== "public") {
    place.append(
      told("h2", { id: "replies-heading", textContent: says("replies") }),
      told("p", { className: "quiet", textContent: says("later") }),
    )
    return place
  }
  const room = roomOf(story)
  if (received(room.own)) confirmed(room)
  room.counted(story.comments.count)
  place.append(
    make("div", { className: "replies-head" }, [room.heading, ordering(room)]),
    leaving(room), room.linked, room.news, room.empty, room.list, room.more, room.failed, room.status,
  )
  place.addEventListener("click", (event) => heard(room, event))
  place.addEventListener("focusin", () => start(room, place), { once: true })
  const led = () => named() && start(room, place).then(() => follow(room))
  addEventListener("hashchange", led)
  if (!led()) whenNear(place, () => start(room, place))
  return place
}

// Comes from the page of the link in the letter.
function confirmed(room) {
  room.linked.append(told("p", { className: "reply-said", textContent: says("confirmed") }))
  requestAnimationFrame(() => {
    room.heading.scrollIntoView()
    room.heading.focus({ preventScroll: true })
  })
}

function heard(room, event) {
  const button = event.target.closest("[data-do]")
  const does = button?.dataset.do
  if (does === "news") showNews(room)
  else if (does === "further") further(room)
  else if (does === "again") begin(room)
  else if (does) {
    const node = room.nodes.get(button.closest("[data-id]").dataset.id)
    DOES[does]?.(room, node, button)
  }
}

// Once: the first page, how replies stand, and the watch for what comes.
function start(room, place) {
  room.started ||= Promise.all([begin(room), room.ready().then(() => adapt(room, place), () => {})])
    .then(() => {
      watching(room)
      counting(room)
      aging(room.list)
    })
  return room.started
}

// What the newsroom says of this story may change the form that was put up at first; what was typed
// into that one stays.
function adapt(room, place) {
  const before = place.querySelector(".leave")
  if (before.dataset.for === standing(room)) return
  const focused = before.contains(document.activeElement) && document.activeElement.name
  const after = leaving(room)
  for (const { name, value } of before.querySelectorAll("input:not([type=checkbox]), textarea")) {
    const same = after.querySelector(`[name="${name}"]`)
    if (same && value) same.value = value
  }
  const rest = after.querySelector(".rest")
  if (rest) rest.hidden = before.querySelector(".rest")?.hidden ?? true
  before.replaceWith(after)
  if (focused) (after.querySelector(`[name="${focused}"]`) || room.heading).focus()
  room.counted(room.count)
}

function ordering(room) {
  const select = told("select", { id: "replies-ordering" }, ORDERINGS.map((value) => told("option", {
    value, textContent: says(value), selected: value === room.ordering,
  })))
  select.addEventListener("change", async () => {
    room.ordering = select.value
    keepOrdering(room.ordering)
    await begin(room)
    room.say(says("sorted", { by: select.selectedOptions[0].textContent }))
  })
  return make("div", { className: "replies-ordering" }, [
    told("label", { for: select.id, textContent: says("sortBy") }), select,
  ])
}

function whenNear(place, act) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return
    watch.disconnect()
    act()
  }, { rootMargin: NEAR })
  watch.observe(place)
}
