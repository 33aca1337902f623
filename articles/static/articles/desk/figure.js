// How does a photo stand in the text, with its caption and credit?
import { InputRule, Node, crel, pm } from "django-prose-editor/editor"
import {
  changer, fact, iconButton, putCaret, remover, said, show, showId, stops, wordButton,
} from "newsroom/desk/controls"
import { says } from "newsroom/desk/newsroom"
import { choosePhoto, photoOf, photos } from "newsroom/desk/photos"

export const Photo = Node.create({
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
      const picture = crel("img", { alt: "", draggable: false })
      const hole = holeButton(says("missing"))
      const other = iconButton("photo_library", says("change"))
      const remove = iconButton("close", says("remove"))
      const frame = crel("div", { className: "desk-frame", contentEditable: "false" }, [
        picture, hole, crel("span", { className: "desk-frame-buttons" }, [other, remove]),
      ])
      const caption = crel("figcaption", { "data-placeholder": says("caption"), dir: "auto" })
      const credit = fact(says("credit"), "text", node.attrs.credit, (value, fresh) =>
        change({ credit: value }, fresh), 200)
      const alt = fact(says("alt"), "text", node.attrs.alt, (value, fresh) =>
        change({ alt: value }, fresh), 1000)
      const lacking = crel("span", { className: "desk-missing" })
      const bar = crel("div", { className: "desk-photo-bar", contentEditable: "false" }, [
        credit, alt, lacking,
      ])
      const dom = crel("figure", { className: "desk-photo" }, [frame, caption, bar])
      stops(editor, getPos, dom, () => [credit, alt, hole, other, remove])
      dom.desk.textEnd = () => node.nodeSize - 1
      const choose = async () => {
        const { photo: number, credit: by, alt: shows } = node.attrs
        const present = { photo: number, credit: by, alt: shows, caption: node.textContent }
        const photo = await choosePhoto({ present })
        if (photo) put(editor, getPos(), photo)
        putCaret(editor, getPos() + 1)
      }
      other.addEventListener("click", choose)
      hole.addEventListener("click", choose)
      remove.addEventListener("click", remover(editor, getPos))
      const sync = () => {
        showId(dom, node)
        caption.classList.toggle("desk-empty", !node.content.size)
        const missing = missingOf({ ...node.attrs, caption: node.textContent })
        dom.classList.toggle("desk-lacks", Boolean(missing))
        if (lacking.textContent !== missing) lacking.textContent = missing
        show(credit, node.attrs.credit)
        show(alt, node.attrs.alt)
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

  addInputRules() {
    return [
      new InputRule({
        find: /^!\[$/,
        handler: ({ state, range, commands }) => {
          if (state.selection.$from.depth !== 1) return null
          commands.deleteRange(range)
          setTimeout(() => addPhoto(this.editor))
        },
      }),
    ]
  },

  addMenuItems({ menu }) {
    menu.defineItem({
      name: "storyPhoto",
      groups: "story",
      button: wordButton("image", says("photo")),
      command: addPhoto,
    })
  },
})

export const holeButton = (words) =>
  crel("button", { type: "button", className: "desk-hole" }, [
    crel("span", { className: "material-icons", textContent: "add_photo_alternate", "aria-hidden": "true" }),
    words,
  ])

// What is missing, in words.
export function missingOf(facts) {
  const names = ["caption", "credit", "alt"].filter((name) => !facts[name].trim())
  const list = names.map((name) => says(name === "alt" ? "altShort" : name).toLocaleLowerCase())
  return list.length ? says("stillMissing", { what: list.join(", ") }) : ""
}

// Choose a photo and put it where the caret stands; the caret goes to its caption.
export async function addPhoto(editor) {
  const photo = await choosePhoto()
  if (photo) insertPhoto(editor, editor.state.selection.$from, photo)
  else editor.view.focus()
}

// An empty paragraph gives its place to the photo; else it stands below the block.
export function insertPhoto(editor, $at, photo) {
  const { tr, schema } = editor.state
  const top = $at.depth ? $at.node(1) : null
  const blank = top?.type.name === "paragraph" && !top.content.size
  const from = $at.depth ? (blank ? $at.before(1) : $at.after(1)) : $at.pos
  const caption = (photo.caption || "").replace(/\s+/g, " ")
  const node = schema.nodes.photo.create(
    { photo: String(photo.id), credit: photo.credit, alt: photo.alt },
    caption ? schema.text(caption) : null,
  )
  if (blank) tr.replaceWith(from, from + top.nodeSize, node)
  else tr.insert(from, node)
  tr.setSelection(pm.state.TextSelection.create(tr.doc, from + node.nodeSize - 1))
  editor.view.dispatch(tr.scrollIntoView())
  editor.view.focus()
}

// Put a photo into its frame; words that were checked stand, others fill only what is still empty.
export function put(editor, at, photo) {
  const { state, dispatch } = editor.view
  const node = state.doc.nodeAt(at)
  const said = (name) => (photo.checked ? photo[name] : node.attrs[name] || photo[name])
  const tr = state.tr.setNodeMarkup(at, undefined, {
    ...node.attrs, photo: String(photo.id), credit: said("credit"), alt: said("alt"),
  })
  const caption = photo.caption.replace(/\s+/g, " ")
  const fills = photo.checked ? caption !== node.textContent : !node.content.size && caption
  if (fills) {
    const inside = [at + 1, at + 1 + node.content.size]
    if (caption) tr.insertText(caption, ...inside)
    else tr.delete(...inside)
  }
  dispatch(pm.history.closeHistory(tr))
}
