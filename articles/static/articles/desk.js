// The editing desk: one flowing document with headings, quotes and photos (see rules/flow.py).
import {
  Blockquote, Bold, BulletList, Code, CodeBlock, Document, Dropcursor, Extension, Gapcursor,
  HardBreak, Heading, History, Italic, Link, ListItem, Menu, Node, OrderedList, Paragraph,
  Placeholder, Subscript, Superscript, Text, TrailingNode, createTextareaEditor, crel,
} from "django-prose-editor/editor"

const area = document.querySelector("textarea[data-desk]")
const desk = area ? JSON.parse(area.dataset.desk) : { says: {} }
const says = (key, facts = {}) =>
  (desk.says[key] || key).replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole)

// ---- asking the newsroom -------------------------------------------------------------------

const photos = new Map((desk.photos || []).map((photo) => [String(photo.id), photo]))

async function ask(url, facts) {
  const answer = await fetch(`${url}?${new URLSearchParams(facts)}`)
  if (!answer.ok) throw new Error((await refusal(answer)) || says("failed"))
  return (await answer.json()).results
}

async function send(url, facts) {
  const body = new FormData()
  for (const [name, value] of Object.entries(facts)) body.append(name, value)
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } })
  if (!answer.ok) throw new Error((await refusal(answer)) || says("failed"))
  return answer.json()
}

const refusal = (answer) => answer.json().then((said) => said.error, () => "")

async function photoOf(id) {
  if (!photos.has(String(id))) {
    const [found] = await ask(desk.photos_url, { id })
    if (found) photos.set(String(id), found)
  }
  return photos.get(String(id))
}

const later = (wait, act) => {
  let timer
  return (...facts) => {
    clearTimeout(timer)
    timer = setTimeout(() => act(...facts), wait)
  }
}

// ---- choosing a photo ----------------------------------------------------------------------

function choosePhoto() {
  return new Promise((resolve) => {
    const search = crel("input", {
      type: "search", placeholder: says("search"), "aria-label": says("search"),
    })
    const grid = crel("div", { className: "desk-library" })
    const told = crel("p", { className: "desk-told", role: "status" })
    const file = crel("input", { type: "file", accept: "image/*", hidden: true })
    const upload = crel("button", {
      type: "button", className: "desk-button", textContent: says("upload"),
      hidden: !desk.may_add_photos,
    })
    const close = crel("button", {
      type: "button", className: "desk-button", textContent: says("close"),
    })
    const head = crel("div", { className: "desk-library-head" }, [search, upload, close])
    const dialog = crel("dialog", { className: "desk-dialog", "aria-label": says("choose") }, [
      crel("h2", { textContent: says("choose") }), head, told, grid, file,
    ])
    let chosen = null
    const take = (photo) => {
      photos.set(String(photo.id), photo)
      chosen = photo
      dialog.close()
    }
    const show = async () => {
      try {
        const found = await ask(desk.photos_url, { q: search.value })
        told.textContent = found.length ? "" : says("noPhotos")
        grid.replaceChildren(...found.map((photo) => {
          const words = photo.caption || photo.alt || `#${photo.id}`
          const button = crel("button", { type: "button", title: words, "data-photo": photo.id }, [
            crel("img", { src: photo.thumbnail, alt: photo.alt, loading: "lazy" }),
            crel("span", { textContent: words }),
            crel("small", { textContent: photo.credit }),
          ])
          button.addEventListener("click", () => take(photo))
          return button
        }))
      } catch (error) {
        told.textContent = error.message
      }
    }
    search.addEventListener("input", later(200, show))
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault()
    })
    upload.addEventListener("click", () => file.click())
    file.addEventListener("change", async () => {
      told.textContent = "…"
      try {
        take(await send(desk.photos_url, { file: file.files[0] }))
      } catch (error) {
        told.textContent = error.message
        file.value = ""
      }
    })
    close.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(chosen)
    })
    document.body.append(dialog)
    dialog.showModal()
    show()
  })
}

// ---- choosing a speaker --------------------------------------------------------------------

let numbers = 0

