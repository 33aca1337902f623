// Were these very words printed before, and where else is the speaker quoted?
import { crel } from "django-prose-editor/editor"
import { ask, desk, says } from "newsroom/desk/newsroom"

// One question for one text and speaker, once the caret has left the quote.
export function recalling(nodeOf) {
  const note = crel("span", { className: "desk-recalled", role: "status" })
  let asked = ""
  const recall = async () => {
    const facts = { text: wordsOf(nodeOf()), expert: nodeOf().attrs.expert, story: desk.story || "" }
    const question = JSON.stringify(facts)
    if (question === asked || !(facts.text.trim() || facts.expert)) return
    asked = question
    const found = await ask(desk.said, facts).catch(() => null)
    if (found && question === asked) note.replaceChildren(...told(found))
  }
  return { note, recall }
}

const LONGEST = 1500 // characters: the question is an address

const wordsOf = (node) => {
  const lines = node.content.content.map((line) => line.textBetween(0, line.content.size, "", "\n"))
  const words = lines.join("\n\n")
  return words.length > LONGEST ? "" : words
}

function told({ stories, others }) {
  const parts = stories.map((story) =>
    crel("a", {
      href: story.url, target: "_blank", rel: "noopener",
      textContent: says("saidIn", { story: story.headline }),
    }),
  )
  if (others) parts.push(crel("span", { textContent: others }))
  return parts
}

// The caret has left a quote: only then is anything asked.
export function start({ editor }) {
  let former = null
  const leave = () => {
    const dom = quoteAt(editor)
    if (former && former !== dom && former.isConnected) former.desk.recall()
    former = dom
  }
  editor.on("selectionUpdate", leave)
  editor.on("blur", () => former?.isConnected && former.desk.recall())
}

function quoteAt(editor) {
  const { $from } = editor.state.selection
  if ($from.depth < 1 || $from.node(1).type.name !== "quote") return null
  return editor.view.nodeDOM($from.before(1))
}
