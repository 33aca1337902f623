// Which block of the story does a place in the text belong to? Cut as rules/flow.py cuts it.

const SINGLE = ["quote", "photo"]

// Return [{ name, from, to }] in reading order. A block is called by its id, or by its place among
// all blocks ("n3") while it has none; a heading by the place of its section ("section-2").
export function places(doc) {
  const found = []
  const seen = new Set()
  let run = null
  let sections = 0
  let blocks = 0
  const idOf = (node) => {
    const id = node.attrs.blockId
    if (!id || seen.has(id)) return ""
    seen.add(id)
    return id
  }
  const open = (node, from) => {
    if (!sections) sections = 1
    const block = { id: idOf(node), from, to: from + node.nodeSize, blank: true }
    found.push(block)
    return block
  }
  doc.forEach((node, from) => {
    const kind = node.type.name
    if (kind === "heading") {
      run = null
      found.push({ name: `section-${sections}`, from, to: from + node.nodeSize })
      sections += 1
    } else if (SINGLE.includes(kind)) {
      run = null
      open(node, from).blank = false
    } else {
      const id = node.attrs.blockId
      if (!run || (id && id !== run.id)) run = open(node, from)
      run.to = from + node.nodeSize
      run.blank &&= !node.textContent.trim()
    }
  })
  return found.filter((block) => !block.blank).map((block) => {
    if (block.name) return block
    blocks += 1
    return { ...block, name: block.id || `n${blocks - 1}` }
  })
}

export const placeOf = (doc, at) => places(doc).find(({ from, to }) => from <= at && at <= to)?.name

export const placeCalled = (doc, name) => places(doc).find((one) => one.name === name)
