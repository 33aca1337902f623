// How does the board of what is read now stay true? It asks every few seconds and changes only what
// differs, so that nothing flickers and a link that has the focus keeps it. It rests while nobody
// sees it, and when somebody says so.
const place = document.getElementById("now")
const says = JSON.parse(document.getElementById("now-says").textContent)
const find = (id) => document.getElementById(id)
const lines = [...place.querySelectorAll(".now-rows li")]
const every = Number(place.dataset.every) * 1000
const LONGEST = 120_000 // between two questions to a newsroom that does not answer

let etag = ""
let timer = 0
let wait = every
let paused = false
let told = new Date()

const time = () => told.toLocaleTimeString(document.documentElement.lang, { timeStyle: "medium" })
const words = (key, facts = {}) =>
  says[key].replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole)

function put(element, text) {
  if (element.textContent !== text) element.textContent = text
}

function show(rows) {
  const before = lines.map((line) => line.dataset.story).filter(Boolean)
  lines.forEach((line, number) => write(line, rows[number]))
  find("now-nothing").hidden = rows.length > 0
  tell(before, rows)
}

function write(line, row) {
  line.hidden = !row
  line.dataset.story = row ? row.id : ""
  if (!row) return
  const link = line.querySelector(".now-headline")
  put(link, row.headline)
  if (link.getAttribute("href") !== row.address) link.setAttribute("href", row.address)
  put(line.querySelector(".now-readers b"), row.readers)
  const trend = line.querySelector(".now-trend")
  put(trend, row.said)
  trend.dataset.trend = row.trend
}

// A number that grew is no news to somebody who listens; another story is.
function tell(before, rows) {
  const entered = rows.find((row) => !before.includes(String(row.id)))
  if (rows.length && String(rows[0].id) !== before[0]) put(find("now-said"), words("first", rows[0]))
  else if (entered) put(find("now-said"), words("entered", entered))
}

async function ask() {
  const headers = { Accept: "application/json", ...(etag && { "If-None-Match": etag }) }
  try {
    const answer = await fetch(place.dataset.rows, { headers, cache: "no-store", redirect: "manual" })
    if (answer.status !== 304 && !answer.ok) throw new Error(answer.status ? "away" : "signedOut")
    if (answer.ok) {
      show((await answer.json()).rows)
      etag = answer.headers.get("ETag") || ""
    }
    told = new Date()
    wait = every
    put(find("now-trouble"), "")
    put(find("now-as-of"), words("asOf", { time: time() }))
  } catch (trouble) {
    wait = Math.min(2 * wait, LONGEST)
    put(find("now-trouble"), words(trouble.message === "signedOut" ? "signedOut" : "away", { time: time() }))
  }
}

async function goOn() {
  clearTimeout(timer)
  if (paused || document.hidden) return
  await ask()
  clearTimeout(timer)
  timer = setTimeout(goOn, wait)
}

const pause = find("now-pause")
pause.hidden = false
pause.addEventListener("click", () => {
  paused = !paused
  put(pause, says[paused ? "resume" : "pause"])
  if (paused) put(find("now-as-of"), words("paused", { time: time() }))
  goOn()
})

const full = find("now-full")
full.hidden = !document.fullscreenEnabled
full.addEventListener("click", () =>
  document.fullscreenElement ? document.exitFullscreen() : place.requestFullscreen(),
)

document.addEventListener("visibilitychange", goOn)
goOn()
