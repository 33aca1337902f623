// Is what was pasted a whole page? It is pasted as usual; reading it as a page is offered.
import { crel } from "django-prose-editor/editor"
import { says } from "newsroom/desk/newsroom"
import { pageDialog } from "newsroom/desk/pasting_dialog"

const LABELS = /^\s*(photo|foto|фото|image|picture|source|fuente|quelle|источник|джерело)\s*:/im
const CREDIT = /\b(photo|foto|image|picture)\s*:/i
// A whole sentence in quotation marks, and a name with a capital soon behind it.
const SAID = /[“„«"][^“”„«»"\n]{20,}[”“»"][\s,.–—-]*(?:\p{L}+\s+){0,3}\p{Lu}\p{L}/u
const ENOUGH_TO_TELL = 20_000 // characters
const SHORT_LINE = 120
const ENOUGH = 3

const emptyHeadline = () => !document.getElementById("id_headline")?.value.trim()

// Several paragraphs, and at least one thing that running text alone does not have.
export function looksLikeAPage(all, html) {
  const text = all.slice(0, ENOUGH_TO_TELL)
  const lines = text.split(/[\r\n\u2028]+/).filter((line) => line.trim())
  if (lines.length < ENOUGH || html.includes("data-pm-slice")) return false
  const first = lines[0].trim()
  const headline = emptyHeadline() && first.length < SHORT_LINE && !/[.,;:]$/.test(first)
  return headline || /<h[1-6]\b/i.test(html) || LABELS.test(text) || CREDIT.test(text) || SAID.test(text)
}

export function start({ editor, form }) {
  const offer = crel("div", { className: "desk-offer", role: "status", "aria-live": "polite" })
  form.append(offer)
  const tell = (words, buttons) => {
    const close = button(says("close"), () => offer.replaceChildren())
    offer.replaceChildren(crel("p", { textContent: words }), crel("span", {}, buttons || [close]))
  }
  const read = (came) => pageDialog({ editor, came, tell })
  const opener = button(says("pagePaste"), () => read(null))
  document.querySelector(".desk-buttons")?.prepend(opener)

  let pasted = null // where the last paste stands, while the text around it changes
  editor.on("transaction", ({ transaction }) => {
    if (!pasted || !transaction.docChanged) return
    pasted.from = transaction.mapping.map(pasted.from, -1)
    pasted.to = transaction.mapping.map(pasted.to, 1)
  })
  editor.view.dom.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") || ""
    const html = event.clipboardData?.getData("text/html") || ""
    if (!looksLikeAPage(text, html)) return
    const { from, to } = editor.state.selection
    const behind = editor.state.doc.content.size - to
    setTimeout(() => {
      pasted = { from, to: Math.max(from, editor.state.doc.content.size - behind) }
      tell(says("pageOffer"), [
        button(says("pageRead"), () => {
          offer.replaceChildren()
          read({ text, html, place: pasted })
        }, "desk-main-button"),
        button(says("pageLeave"), () => {
          offer.replaceChildren()
          editor.commands.focus()
        }),
      ])
    })
  }, true)
}

function button(words, act, more = "") {
  const made = crel("button", {
    type: "button", className: `desk-button ${more}`.trim(), textContent: words,
  })
  made.addEventListener("click", act)
  return made
}