function speakerField(label, choose) {
  const id = `desk-speaker-${(numbers += 1)}`
  const list = crel("ul", { id, role: "listbox", className: "desk-options", hidden: true })
  const input = crel("input", {
    type: "text", className: "desk-speaker", placeholder: says("who"), "aria-label": says("who"),
    role: "combobox", "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list",
    autocomplete: "off", value: label,
  })
  const box = crel("span", { className: "desk-speaker-box" }, [input, list])
  let shown = label
  let at = -1

  const close = () => {
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    at = -1
  }
  const settle = (expert) => {
    shown = expert.label
    input.value = shown
    close()
    choose(expert)
  }
  const mark = (to) => {
    const options = [...list.children]
    at = Math.max(0, Math.min(to, options.length - 1))
    options.forEach((option, place) => option.classList.toggle("active", place === at))
    options[at]?.scrollIntoView({ block: "nearest" })
  }
  const option = (children, act) => {
    const item = crel("li", { role: "option" }, children)
    item.addEventListener("mousedown", (event) => event.preventDefault())
    item.addEventListener("click", act)
    return item
  }
  const find = async () => {
    const words = input.value.trim()
    let found = []
    try {
      found = await ask(desk.experts, { q: words })
    } catch (error) {
      list.replaceChildren(crel("li", { className: "desk-told", textContent: error.message }))
    }
    if (input.value.trim() !== words || document.activeElement !== input) return
    const options = found.map((expert) =>
      option([
        crel("strong", { textContent: expert.name }),
        crel("small", { textContent: expert.beside }),
      ], () => settle(expert)),
    )
    if (words && desk.may_add_experts) {
      options.push(option([says("create", { name: words })], () => create(words)))
    }
    if (!options.length) options.push(crel("li", { textContent: says("noOne") }))
    list.replaceChildren(...options)
    list.hidden = false
    input.setAttribute("aria-expanded", "true")
    mark(0)
  }
  const create = (name) => {
    close()
    const role = crel("input", { type: "text", placeholder: says("role"), "aria-label": says("role") })
    const organisation = crel("input", {
      type: "text", placeholder: says("organisation"), "aria-label": says("organisation"),
    })
    const told = crel("span", { className: "desk-told", role: "status" })
    const add = crel("button", { type: "button", className: "desk-button", textContent: says("add") })
    const cancel = crel("button", {
      type: "button", className: "desk-button", textContent: says("cancel"),
    })
    const form = crel("span", { className: "desk-new-expert" }, [
      crel("strong", { textContent: name }), role, organisation, add, cancel, told,
    ])
    const done = () => {
      form.remove()
      input.hidden = false
    }
    add.addEventListener("click", async () => {
      const facts = { name, role: role.value, organisation: organisation.value }
      try {
        settle(await send(desk.experts, facts))
        done()
      } catch (error) {
        told.textContent = error.message
      }
    })
    cancel.addEventListener("click", () => {
      done()
      input.value = shown
    })
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault()
        add.click()
      } else if (event.key === "Escape") cancel.click()
    })
    input.hidden = true
    box.append(form)
    role.focus()
  }

  const search = later(150, find)
  input.addEventListener("focus", () => {
    input.select()
    find()
  })
  input.addEventListener("input", search)
  input.addEventListener("blur", () => {
    close()
    if (!input.value.trim() && shown) settle({ id: "", label: "" })
    else input.value = shown
  })
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      mark(at + (event.key === "ArrowDown" ? 1 : -1))
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (!list.hidden) list.children[at]?.click()
    } else if (event.key === "Escape") {
      input.value = shown
      close()
    }
  })
  return {
    box,
    input,
    show(other) {
      shown = other
      input.title = other
      if (document.activeElement !== input) input.value = other
    },
  }
}

// ---- nodes of our own ----------------------------------------------------------------------

const kept = (name, attribute) => ({
  default: null,
  keepOnSplit: false,
  parseHTML: (element) => element.getAttribute(attribute),
  renderHTML: (attrs) => (attrs[name] === null ? {} : { [attribute]: attrs[name] }),
})

const said = (name, attribute) => ({
  default: "",
  keepOnSplit: false,
  parseHTML: (element) => element.getAttribute(attribute) || "",
  renderHTML: (attrs) => (attrs[name] ? { [attribute]: attrs[name] } : {}),
})

const TEXTS = ["paragraph", "bulletList", "orderedList", "blockquote", "codeBlock", "quote", "photo"]

