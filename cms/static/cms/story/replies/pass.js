// Has this reader confirmed an e-mail address? The page of the link in the letter hands over a pass.
import { recall, remember } from "newsroom/story/replies/kept"

const HANDED = /^#verified=(rd_[\w~:-]{20,400})$/

export const verified = () => Boolean(recall("pass")?.startsWith("rd_"))
export const member = () => Boolean(recall("pass")) && !verified()

// Takes the pass out of the address. Only who wrote here takes one: a stranger's link gives none.
export function received(own) {
  const [, pass] = HANDED.exec(location.hash) || []
  if (!pass) return false
  history.replaceState(history.state, "", location.pathname + location.search)
  if (!own.any()) return false
  remember("pass", pass)
  return true
}

export const forget = () => remember("pass", null)
