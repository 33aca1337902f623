// How is a quote written, with the one who said it?
import { InputRule, Node, crel, pm } from "django-prose-editor/editor"
import {
  changer, fact, goBelow, iconButton, remover, said, show, showId, stops, wordButton,
} from "newsroom/desk/controls"
import { says } from "newsroom/desk/newsroom"
import { recalling } from "newsroom/desk/recall"
import { speakerField } from "newsroom/desk/speakers"

const plainInline = (node, schema) => {
  const parts = []
  node.descendants((child) => {
    if (child.isText) parts.push(schema.text(child.text))
    else if (child.type.name === "hardBreak") parts.push(child.type.create())
    return !child.isText
  })
  return parts
}

export const QuoteLine = Node.create({
  name: "quoteLine",
  content: "(text|hardBreak)*",
  marks: "",
  parseHTML: () => [{ tag: "p", context: "quote/", priority: 70 }],
  renderHTML: () => ["p", {}, 0],
})

const QUOTE_FACTS = [
  ["printedName", "text", "printedName", 160],
  ["saidOn", "date", "saidOn", 10],
  ["sourceName", "text", "sourceName", 200],
  ["sourceUrl", "url", "sourceUrl", 500],
]

export const Quote = Node.create({
  name: "quote",
  group: "block",
  content: "quoteLine+",
  defining: true,
  isolating: true,
  addAttributes: () => ({
    expert: said("expert", "data-expert"),
    speaker: said("speaker", "data-speaker"),
    printedName: said("printedName", "data-printed-name"),
    attribution: said("attribution", "data-attribution"),
    saidOn: said("saidOn", "data-said-on"),
    sourceName: said("sourceName", "data-source-name"),
    sourceUrl: said("sourceUrl", "data-source-url"),
  }),
  parseHTML: () => [{ tag: "blockquote[data-quote]", priority: 70 }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", { "data-quote": "", ...HTMLAttributes }, 0],

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const change = changer(editor, getPos)
      const text = crel("blockquote", { className: "desk-quote-text" })
      const speaker = speakerField(node.attrs.speaker, (expert) => {
        change({ expert: String(expert.id), speaker: expert.label, printedName: "" })
        recall()
      })
      const how = fact(says("attribution"), "text", node.attrs.attribution, (value, fresh) =>
        change({ attribution: value }, fresh),
      )
      const { more, inputs } = moreFacts(node, change)
      const opener = iconButton("more_horiz", says("details"))
      const remove = iconButton("close", says("remove"))
      opener.setAttribute("aria-expanded", "false")
      opener.addEventListener("click", () => {
        more.hidden = !more.hidden
        opener.setAttribute("aria-expanded", String(!more.hidden))
      })
      remove.addEventListener("click", remover(editor, getPos))
      const fields = crel("span", { className: "desk-quote-fields" }, [speaker.box, how])
      const { note, recall } = recalling(() => node)
      const bar = crel("div", { className: "desk-quote-bar", contentEditable: "false" }, [
        crel("span", { className: "desk-dash", textContent: "—", "aria-hidden": "true" }),
        fields,
        crel("span", { className: "desk-quote-buttons" }, [opener, remove]),
        more,
        note,
      ])
      const dom = crel("div", { className: "desk-quote", dir: "auto" }, [text, bar])
      stops(editor, getPos, dom, () => [
        ...fields.querySelectorAll("input, button"), opener, ...inputs.map(([, input]) => input),
        ...note.querySelectorAll("a"), remove,
      ])
      dom.desk.textEnd = () => node.nodeSize - 2
      dom.desk.recall = recall
      const sync = () => {
        showId(dom, node)
        dom.classList.toggle("desk-lacks", !node.attrs.expert)
        opener.classList.toggle("desk-filled", QUOTE_FACTS.some(([name]) => node.attrs[name]))
        speaker.show(node.attrs.speaker)
        for (const [name, input] of [["attribution", how], ...inputs]) show(input, node.attrs[name])
      }
      sync()
      return {
        dom,
        contentDOM: text,
        stopEvent: (event) => bar.contains(event.target),
        ignoreMutation: (mutation) => mutation.type !== "selection" && !text.contains(mutation.target),
        update(other) {
          if (other.type !== node.type) return false
          node = other
          sync()
          return true
        },
      }
    }
  },

  addCommands() {
    return {
      toggleQuote: () => ({ state, tr, dispatch }) => {
        const { schema, selection: { $from, $to } } = state
        if (!$from.depth) return false
        const first = $from.index(0)
        const last = Math.max(first, $to.index(0))
        const nodes = []
        for (let place = first; place <= last; place += 1) nodes.push(state.doc.child(place))
        const start = $from.before(1)
        const end = start + nodes.reduce((size, one) => size + one.nodeSize, 0)
        const back = nodes.length === 1 && nodes[0].type.name === "quote"
        if (!back && !nodes.every((one) => TURNED.includes(one.type.name))) return false
        const lines = back ? paragraphsOf(nodes[0], schema) : linesOf(nodes, schema)
        if (dispatch) {
          tr.replaceWith(start, end, back ? lines : schema.nodes.quote.create(null, lines))
          const line = back ? $from.index(1) : 0
          const before = lines.slice(0, line).reduce((size, one) => size + one.nodeSize, 0)
          const offset = Math.min($from.parentOffset, lines[line].content.size)
          const caret = start + (back ? 1 : 2) + before + offset
          tr.setSelection(pm.state.Selection.near(tr.doc.resolve(caret)))
          dispatch(tr.scrollIntoView())
        }
        return true
      },
      leaveQuote: () => ({ state, editor, dispatch }) => {
        const { $from } = state.selection
        const within = ["quoteLine", "photo"].includes($from.parent.type.name)
        // The caret goes on below by a transaction of its own, so that undo takes back only this.
        if (within && dispatch) queueMicrotask(() => goBelow(editor, $from.before(1)))
        return within
      },
    }
  },

  addInputRules() {
    return [
      new InputRule({
        find: /^\s*>\s$/,
        handler: ({ state, range, chain }) => {
          if (state.selection.$from.depth !== 1) return null
          chain().deleteRange(range).toggleQuote().run()
        },
      }),
    ]
  },

  addKeyboardShortcuts() {
    const inQuote = (editor) => editor.state.selection.$from.parent.type.name === "quoteLine"
    return {
      "Mod-Shift-q": () => this.editor.commands.toggleQuote(),
      "Mod-Enter": () => this.editor.commands.leaveQuote(),
      Enter: () => {
        const { $from, empty } = this.editor.state.selection
        if (!inQuote(this.editor) || !empty || $from.parent.content.size) return false
        const quote = $from.node(-1)
        if ($from.index(-1) !== quote.childCount - 1) return false
        if (quote.childCount === 1) return this.editor.commands.toggleQuote()
        return this.editor.commands.command(({ tr, state }) => {
          tr.delete($from.before(), $from.after())
          const at = tr.mapping.map($from.after($from.depth - 1))
          tr.insert(at, state.schema.nodes.paragraph.create())
          tr.setSelection(pm.state.Selection.near(tr.doc.resolve(at + 1))).scrollIntoView()
          return true
        })
      },
      Backspace: () => {
        const { $from, empty } = this.editor.state.selection
        if (!inQuote(this.editor) || !empty || $from.parentOffset) return false
        if (this.editor.commands.undoInputRule()) return true
        return $from.index(-1) === 0 ? this.editor.commands.toggleQuote() : false
      },
    }
  },

  addMenuItems({ menu }) {
    menu.defineItem({
      name: "storyQuote",
      groups: "story",
      button: wordButton("format_quote", says("quote"), "Ctrl+Shift+Q"),
      command: (editor) => editor.chain().focus().toggleQuote().run(),
      active: (editor) => editor.isActive("quote"),
      enabled: (editor) => editor.can().toggleQuote(),
    })
  },
})

const TURNED = ["paragraph", "blockquote", "heading"]

const paragraphsOf = (quote, schema) =>
  quote.content.content.map((line) => schema.nodes.paragraph.create(null, line.content))

const linesOf = (nodes, schema) =>
  nodes
    .flatMap((one) => (one.type.name === "blockquote" ? one.content.content : [one]))
    .map((source) => schema.nodes.quoteLine.create(null, plainInline(source, schema)))

function moreFacts(node, change) {
  const more = crel("span", { className: "desk-quote-more", hidden: true })
  const inputs = QUOTE_FACTS.map(([name, type, label, longest]) => {
    const input = fact(says(label), type, node.attrs[name], (value, fresh) =>
      change({ [name]: value }, fresh), longest)
    more.append(crel("label", {}, [crel("span", { textContent: says(label) }), input]))
    return [name, input]
  })
  return { more, inputs }
}