const Marks = Extension.create({
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
const StoryLink = Link.extend({
  addAttributes: () => ({ href: { default: null, parseHTML: (a) => a.getAttribute("href") } }),
}).configure({ enableTarget: false, autolink: false, protocols: ["mailto"] })

const StoryList = OrderedList.extend({ addAttributes: () => ({}) }).configure({
  enableListAttributes: false,
})

const StoryCode = CodeBlock.extend({ addAttributes: () => ({}) })

// Blockquotes that are part of the text stay as they are; `> ` makes a quote with a speaker.
const Saying = Blockquote.extend({ addInputRules: () => [], addKeyboardShortcuts: () => ({}) })

const StoryHeading = Heading.extend({
  content: "text*",
  marks: "",
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((n) => ({ tag: `h${n}`, attrs: { level: 2 } })),
}).configure({ levels: [2] })

const changer = (editor, getPos) => (changes) => {
  const { state, dispatch } = editor.view
  const node = state.doc.nodeAt(getPos())
  dispatch(state.tr.setNodeMarkup(getPos(), undefined, { ...node.attrs, ...changes }))
}

const remover = (editor, getPos) => () => {
  const { state, dispatch } = editor.view
  const node = state.doc.nodeAt(getPos())
  dispatch(state.tr.delete(getPos(), getPos() + node.nodeSize))
  editor.commands.focus()
}

function fact(label, type, value, change, longest = 300) {
  const input = crel("input", {
    type, placeholder: label, "aria-label": label, title: label, value, maxLength: longest,
  })
  input.addEventListener("input", () => change(input.value))
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault()
  })
  return input
}

const iconButton = (icon, label) =>
  crel("button", {
    type: "button", className: "desk-icon material-icons", textContent: icon, title: label,
    "aria-label": label,
  })

const showId = (dom, node) => {
  if (node.attrs.blockId) dom.dataset.id = node.attrs.blockId
  else delete dom.dataset.id
}

const plainInline = (node, schema) => {
  const parts = []
  node.descendants((child) => {
    if (child.isText) parts.push(schema.text(child.text))
    else if (child.type.name === "hardBreak") parts.push(child.type.create())
    return !child.isText
  })
  return parts
}

