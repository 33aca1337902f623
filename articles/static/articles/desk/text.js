// Which running text can a story hold, and which marks does it carry? (rules/flow.py)
import {
  Blockquote, CodeBlock, Extension, Heading, Link, OrderedList, Plugin, crel, wrappingInputRule,
} from "django-prose-editor/editor"
import { showId } from "newsroom/desk/controls"

const kept = (name, attribute) => ({
  default: null,
  keepOnSplit: false,
  parseHTML: (element) => element.getAttribute(attribute),
  renderHTML: (attrs) => (attrs[name] === null ? {} : { [attribute]: attrs[name] }),
})

const TEXTS = ["paragraph", "bulletList", "orderedList", "blockquote", "codeBlock", "quote", "photo"]

export const Marks = Extension.create({
  name: "storyMarks",
  addGlobalAttributes() {
    return [
      { types: [...TEXTS, "heading"], attributes: { blockId: kept("blockId", "data-id") } },
      {
        types: TEXTS,
        attributes: {
          opening: kept("opening", "data-opening"),
          openingAnchor: kept("openingAnchor", "data-opening-anchor"),
        },
      },
      { types: ["heading"], attributes: { anchor: kept("anchor", "data-anchor") } },
    ]
  },
})

// Only what a story can hold: rules/clean.py keeps the address of a link and nothing else.
export const StoryLink = Link.extend({
  addAttributes: () => ({ href: { default: null, parseHTML: (a) => a.getAttribute("href") } }),
}).configure({ enableTarget: false, autolink: false, protocols: ["mailto"] })

export const StoryList = OrderedList.extend({
  addAttributes: () => ({}),
  addInputRules() {
    return [wrappingInputRule({ find: /^1[.)]\s$/, type: this.type })]
  },
}).configure({ enableListAttributes: false })

export const StoryCode = CodeBlock.extend({ addAttributes: () => ({}) })

// Blockquotes that are part of the text stay as they are; `> ` makes a quote with a speaker.
export const Saying = Blockquote.extend({ addInputRules: () => [], addKeyboardShortcuts: () => ({}) })

export const StoryHeading = Heading.extend({
  content: "text*",
  marks: "",
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: 2 } })),
}).configure({ levels: [2] })

// Each block runs as its own letters do, on the screen only: what is saved carries no direction.
// A paragraph in a list runs as the list does, which has no letters but theirs to judge by.
const running = (tag, inner = null) => (node, view, getPos) => {
  const contentDOM = inner ? crel(inner) : null
  const dom = crel(tag, {}, contentDOM ? [contentDOM] : [])
  if (!view.state.doc.resolve(getPos()).depth) dom.dir = "auto"
  showId(dom, node)
  return {
    dom,
    contentDOM: contentDOM || dom,
    update(other) {
      if (other.type !== node.type) return false
      node = other
      showId(dom, node)
      return true
    },
  }
}

export const Directions = Extension.create({
  name: "directions",
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        nodeViews: {
          paragraph: running("p"),
          heading: running("h2"),
          bulletList: running("ul"),
          orderedList: running("ol"),
          blockquote: running("blockquote"),
          codeBlock: running("pre", "code"),
        },
      },
    }),
  ],
})
