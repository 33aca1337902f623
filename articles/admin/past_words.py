"""How does the desk tell what happened to a story, and what changed in it?"""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.rules.summary import Summary
from articles.rules.told import Detail, Told

FACTS = {
    "headline": _("headline"),
    "standfirst": _("standfirst"),
    "lead": _("lead photo"),
    "category": _("category"),
    "tags": _("tags"),
    "byline": _("byline"),
    "source": _("source"),
    "slug": _("slug"),
    "language": _("language"),
    "seo": _("search engines and social networks"),
    "related": _("other stories"),
    "translation_of": _("translation of"),
    "corrections": _("corrections"),
}
KINDS = {
    "heading": _("Heading"),
    "passage": _("Text"),
    "quote": _("Quote"),
    "photo": _("Photo"),
}
CHANGES = {
    "same": "",
    "added": _("added"),
    "removed": _("removed"),
    "changed": _("changed"),
    "moved": _("moved"),
}
# What stands alone under its kind needs no label.
DETAILS = {
    "text": "",
    "quote": "",
    "heading": "",
    "photo": "",
    "speaker": _("Speaker"),
    "printed_name": _("Name as printed"),
    "attribution": _("Attribution"),
    "said_on": _("Said on"),
    "source": _("Source"),
    "source_url": _("Address of the source"),
    "caption": _("Caption"),
    "credit": _("Credit"),
    "alt": _("Alternative text"),
    "anchor": _("Anchor"),
    "links": _("Links"),
    "seo_title": _("Title for search engines"),
    "seo_description": _("Description for search engines"),
    "canonical_url": _("Canonical address"),
    "noindex": _("Kept out of search engines"),
}
COUNTED = {
    ("text", "added"): ngettext_lazy("%(n)d text added", "%(n)d texts added", "n"),
    ("text", "removed"): ngettext_lazy("%(n)d text removed", "%(n)d texts removed", "n"),
    ("text", "changed"): ngettext_lazy("%(n)d text changed", "%(n)d texts changed", "n"),
    ("text", "moved"): ngettext_lazy("%(n)d text moved", "%(n)d texts moved", "n"),
    ("quote", "added"): ngettext_lazy("%(n)d quote added", "%(n)d quotes added", "n"),
    ("quote", "removed"): ngettext_lazy("%(n)d quote removed", "%(n)d quotes removed", "n"),
    ("quote", "changed"): ngettext_lazy("%(n)d quote changed", "%(n)d quotes changed", "n"),
    ("quote", "moved"): ngettext_lazy("%(n)d quote moved", "%(n)d quotes moved", "n"),
    ("photo", "added"): ngettext_lazy("%(n)d photo added", "%(n)d photos added", "n"),
    ("photo", "removed"): ngettext_lazy("%(n)d photo removed", "%(n)d photos removed", "n"),
    ("photo", "changed"): ngettext_lazy("%(n)d photo changed", "%(n)d photos changed", "n"),
    ("photo", "moved"): ngettext_lazy("%(n)d photo moved", "%(n)d photos moved", "n"),
    ("section", "added"): ngettext_lazy("%(n)d heading added", "%(n)d headings added", "n"),
    ("section", "removed"): ngettext_lazy("%(n)d heading removed", "%(n)d headings removed", "n"),
    ("section", "changed"): ngettext_lazy("%(n)d heading changed", "%(n)d headings changed", "n"),
    ("section", "moved"): ngettext_lazy("%(n)d section moved", "%(n)d sections moved", "n"),
}
_WHYS = (
    (re.compile(r"created"), _("created")),
    (re.compile(r"corrected"), _("corrected")),
    (re.compile(r"imported"), _("imported")),
    (re.compile(r"restored r(?P<number>\d+)"), _("restored revision {number}")),
    (re.compile(r"restored what readers see"), _("restored what readers see")),
    (
        re.compile(r"restored a part of r(?P<number>\d+)"),
        _("restored a part of revision {number}"),
    ),
    (
        re.compile(r"restored a part of what readers see"),
        _("restored a part of what readers see"),
    ),
)


def why(noted: str) -> str:
    """Return why a revision was kept; what a person wrote is told as it is."""
    for pattern, words in _WHYS:
        if found := pattern.fullmatch(noted):
            return str(words).format(**found.groupdict())
    return noted


def did(found: Summary) -> str:
    """Return what a save did, in a few words."""
    parts = [str(COUNTED[kind, change] % {"n": count}) for kind, change, count in found.parts]
    facts = ", ".join(str(FACTS[name]) for name in found.facts if name in FACTS)
    if facts:
        parts.insert(0, str(_("changed: {facts}")).format(facts=facts))
    return "; ".join(parts) or str(_("nothing changed"))


def row(told: Told) -> dict[str, Any]:
    """Return a fact or part with its words, ready to be shown."""
    kind = KINDS.get(told.kind) or FACTS[told.part.strip("/")]
    return {
        "told": told,
        "kind": str(kind),
        "change": CHANGES["moved" if told.is_carried else told.change],
        "sign": "moved" if told.is_carried else told.change,
        "was_in": _was_in(told),
        "details": [(_label(told, detail), detail) for detail in told.details],
    }


def _label(told: Told, detail: Detail) -> Any:
    if f"/{detail.what}" == told.part:  # the fact itself
        return ""
    return DETAILS.get(detail.what, "")


def _was_in(told: Told) -> str:
    if told.was_in is None:
        return ""
    if told.kind == "heading":
        return str(_("It stood in another place."))
    if not told.was_in:
        return str(_("It stood in the opening."))
    return str(_("It stood under “{heading}”.")).format(heading=told.was_in)
