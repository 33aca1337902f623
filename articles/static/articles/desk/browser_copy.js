// Which words does this browser keep until the newsroom has them? Only for the one who typed them.
import { desk } from "newsroom/desk/newsroom"

const NAME = "newsroom-desk"
const LARGE = 4_000_000 // characters; beyond, the browser's database holds them
const editor = desk.keeping?.editor
const belongs = (story) => `${NAME}:${editor}:${story || "new"}:`

// A window of its own: two windows with one story do not write over each other.
const tab = (() => {
  try {
    return (sessionStorage[`${NAME}-tab`] ||= key())
  } catch {
    return key()
  }
})()

export function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

export const own = (story) => belongs(story) + tab

export async function put(where, entry) {
  const text = JSON.stringify(entry)
  if (text.length <= LARGE) {
    try {
      localStorage.setItem(where, text)
      return true
    } catch {
      // It is full or forbidden: the database may still take it.
    }
  }
  return inBase("readwrite", (store) => store.put(text, where)).then(() => true, () => false)
}

export async function drop(where) {
  try {
    localStorage.removeItem(where)
  } catch {
    // There is nothing to take away.
  }
  await inBase("readwrite", (store) => store.delete(where)).catch(() => {})
}

// All that this browser keeps of a story for this editor: [place, entry], the newest first.
export async function found(story) {
  const texts = new Map()
  const begins = belongs(story)
  try {
    for (const where of Object.keys(localStorage)) {
      if (where.startsWith(begins)) texts.set(where, localStorage.getItem(where))
    }
  } catch {
    // No storage here.
  }
  const keys = await inBase("readonly", (store) => store.getAllKeys()).catch(() => [])
  for (const where of keys.filter((one) => one.startsWith(begins))) {
    texts.set(where, await inBase("readonly", (store) => store.get(where)).catch(() => null))
  }
  return [...texts].flatMap(([where, text]) => {
    try {
      return [[where, JSON.parse(text)]].filter(([, entry]) => Array.isArray(entry?.entries))
    } catch {
      return []
    }
  }).sort((one, other) => other[1].at - one[1].at)
}

function inBase(mode, act) {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore("copies")
    asked.onerror = () => failed(asked.error)
    asked.onsuccess = () => {
      const base = asked.result
      const change = base.transaction("copies", mode)
      const found = act(change.objectStore("copies"))
      change.oncomplete = () => {
        base.close()
        done(found.result)
      }
      change.onerror = change.onabort = () => {
        base.close()
        failed(change.error)
      }
    }
  })
}
