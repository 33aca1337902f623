"""How does a whole story read where only plain HTML can be shown, as in a feed?"""

import re
from html import escape
from typing import Any
from urllib.parse import urljoin

Json = dict[str, Any]
_OWN_PLACE = re.compile(r'(<a [^>]*?href=")([/#][^"]*)')


def story_html(article: Json) -> str:
    """Return the story's body as HTML: headings, text, quotes with who said them, photos.

    `article` is the public shape; its text blocks are clean HTML already, all else is escaped.
    Links to a place on the site are whole addresses: a reader elsewhere cannot complete them.
    """
    parts = [_figure(article["lead_photo"], article["lead_photo"])] if article["lead_photo"] else []
    for section in article["sections"]:
        if section["heading"]:
            parts.append(f"<h2>{escape(section['heading'])}</h2>")
        parts += [_BLOCKS[block["type"]](block) for block in section["blocks"]]
    html = "\n".join(filter(None, parts))
    return _OWN_PLACE.sub(lambda found: found[1] + urljoin(article["url"], found[2]), html)


def _text(block: Json) -> str:
    return str(block["html"])


def _quote(block: Json) -> str:
    speaker = block["printed_name"] or (block["expert"] or {}).get("name", "")
    said_by = ", ".join(filter(None, [speaker, block["attribution"]]))
    words = f"<p>{escape(block['text'])}</p>"
    by = f"<p>— {escape(said_by)}</p>" if said_by else ""
    return f"<blockquote>{words}{by}</blockquote>"


def _photo(block: Json) -> str:
    return _figure(block["photo"], block) if block["photo"] else ""


def _figure(photo: Json, words: Json) -> str:
    if not photo["url"]:
        return ""
    said = " ".join(filter(None, [words["caption"], words["credit"]]))
    caption = f"<figcaption>{escape(said)}</figcaption>" if said else ""
    image = f'<img src="{escape(photo["url"])}" alt="{escape(photo["alt"])}">'
    return f"<figure>{image}{caption}</figure>"


_BLOCKS = {"text": _text, "quote": _quote, "photo": _photo}
