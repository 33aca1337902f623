"""Which keys does the desk know, and by which other words are its blocks looked for?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

# Data, not interface: editors type these in any language of theirs after "/".
ALSO_CALLED = {
    "paragraph": "text paragraph texto párrafo",
    "heading": "heading section title h2 titular título encabezado sección ladillo",
    "quote": "quote said speaker cita declaración entrecomillado",
    "photo": "photo picture image figure foto imagen fotografía",
    "bulletList": "bulleted bullets list points ul lista viñetas puntos",
    "orderedList": "numbered list ordered ol lista numerada números",
    "blockquote": "indented blockquote passage extract sangrado extracto bloque",
    "codeBlock": "code preformatted código",
}
# In the order of the dialog: keys are parted by spaces.
_KEYS = (
    (_("Blocks"), (
        ("/", _("choose what comes here")),
        ("##", _("heading, then a space")),
        (">", _("quote, then a space")),
        ("-", _("bulleted list, then a space")),
        ("1.", _("numbered list, then a space")),
        ("![", _("photo")),
        ("```", _("code, then a space")),
    )),
    (_("Words"), (
        ("**…**", _("bold")),
        ("*…*", _("italic")),
        ("`…`", _("code")),
        ("Ctrl B", _("bold")),
        ("Ctrl I", _("italic")),
        ("Shift Enter", _("new line in the same block")),
    )),
    (_("Quotes and photos"), (
        ("Ctrl Shift Q", _("make a quote of the text, or text of the quote")),
        ("Tab", _("go on to the speaker, or to the credit of a photo")),
        ("Esc", _("back into the text")),
        ("Ctrl Enter", _("go on below")),
    )),
    (_("Moving"), (
        ("Alt ↑", _("move the block up")),
        ("Alt ↓", _("move the block down")),
        ("Alt Shift ↑", _("move the whole section up")),
        ("Alt Shift ↓", _("move the whole section down")),
        ("Alt Enter", _("what can be done with this block")),
    )),
    (_("Everything"), (
        ("Ctrl Z", _("undo, also in the fields of quotes and photos")),
        ("Ctrl Shift Z", _("do it again")),
        ("Ctrl S", _("save")),
        ("Tab", _("leave the text (in a list: move the item in)")),
        ("Ctrl /", _("these keys")),
    )),
)  # fmt: skip


def shortcuts() -> list[dict[str, Any]]:
    """Return the keys in groups, in the language of the editor."""
    return [
        {"title": str(title), "keys": [[pressed, str(does)] for pressed, does in keys]}
        for title, keys in _KEYS
    ]
