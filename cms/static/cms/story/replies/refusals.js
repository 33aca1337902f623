// Why was it not taken, and where does that belong? problem+json, told beside the fields.
import { says } from "newsroom/story/build"

// Returns what is to be said of the whole form ("" when the fields say all).
export function tell(refusal, fields) {
  const { status, body, headers } = refusal
  const stray = []
  let first = null
  for (const { field, message } of body?.errors ?? []) {
    const its = fields[field]
    if (its) its.refuse(message)
    else stray.push(message)
    first ||= its
  }
  first?.input.focus()
  if (status === 429) return says("tooOften", { count: secondsOf(headers) })
  if (first && !stray.length) return says("markedWrong")
  if (!status || status >= 500) return says("failed")
  return stray.join(" ") || body?.detail || says("failed")
}

export const secondsOf = (headers) => Math.max(1, Number(headers?.get("Retry-After")) || 1)

export function clear(fields) {
  for (const its of Object.values(fields)) its.refuse("")
}

// What the page can tell at once spares the reader a wait: the newsroom counts every attempt.
export function unfit(text, limits, length) {
  if (!limits) return ""
  if (length < limits.shortest) return says("tooShort")
  if (length > limits.longest) return says("tooLong", { count: length - limits.longest })
  return text.trim().split("\n").length > limits.lines ? says("tooManyLines", { count: limits.lines }) : ""
}
