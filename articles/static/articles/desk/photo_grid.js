// How are the photos of the archive looked through? By eye, by keyboard, and as far back as one likes.
import { crel } from "django-prose-editor/editor"
import { read, says } from "newsroom/desk/newsroom"

export function photoGrid(take) {
  const cards = crel("div", { className: "desk-library", role: "group", "aria-label": says("choose") })
  const more = crel("button", {
    type: "button", className: "desk-button desk-more", textContent: says("archiveMore"), hidden: true,
  })
  const told = crel("p", { className: "desk-quiet", role: "status" })
  const element = crel("div", {}, [cards, told, more])
  let next = null

  const buttons = () => [...cards.children]
  const roving = (to) => {
    for (const one of buttons()) one.tabIndex = one === to ? 0 : -1
  }
  const goTo = (to) => {
    if (!to) return
    roving(to)
    to.focus()
    to.scrollIntoView({ block: "nearest" })
  }
  const append = (found) => {
    next = found.next
    more.hidden = !next
    cards.append(...found.results.map((photo) => card(photo, take)))
    if (!cards.querySelector("[tabindex='0']")) roving(cards.firstElementChild)
    told.textContent = cards.children.length ? says("archiveFound", { count: cards.children.length }) : ""
  }
  const load = async () => {
    if (!next || more.disabled) return
    more.disabled = true
    const last = cards.lastElementChild
    const focused = document.activeElement === more
    try {
      const { pathname, search } = new URL(next, document.baseURI)
      append(await read(pathname + search))
      if (focused) goTo(last.nextElementSibling)
    } catch (error) {
      told.textContent = error.message
    } finally {
      more.disabled = false
    }
  }

  more.addEventListener("click", load)
  new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && load()).observe(more)
  cards.addEventListener("keydown", (event) => {
    const to = way(event, buttons(), document.activeElement)
    if (to === undefined) return
    event.preventDefault()
    goTo(to)
  })
  return {
    element,
    show(found) {
      cards.replaceChildren()
      append(found)
    },
    add(sent) {
      for (const photo of sent) cards.querySelector(`[data-photo="${photo.id}"]`)?.remove()
      cards.prepend(...sent.map((photo) => card(photo, take)))
      roving(cards.firstElementChild)
    },
    focus(id) {
      goTo(cards.querySelector(id ? `[data-photo="${id}"]` : "[tabindex='0']"))
    },
  }
}

function card(photo, take) {
  const words = photo.caption || photo.alt || `#${photo.id}`
  const lacks = ["credit", "alt"].filter((name) => !photo[name])
  const made = crel("button", { type: "button", title: words, "data-photo": photo.id, tabIndex: -1 }, [
    crel("img", { src: photo.thumbnail, alt: photo.alt, loading: "lazy" }),
    crel("span", { textContent: words, dir: "auto" }),
    crel("small", { textContent: photo.credit, dir: "auto" }),
    crel("small", {
      className: lacks.length ? "desk-asks" : "",
      textContent: lacks.length ? lacks.map((name) => says(`archiveNo_${name}`)).join(", ") : useOf(photo),
    }),
  ])
  made.addEventListener("click", () => take(photo))
  return made
}

export function useOf(photo) {
  if (!photo.used_count) return says("archiveUnused")
  return photo.used_count === 1 ? says("archiveUsedOnce") : says("archiveUsed", { count: photo.used_count })
}

// Return where a key leads from the card that has the focus; undefined for other keys.
function way(event, cards, from) {
  const at = cards.indexOf(from)
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return undefined
  const right = getComputedStyle(from).direction === "rtl" ? -1 : 1
  const columns = cards.filter((one) => one.offsetTop === cards[0].offsetTop).length
  const steps = { ArrowRight: right, ArrowLeft: -right, ArrowDown: columns, ArrowUp: -columns }
  if (event.key === "Home") return cards[0]
  if (event.key === "End") return cards.at(-1)
  return event.key in steps ? cards[at + steps[event.key]] || from : undefined
}
