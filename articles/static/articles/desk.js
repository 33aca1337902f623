// The editing desk: one flowing document with headings, quotes and photos (see rules/flow.py).
import {
  Bold, BulletList, Code, Document, Dropcursor, Gapcursor, HardBreak, History, Italic, ListItem,
  Menu, Paragraph, Placeholder, Subscript, Superscript, Text, TrailingNode,
} from "django-prose-editor/editor"
import * as beside from "newsroom/desk/beside"
import * as choosers from "newsroom/desk/choosers"
import * as collision from "newsroom/desk/collision"
import * as company from "newsroom/desk/company"
import * as drops from "newsroom/desk/drops"
import { Photo } from "newsroom/desk/figure"
import { guarding } from "newsroom/desk/guarding"
import * as handles from "newsroom/desk/handles"
import * as help from "newsroom/desk/help"
import * as keeping from "newsroom/desk/keeping"
import { Keys, TakeBack } from "newsroom/desk/keys"
import { Mover } from "newsroom/desk/mover"
import { area, says } from "newsroom/desk/newsroom"
import * as outline from "newsroom/desk/outline"
import { counting, growing, jumping, leadPhoto, namedButtons } from "newsroom/desk/page"
import * as pasting from "newsroom/desk/pasting"
import * as preview from "newsroom/desk/preview"
import { Quote, QuoteLine } from "newsroom/desk/quote"
import * as recall from "newsroom/desk/recall"
import { sheet } from "newsroom/desk/sheet"
import * as slash from "newsroom/desk/slash"
import {
  Directions, Marks, Saying, StoryCode, StoryHeading, StoryLink, StoryList,
} from "newsroom/desk/text"

const EXTENSIONS = [
  Document, Text, Paragraph, HardBreak, Bold, Italic, Code, Subscript, Superscript, BulletList,
  StoryList, ListItem, StoryCode, Saying, StoryHeading, StoryLink, QuoteLine, Quote, Photo, Marks,
  Directions, Mover, Keys, TakeBack, drops.Drops, History, Dropcursor, Gapcursor, TrailingNode,
  Placeholder.configure({ placeholder: says("write") }),
  Menu.configure({
    groups: ["headings", "story", "lists", "marks", "link", "history"].map((group) => ({ group })),
  }),
  ...slash.extensions,
  ...handles.extensions,
]

// In the order in which they stand on the page; each is given { editor, form, area }.
const FEATURES = [
  drops, handles, recall, help, choosers, beside, outline, pasting, collision, keeping, company, preview,
]

if (area) {
  const form = area.form
  const editor = sheet(area, EXTENSIONS)
  namedButtons()
  leadPhoto()
  growing()
  counting(editor)
  guarding(form, editor)
  jumping(editor)
  for (const feature of FEATURES) feature.start({ editor, form, area })
  form.classList.add("desk-ready")
}
