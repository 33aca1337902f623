// Which moment is meant by a time on the newsroom's clock? (rules/wall.py)
import { crel } from "django-prose-editor/editor"
import { says } from "newsroom/desk/newsroom"

const HOUR = 3_600_000
const lang = document.documentElement.lang || "en"

// What the clock of a zone shows at an instant, as if it were UTC.
function wallAt(instant, zone) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(instant)
  const at = Object.fromEntries(parts.map((part) => [part.type, Number(part.value)]))
  return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second)
}

function instantsOf(wall, zone) {
  const offsets = new Set([-24, 24].map((hours) => {
    const near = wall + hours * HOUR
    return wallAt(near, zone) - near
  }))
  return [...offsets].map((offset) => wall - offset).filter((at) => wallAt(at, zone) === wall)
}

const asWall = (value) => Date.parse(`${value}:00Z`)
const asValue = (wall) => new Date(wall).toISOString().slice(0, 16)
const inWords = (instant, timeZone) =>
  new Intl.DateTimeFormat(lang, {
    timeZone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
    hourCycle: "h23", timeZoneName: "short",
  }).format(instant)

function meant(value, zone) {
  const wall = asWall(value)
  if (Number.isNaN(wall)) return ""
  const instants = instantsOf(wall, zone)
  const time = value.slice(11)
  if (instants.length > 1) return says("clockTwice", { time })
  if (!instants.length) return says("clockNever", { time })
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const parts = zone === "UTC" ? [] : [inWords(instants[0], "UTC")]
  const [mine, utc] = [wallAt(instants[0], here), wallAt(instants[0], "UTC")]
  if (mine !== wall && mine !== utc) {
    parts.push(says("yourClock", { when: inWords(instants[0], here) }))
  }
  if (instants[0] < Date.now()) parts.push(says("past"))
  return parts.join(" · ")
}

// The usual choices, by the newsroom's clock.
function choices(zone) {
  const now = wallAt(Date.now(), zone)
  const day = now - (now % (24 * HOUR))
  return [
    ["inAnHour", now - (now % 60_000) + HOUR],
    ["tonight", day + 18 * HOUR],
    ["tomorrow", day + 30 * HOUR],
  ].filter(([, wall]) => wall > now)
}

export function moments(form) {
  for (const input of form.querySelectorAll("[data-moment]")) {
    const { zone, moment } = input.dataset
    const told = crel("p", { className: "help desk-meant", role: "status" })
    const show = () => {
      told.textContent = input.value ? meant(input.value, zone) : ""
    }
    input.addEventListener("input", show)
    input.after(told)
    if (moment === "quick") input.after(quick(input, zone))
    show()
  }
}

function quick(input, zone) {
  return crel("span", { className: "desk-quick" }, choices(zone).map(([key, wall]) => {
    const button = crel("button", { type: "button", className: "desk-link", textContent: says(key) })
    button.addEventListener("click", () => {
      input.value = asValue(wall)
      input.dispatchEvent(new Event("input", { bubbles: true }))
      input.focus()
    })
    return button
  }))
}