const QuoteLine = Node.create({
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

const Quote = Node.create({
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

const wordButton = (icon, label, keys = "") =>
  crel("button", {
    type: "button", className: "prose-menubar__button desk-word-button",
    title: keys ? `${label} (${keys})` : label,
  }, [crel("span", { className: "material-icons", textContent: icon, "aria-hidden": "true" }), label])

const Photo = Node.create({
  name: "photo",
  group: "block",
  content: "(text|hardBreak)*",
  marks: "",
  defining: true,
  isolating: true,
  addAttributes: () => ({
    photo: said("photo", "data-photo"),
    credit: said("credit", "data-credit"),
    alt: said("alt", "data-alt"),
  }),
  parseHTML: () => [{
    tag: "figure",
    contentElement: (figure) => figure.querySelector("figcaption") || crel("figcaption"),
  }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", {}, 0]],

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const change = changer(editor, getPos)
      const picture = crel("img", { alt: "" })
      const hole = crel("button", { type: "button", className: "desk-hole" }, [
        crel("span", { className: "material-icons", textContent: "add_photo_alternate", "aria-hidden": "true" }),
        says("missing"),
      ])
      const other = iconButton("photo_library", says("change"))
      const remove = iconButton("close", says("remove"))
      const frame = crel("div", { className: "desk-frame", contentEditable: "false" }, [
        picture, hole, crel("span", { className: "desk-frame-buttons" }, [other, remove]),
      ])
      const caption = crel("figcaption", { "data-placeholder": says("caption") })
      const credit = fact(says("credit"), "text", node.attrs.credit, (value) => change({ credit: value }), 200)
      const alt = fact(says("alt"), "text", node.attrs.alt, (value) => change({ alt: value }), 1000)
      const bar = crel("div", { className: "desk-photo-bar", contentEditable: "false" }, [credit, alt])
      const dom = crel("figure", { className: "desk-photo" }, [frame, caption, bar])
      const choose = async () => {
        const photo = await choosePhoto()
        if (photo) put(editor, getPos(), photo)
      }
      other.addEventListener("click", choose)
      hole.addEventListener("click", choose)
      remove.addEventListener("click", remover(editor, getPos))
      const sync = () => {
        showId(dom, node)
        caption.classList.toggle("desk-empty", !node.content.size)
        dom.classList.toggle("desk-lacks", !node.attrs.credit || !node.attrs.alt || !node.content.size)
        for (const [name, input] of [["credit", credit], ["alt", alt]]) {
          if (document.activeElement !== input) input.value = node.attrs[name]
        }
        const known = photos.get(node.attrs.photo)
        picture.hidden = !known
        hole.hidden = Boolean(known)
        if (known && picture.getAttribute("src") !== known.url) picture.src = known.url
        if (known) picture.alt = node.attrs.alt
        else if (node.attrs.photo) photoOf(node.attrs.photo).then((found) => found && sync(), () => {})
      }
      sync()
      return {
        dom,
        contentDOM: caption,
        stopEvent: (event) => bar.contains(event.target) || frame.contains(event.target),
        ignoreMutation: (mutation) => mutation.type !== "selection" && !caption.contains(mutation.target)
          || mutation.type === "attributes",
        update(changed) {
          if (changed.type !== node.type) return false
          node = changed
          sync()
          return true
        },
      }
    }
  },

  addMenuItems({ menu }) {
    menu.defineItem({
      name: "storyPhoto",
      groups: "story",
      button: wordButton("image", says("photo")),
      command: async (editor) => {
        const photo = await choosePhoto()
        if (!photo) return
        const { $from } = editor.state.selection
        const top = $from.depth ? $from.node(1) : null
        const blank = top?.type.name === "paragraph" && !top.content.size
        const from = $from.depth ? (blank ? $from.before(1) : $from.after(1)) : $from.pos
        const node = editor.schema.nodes.photo.create()
        const { tr } = editor.state
        if (blank) tr.replaceWith(from, from + top.nodeSize, node)
        else tr.insert(from, node)
        editor.view.dispatch(tr)
        put(editor, from, photo)
        editor.commands.focus(from + 1)
      },
    })
  },
})

// Put a photo into its frame; what the archive knows fills only what is still empty.
function put(editor, at, photo) {
  const { state, dispatch } = editor.view
  const node = state.doc.nodeAt(at)
  const tr = state.tr.setNodeMarkup(at, undefined, {
    ...node.attrs,
    photo: String(photo.id),
    credit: node.attrs.credit || photo.credit,
    alt: node.attrs.alt || photo.alt,
  })
  if (!node.content.size && photo.caption) tr.insertText(photo.caption.replace(/\s+/g, " "), at + 1)
  dispatch(tr)
}

// Alt with an arrow moves the block up or down.
const Mover = Extension.create({
  name: "mover",
  addKeyboardShortcuts() {
    const by = (step) => () => {
      const { state, dispatch } = this.editor.view
      const { $from } = state.selection
      const place = $from.index(0)
      const to = place + step
      if (!$from.depth || to < 0 || to >= state.doc.childCount) return true
      const node = state.doc.child(place)
      const from = $from.before(1)
      const size = state.doc.child(to).nodeSize
      const target = step < 0 ? from - size : from + size
      const tr = state.tr.delete(from, from + node.nodeSize).insert(target, node)
      const offset = state.selection.from - from
      tr.setSelection(state.selection.constructor.near(tr.doc.resolve(target + offset)))
      dispatch(tr.scrollIntoView())
      return true
    }
    return { "Alt-ArrowUp": by(-1), "Alt-ArrowDown": by(1) }
  },
})

const EXTENSIONS = [
  Document, Text, Paragraph, HardBreak, Bold, Italic, Code, Subscript, Superscript, BulletList,
  StoryList, ListItem, StoryCode, Saying, StoryHeading, StoryLink, QuoteLine, Quote, Photo, Marks,
  Mover, History, Dropcursor, Gapcursor, TrailingNode,
  Placeholder.configure({ placeholder: says("write") }),
  Menu.configure({
    groups: ["headings", "story", "lists", "marks", "link", "history"].map((group) => ({ group })),
  }),
]

// ---- the page around the text --------------------------------------------------------------

function leadPhoto() {
  const input = document.querySelector("[data-photo-picker]")
  if (!input) return
  const picture = crel("img", { alt: "" })
  const hole = crel("button", { type: "button", className: "desk-hole" }, [
    crel("span", { className: "material-icons", textContent: "add_photo_alternate", "aria-hidden": "true" }),
    says("choose"),
  ])
  const other = iconButton("photo_library", says("change"))
  const remove = iconButton("close", says("remove"))
  const buttons = crel("span", { className: "desk-frame-buttons" }, [other, remove])
  const frame = crel("div", { className: "desk-frame" }, [picture, hole, buttons])
  const field = (name) => document.getElementById(`id_lead_${name}`)
  const show = async () => {
    const photo = input.value ? await photoOf(input.value).catch(() => null) : null
    picture.hidden = !photo
    buttons.hidden = !photo
    hole.hidden = Boolean(photo)
    if (photo) picture.src = photo.url
  }
  const choose = async () => {
    const photo = await choosePhoto()
    if (!photo) return
    input.value = photo.id
    for (const name of ["caption", "credit", "alt"]) {
      if (!field(name).value) field(name).value = photo[name]
      field(name).dispatchEvent(new Event("input", { bubbles: true }))
    }
    show()
  }
  other.addEventListener("click", choose)
  hole.addEventListener("click", choose)
  remove.addEventListener("click", () => {
    input.value = ""
    input.dispatchEvent(new Event("input", { bubbles: true }))
    show()
  })
  input.hidden = true
  input.before(frame)
  show()
}

function growing() {
  for (const field of document.querySelectorAll(".desk-main textarea:not([data-desk])")) {
    const grow = () => {
      field.style.height = "auto"
      field.style.height = `${field.scrollHeight}px`
    }
    if (!CSS.supports("field-sizing", "content")) {
      field.addEventListener("input", grow)
      grow()
    }
    if ("oneLine" in field.dataset) {
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault()
      })
    }
  }
}

// The same words as rules/words.py: an attribution is read too, and each mark of a list counts.
function wordCount(doc) {
  const texts = [doc.textBetween(0, doc.content.size, " ", " ")]
  let marks = 0
  doc.descendants((node) => {
    if (node.type.name === "quote") texts.push(node.attrs.attribution)
    if (node.type.name === "listItem") marks += 1
  })
  return marks + (texts.join(" ").match(/[\p{L}\p{N}_’'-]+/gu) || []).length
}

function counting(editor) {
  const place = document.querySelector("[data-words]")
  const count = () => {
    const words = wordCount(editor.state.doc)
    place.textContent = says("words", { words, minutes: Math.max(1, Math.ceil(words / 238)) })
  }
  editor.on("update", later(300, count))
  count()
}

function guarding(form, editor) {
  let unsaved = Boolean(document.querySelector(".errornote"))
  const touched = (event) => {
    if (event.isTrusted || editor.isFocused) unsaved = true
  }
  form.addEventListener("input", touched)
  form.addEventListener("change", touched)
  form.addEventListener("submit", () => {
    unsaved = false
  })
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault()
  })
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault()
      form.requestSubmit(form.querySelector("[name=_save]"))
    }
  })
}

function jumping(editor) {
  for (const link of document.querySelectorAll("[data-jump]")) {
    link.addEventListener("click", (event) => {
      const key = link.dataset.jump
      const id = link.getAttribute("href").slice(1)
      const inText = key && editor.view.dom.querySelector(`[data-id="${key}"]`)
      const target = inText || (id === "id_body" ? editor.view.dom : document.getElementById(id))
      if (!target) return
      event.preventDefault()
      target.scrollIntoView({ block: "center", behavior: "smooth" })
      target.classList.add("desk-flash")
      setTimeout(() => target.classList.remove("desk-flash"), 1600)
      const first = target.matches("input,textarea,select") ? target : target.querySelector(".desk-speaker, .desk-hole:not([hidden])")
      first?.focus({ preventScroll: true })
    })
  }
}

if (area) {
  const editor = createTextareaEditor(area, EXTENSIONS)
  editor.view.dom.setAttribute("aria-label", area.labels?.[0]?.textContent || "")
  leadPhoto()
  growing()
  counting(editor)
  guarding(area.form, editor)
  jumping(editor)
  area.form.classList.add("desk-ready")
}
