// What does the page know, and how does it ask the newsroom?
export const place = document.getElementById("queue")
export const desk = JSON.parse(document.getElementById("queue-desk")?.textContent || '{"says":{}}')
export const says = (key, facts = {}) =>
  (desk.says[key] || key).replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole)

export const find = (id) => document.getElementById(id)

const sending = new Set()

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value
const QUIET = ["next", "release"] // nothing is lost with these

// Answers {ok, status, etag, ...facts}: what the newsroom said, or status 0 when it said nothing.
export async function post(door, body, { path = "", method = "POST", query = {}, headers = {} } = {}) {
  const asked = { Accept: "application/json", "X-CSRFToken": token(), ...headers }
  const rest = new URLSearchParams(query || {})
  const address = `${place.dataset[door]}${path}?${place.dataset.query}&${rest}`.replace(/[?&]+$/, "")
  const how = { method, body, headers: asked, keepalive: true, redirect: "manual", cache: "no-store" }
  const sent = fetch(address, how)
  if (method === "POST" && !QUIET.includes(door)) busy(sent)
  try {
    const answer = await sent
    if (answer.status === 304) return { ok: true, status: 304 }
    // Who is signed out is led to the form for it, which is of no use here; what broke says nothing.
    const why = answer.status >= 500 ? "broken" : "signedOut"
    const said = await answer.json().catch(() => ({ said: says(why) }))
    const etag = answer.headers.get("ETag")
    return { ...said, etag, ok: answer.ok, status: answer.status || 403 }
  } catch {
    return { ok: false, status: 0, said: "" }
  }
}

export function form(facts) {
  const body = new FormData()
  for (const [name, value] of Object.entries(facts)) {
    for (const one of [value].flat()) if (one !== undefined && one !== "") body.append(name, one)
  }
  return body
}

// What is on its way is counted in the status line, and leaving the page then asks first.
function busy(sent) {
  sending.add(sent)
  tell()
  const over = () => {
    sending.delete(sent)
    tell()
  }
  sent.then(over, over)
}

function tell() {
  find("queue-sending").textContent = sending.size ? says("sending", { count: sending.size }) : ""
}

addEventListener("beforeunload", (event) => {
  if (sending.size) event.preventDefault()
})
