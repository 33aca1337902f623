// Which running text can a story hold, and which marks does it carry? (rules/flow.py)
import {
  Blockquote, CodeBlock, Extension, Heading, Link, OrderedList,
} from "django-prose-editor/editor"

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

export const StoryList = OrderedList.extend({ addAttributes: () => ({}) }).configure({
  enableListAttributes: false,
})

export const StoryCode = CodeBlock.extend({ addAttributes: () => ({}) })

// Blockquotes that are part of the text stay as they are; `> ` makes a quote with a speaker.
export const Saying = Blockquote.extend({ addInputRules: () => [], addKeyboardShortcuts: () => ({}) })

export const StoryHeading = Heading.extend({
  content: "text*",
  marks: "",
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: 2 } })),
}).configure({ levels: [2] })
