"""Which texts do people see, and does every language of the interface have them all?

Run as a program it brings the catalogues up to date (`make messages`); a test asks `missing`.
Django's own templatize makes Python of templates, Babel finds the texts, keeps the catalogues and
compiles them; nothing else has to be installed.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
ROOMS = ("cms", "articles", "comments", "media")
LOCALE = ROOT / "cms" / "locale"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip

# The same texts give the same files, whenever they are made.
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def found() -> Catalog:
    """Return every text of the source, in the order of files and lines."""
    catalog = Catalog(charset="utf-8", creation_date=UNDATED)
    for path in sorted(p for room in ROOMS for p in (ROOT / room).rglob("*")):
        for message, context in _texts(path):
            catalog.add(message, context=context, locations=[(str(path.relative_to(ROOT)), 0)])
    return catalog


def _texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        source = path.read_text()
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        source = templatize(path.read_text(), origin=str(path))
    else:
        return
    lines = io.BytesIO(source.encode())
    for _line, message, _comments, context in extract("python", lines, keywords=KEYWORDS):
        if message:
            yield message, context


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def catalogue(language: str) -> Catalog:
    """Return what stands in the catalogue of a language."""
    with _file(language, "po").open("rb") as file:
        known = read_po(file, locale=language)
    known.creation_date = known.revision_date = UNDATED
    return known


def missing(language: str) -> list[str]:
    """Return the texts that the language lacks, or has only as a guess."""
    known = catalogue(language)
    return [
        str(message.id)
        for message in found()
        if message.id and not _is_said(known.get(message.id, context=message.context))
    ]


def _is_said(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    said = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(said)


def compiled(language: str) -> bytes:
    """Return the bytes that the server reads for a language."""
    file = io.BytesIO()
    write_mo(file, catalogue(language))
    return file.getvalue()


def bring_up_to_date(language: str) -> None:
    """Write new texts into the catalogue, take away those that are gone, and compile it."""
    known = catalogue(language)
    known.update(found(), no_fuzzy_matching=True)
    known.obsolete.clear()
    with _file(language, "po").open("wb") as file:
        file.write(HEADER.format(language=language, plurals=known.plural_forms).encode())
        write_po(file, known, width=100, no_location=True, omit_header=True, sort_output=True)
    _file(language, "mo").write_bytes(compiled(language))


def _file(language: str, ending: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


if __name__ == "__main__":
    for each in languages():
        bring_up_to_date(each)
        for text in missing(each):
            sys.stdout.write(f"{each} lacks: {text}\n")
