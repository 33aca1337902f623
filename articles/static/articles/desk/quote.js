// How is a quote written, with the one who said it?
import { Node, crel } from "django-prose-editor/editor"
import { changer, fact, iconButton, remover, said, showId, wordButton } from "newsroom/desk/controls"
import { says } from "newsroom/desk/newsroom"
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
      const speaker = speakerField(node.attrs.speaker, (expert) =>
        change({ expert: String(expert.id), speaker: expert.label, printedName: "" }),
      )
      const how = fact(says("attribution"), "text", node.attrs.attribution, (value) =>
        change({ attribution: value }),
      )
      const more = crel("span", { className: "desk-quote-more" })
      const inputs = QUOTE_FACTS.map(([name, type, label, longest]) => {
        const input = fact(says(label), type, node.attrs[name], (value) => change({ [name]: value }), longest)
        more.append(crel("label", {}, [crel("span", { textContent: says(label) }), input]))
        return [name, input]
      })
      const opener = iconButton("more_horiz", says("details"))
      const remove = iconButton("close", says("remove"))
      more.hidden = true
      opener.setAttribute("aria-expanded", "false")
      opener.addEventListener("click", () => {
        more.hidden = !more.hidden
        opener.setAttribute("aria-expanded", String(!more.hidden))
      })
      remove.addEventListener("click", remover(editor, getPos))
      const bar = crel("div", { className: "desk-quote-bar", contentEditable: "false" }, [
        crel("span", { className: "desk-dash", textContent: "—" }),
        crel("span", { className: "desk-quote-fields" }, [speaker.box, how]),
        crel("span", { className: "desk-quote-buttons" }, [opener, remove]),
        more,
      ])
      const dom = crel("div", { className: "desk-quote" }, [text, bar])
      const sync = () => {
        showId(dom, node)
        dom.classList.toggle("desk-lacks", !node.attrs.expert)
        opener.classList.toggle("desk-filled", QUOTE_FACTS.some(([name]) => node.attrs[name]))
        speaker.show(node.attrs.speaker)
        for (const [name, input] of [["attribution", how], ...inputs]) {
          if (document.activeElement !== input) input.value = node.attrs[name]
        }
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
        const { schema } = state
        const { $from, $to } = state.selection
        const first = $from.index(0)
        const last = Math.max(first, $to.index(0))
        const nodes = []
        for (let place = first; place <= last; place += 1) nodes.push(state.doc.child(place))
        const start = $from.depth ? $from.before(1) : $from.pos
        const end = start + nodes.reduce((size, one) => size + one.nodeSize, 0)
        let made
        if (nodes.length === 1 && nodes[0].type.name === "quote") {
          made = []
          nodes[0].forEach((line) => made.push(schema.nodes.paragraph.create(null, line.content)))
        } else if (nodes.every((one) => ["paragraph", "blockquote", "heading"].includes(one.type.name))) {
          const lines = []
          for (const one of nodes) {
            const sources = one.type.name === "blockquote" ? one.content.content : [one]
            for (const source of sources) {
              lines.push(schema.nodes.quoteLine.create(null, plainInline(source, schema)))
            }
          }
          made = [schema.nodes.quote.create(null, lines)]
        } else return false
        if (dispatch) {
          tr.replaceWith(start, end, made)
          const inside = made[0].type.name === "quote" ? 2 : 1
          const at = start + inside + made[0].content.firstChild?.content?.size
          tr.setSelection(state.selection.constructor.near(tr.doc.resolve(Number.isFinite(at) ? at : start + inside)))
          dispatch(tr.scrollIntoView())
        }
        return true
      },
      leaveQuote: () => ({ state, tr, dispatch }) => {
        const { $from } = state.selection
        if ($from.parent.type.name !== "quoteLine") return false
        if (dispatch) {
          const after = $from.after($from.depth - 1)
          tr.insert(after, state.schema.nodes.paragraph.create())
          tr.setSelection(state.selection.constructor.near(tr.doc.resolve(after + 1)))
          dispatch(tr.scrollIntoView())
        }
        return true
      },
    }
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
        return this.editor.chain().command(({ tr }) => {
          tr.delete($from.before(), $from.after())
          return true
        }).command(({ tr, state }) => {
          const at = tr.mapping.map($from.after($from.depth - 1))
          tr.insert(at, state.schema.nodes.paragraph.create())
          tr.setSelection(state.selection.constructor.near(tr.doc.resolve(at + 1)))
          return true
        }).scrollIntoView().run()
      },
      Backspace: () => {
        const { $from, empty } = this.editor.state.selection
        if (!inQuote(this.editor) || !empty || $from.parentOffset) return false
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
