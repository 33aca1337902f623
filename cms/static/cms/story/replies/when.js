// When was it said, and how long is there still? In the page's words.
import { moment, page, says } from "newsroom/story/build"

const MINUTE = 60, HOUR = 3_600, DAY = 86_400, WEEK = 7 * DAY // seconds
const EVERY = 60_000 // ms

const relative = new Intl.RelativeTimeFormat(page.speaks, { numeric: "auto" })
const date = new Intl.DateTimeFormat(page.speaks, { dateStyle: "long" })

export function ago(said) {
  const seconds = (Date.now() - Date.parse(said)) / 1000
  if (seconds < MINUTE) return says("justNow")
  if (seconds < HOUR) return relative.format(-Math.floor(seconds / MINUTE), "minute")
  if (seconds < DAY) return relative.format(-Math.floor(seconds / HOUR), "hour")
  if (seconds < WEEK) return relative.format(-Math.floor(seconds / DAY), "day")
  return date.format(new Date(said))
}

export const exactly = moment

const measured = (number, unit) =>
  new Intl.NumberFormat(page.speaks, { style: "unit", unit, unitDisplay: "long" }).format(number)

// "4 minutes", "20 seconds": never more than there is.
export const duration = (seconds) => (seconds < MINUTE
  ? measured(Math.max(1, seconds < 20 ? Math.floor(seconds) : Math.floor(seconds / 10) * 10), "second")
  : measured(Math.floor(seconds / MINUTE), "minute"))

// Keeps "5 minutes ago" true.
export function aging(place) {
  setInterval(() => {
    for (const time of place.querySelectorAll(".reply-time time")) {
      const words = ago(time.dateTime)
      if (time.textContent !== words) time.textContent = words
    }
  }, EVERY)
}
