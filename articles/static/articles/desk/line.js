// Does the newsroom hear us, and who are we to it?
import { desk } from "newsroom/desk/newsroom"

const WAIT = 20_000 // ms
const keeping = desk.keeping
// The page has more forms than the story's: each carries the token.
const tokens = () => [...document.querySelectorAll("[name=csrfmiddlewaretoken]")]

// Answers what was said, with a `code`: "" when it was heard, "offline", "signed_out",
// "somebody_else", "too_long", or the newsroom's own.
export async function call(url, body, options = {}) {
  const answer = await once(url, body, options)
  if (answer.code !== "token") return answer
  const again = await fresh()
  return again.code ? again : once(url, body, options)
}

// Who is signed in now? The page takes over the new token, if it is still the same editor.
export async function fresh() {
  const said = await once(keeping.token)
  if (said.code) return said
  if (said.editor !== keeping.editor) return { code: "somebody_else" }
  for (const one of tokens()) one.value = said.token
  return said
}

async function once(url, body, options = {}) {
  let heard
  try {
    heard = await fetch(url, {
      method: body ? "POST" : "GET", body, redirect: "manual", cache: "no-store",
      headers: { "X-CSRFToken": tokens()[0].value }, signal: AbortSignal.timeout(WAIT), ...options,
    })
  } catch {
    return { code: "offline" }
  }
  if (heard.type === "opaqueredirect" || heard.status === 401) return { code: "signed_out" }
  const said = await heard.json().catch(() => null)
  if (heard.ok && said) return { ...said, code: "" }
  if (said) return { code: said.code || "failed", error: said.error || said.detail || "" }
  if (heard.status === 403) return { code: "token" }
  return { code: [400, 413].includes(heard.status) ? "too_long" : "offline" }
}
