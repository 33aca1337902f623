"""Which files does the desk consist of in the browser? Modules by name, styles by feature."""

from typing import Any

from django_prose_editor.widgets import prose_editor_admin_media, prose_editor_js  # type: ignore[import-untyped]
from js_asset import ImportMap, Media, Script  # type: ignore[import-untyped]

# Each is articles/static/articles/desk/<name>.js, imported as "newsroom/desk/<name>": the import
# map leads to the file's hashed name, so browsers may keep it for ever.
MODULES = (
    "places", "links",
    "photo_grid", "photo_uploads", "photo_words",
    "newsroom", "controls", "photos", "speakers", "text", "quote", "figure", "mover", "page",
    "guarding", "slash", "handles", "combobox", "choosers", "snippets", "live", "moments", "notes",
    "beside", "outline", "pasting", "collision", "keeping", "company", "preview", "sheet", "blocks",
    "menu", "keys", "recall", "uploads", "drops", "help", "notices", "line", "browser_copy",
    "carrying", "typed", "pasting_dialog", "pasting_page", "pasting_people", "pasting_form",
)  # fmt: skip
# Each is articles/static/articles/desk/<name>.css.
STYLES = (
    "editor", "beside", "pasting", "keeping", "preview", "history", "lists", "photos",
)  # fmt: skip
STYLESHEETS = ("articles/desk.css", *(f"articles/desk/{name}.css" for name in STYLES))
_MAP = ImportMap({f"newsroom/desk/{name}": f"articles/desk/{name}.js" for name in MODULES})
_DESK = Script("articles/desk.js", type="module")


def desk_media() -> Any:
    """Return the editor's own files; nothing comes from elsewhere."""
    return modules_media(_DESK)


def modules_media(main: Any) -> Any:
    """Return a module of our own with all that it may import by name."""
    return prose_editor_admin_media + Media(importmap=_MAP, js=[prose_editor_js, main])


def with_nonce(media: Any, nonce: str) -> Any:
    """Return the page's files with the nonce that a strict Content-Security-Policy asks for."""
    return Media.from_media(media, nonce=nonce)
