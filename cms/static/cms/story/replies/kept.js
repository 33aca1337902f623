// What does this browser remember of its reader? Stays here; a browser that keeps nothing is fine.

const named = (key) => `newsroom.${key}`

export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(named(key)))
  } catch {
    return null
  }
}

export function remember(key, value) {
  try {
    if (value === null || value === "") localStorage.removeItem(named(key))
    else localStorage.setItem(named(key), JSON.stringify(value))
  } catch {
    // Full, or forbidden: then it is forgotten.
  }
}

// What was typed and not sent, by story and by what it answers.
export const draftOf = (story, parent) => `draft.${story.id}.${parent || "story"}`
