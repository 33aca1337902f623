// Which blocks can a story have, and how does a block become another?
import { putCaret } from "newsroom/desk/controls"
import { addPhoto } from "newsroom/desk/figure"
import { desk, says } from "newsroom/desk/newsroom"

const turn = (act) => (editor) => act(editor.chain().focus()).run()

// In the order of the menus; `also` holds the other words by which editors look for them.
export const KINDS = [
  ["paragraph", "notes", "", turn((chain) => chain.clearNodes())],
  ["heading", "title", "##", turn((chain) => chain.clearNodes().setNode("heading", { level: 2 }))],
  ["quote", "format_quote", ">", turn((chain) => chain.clearNodes().toggleQuote())],
  ["photo", "image", "![", addPhoto],
  ["bulletList", "format_list_bulleted", "-", turn((chain) => chain.clearNodes().toggleBulletList())],
  ["orderedList", "format_list_numbered", "1.", turn((chain) => chain.clearNodes().toggleOrderedList())],
  ["blockquote", "short_text", "", turn((chain) => chain.clearNodes().wrapIn("blockquote"))],
  ["codeBlock", "code", "```", turn((chain) => chain.clearNodes().setNode("codeBlock"))],
].map(([name, icon, keys, run]) => ({
  name, icon, keys, run, label: says(name), also: plain(`${says(name)} ${desk.also?.[name] || ""}`),
}))

// Letters without their accents, in small: what is typed finds what is written.
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase()
}

export const kindsCalled = (words) => {
  const asked = plain(words).split(/\s+/).filter(Boolean)
  return KINDS.filter(({ name, also }) => {
    if (name === "paragraph") return false
    const names = also.split(/\s+/)
    return asked.every((word) => names.some((name) => name.startsWith(word)))
  })
}

// What a block can be turned into: what holds text.
export const TURNS = KINDS.filter(({ name }) => name !== "photo")

// Put the caret into the block that begins at `at`.
export const enter = (editor, at) => putCaret(editor, at + 1)

// Turn a whole block into another kind: a quote gives its words back first.
export function turnInto(editor, at, kind) {
  enter(editor, at)
  if (editor.isActive("quote") && kind.name !== "quote") editor.commands.toggleQuote()
  if (!(editor.isActive("quote") && kind.name === "quote")) kind.run(editor)
}
