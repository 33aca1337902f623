"""How does a story, as JSON, become a page that paints itself at once?

The page is a frontend like any other: all it shows comes from the public JSON, which is put into
it so that one request is enough. Scripts come from our own files only.
"""

import base64
import hashlib
import json
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from cms.env import origins_of
from cms.reference.words import direction, said, spoken

Tree = dict[str, Any]
Mode = Literal["public", "link", "desk"]
MODULES = (
    *("build", "blurhash", "photo", "article", "share", "replies", "lists", "live", "story"),
    *(f"replies/{name}" for name in (
        *("answering", "asking", "calls", "fields", "form", "item", "kept", "link", "looking"),
        *("news", "own", "pass", "reading", "refusals", "reporting", "room", "sending", "thread"),
        *("voting", "when", "who"),
    )),
)  # fmt: skip
API = "/api/v1/"
_HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def page(request: HttpRequest, story: Tree | None, mode: Mode = "public", **facts: Any) -> bytes:
    """Return the HTML of a story's page; without a story, one that waits to be told one.

    `facts` go to the template: what the banner of a preview says.
    """
    language = story["language"] if story else settings.LANGUAGE_CODE
    speaks = spoken(language)
    with translation.override(speaks):
        context = {
            "story": story,
            "seo": story["seo"] if story else None,
            "json_ld": json_ld(story) if story else "",
            "mode": mode,
            "name": settings.SITE_NAME,
            "language": language,
            "speaks": speaks,
            "direction": direction(language),
            "import_map": mark_safe(import_map()),  # noqa: S308 - our own file names
            "modules": [address for _name, address in modules()],
            "data": {
                "api": API,
                "site": settings.SITE_URL,
                "mode": mode,
                "says": said(),
                "speaks": speaks,
                "rightToLeft": list(settings.LANGUAGES_BIDI),
            },
            **facts,
        }
        return render_to_string("cms/story.html", context, request).encode()


def json_ld(story: Tree) -> SafeString:
    """Return what search engines read (schema.org), safe inside a script element."""
    text = json.dumps(story["seo"]["json_ld"], ensure_ascii=False).translate(_HARMLESS)
    return mark_safe(text)  # noqa: S308 - no character of it can end the element


def modules() -> list[tuple[str, str]]:
    """Return the page's scripts: the name by which they import each other, and the address."""
    return [(f"newsroom/story/{name}", static(f"cms/story/{name}.js")) for name in MODULES]


def import_map() -> str:
    """Return where the scripts find each other: file names change with their content."""
    return json.dumps({"imports": dict(modules())}, separators=(",", ":"))


def policy(*, framed: bool) -> str:
    """Return the page's Content-Security-Policy: nothing from elsewhere, no script in the page."""
    known = base64.b64encode(hashlib.sha256(import_map().encode()).digest()).decode()
    pictures = [*origins_of(settings.SITE_URL), *settings.PICTURE_ORIGINS]
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' 'sha256-{known}'",
        "style-src": "'self'",
        "img-src": " ".join(["'self'", *pictures]),
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'" if framed else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
