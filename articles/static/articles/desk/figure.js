// How does a photo stand in the text, with its caption and credit?
import { Node, crel } from "django-prose-editor/editor"
import { changer, fact, iconButton, remover, said, showId, wordButton } from "newsroom/desk/controls"
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
export function put(editor, at, photo) {
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
