"""How is the plan of an import shown on a terminal, or in a file?"""

from collections.abc import Collection, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.management.plan_lines import PlanLine, describe
from articles.rules.copy import ArticleCopy
from articles.rules.page import Figure, Proposal, Quote

WIDTH = 110  # where there is no terminal
LABELS: dict[str, str | Promise] = {
    "headline": _("headline"),
    "standfirst": _("standfirst"),
    "byline": _("byline"),
    "lead photo": _("lead photo"),
    "opening": _("opening"),
    "section": _("section"),
    "text": _("text"),
    "quote": _("quote"),
    "speaker": _("speaker"),
    "photo": _("photo"),
    "tag": _("tag"),
    "source": _("source"),
    "person": _("person"),
    "organisation": _("organisation"),
    "left out": _("furniture"),
    "note": _("note"),
}
STYLES = {"headline": "bold", "section": "bold", "quote": "italic", "left out": "dim"}


def shown(proposal: Proposal, *, missing: Collection[str], terminal: bool) -> str:
    """Return the plan as text, with colours for a terminal; `missing` are ids of figures."""
    table = Table(box=box.SIMPLE, pad_edge=False, show_edge=False)
    table.add_column(str(_("line")), justify="right", no_wrap=True)
    table.add_column(str(_("what")), no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(str(_("words")), overflow="fold", ratio=1)
    for line in describe(proposal):
        table.add_row(*_row(line, missing))
    console = Console(force_terminal=terminal, width=None if terminal else WIDTH)
    with console.capture() as captured:
        console.print(table)
    lines = [line.rstrip() for line in captured.get().splitlines()]
    return "\n".join([*lines, "", *map(str, _totals(proposal, missing))])


def _row(line: PlanLine, missing: Collection[str]) -> tuple[Text, ...]:
    words = Text(line.text, style=STYLES.get(line.label, ""))
    if line.id in missing:
        words.append(f"  ({_('no file')})", style="red")
    if line.id:
        words.append(f"  [{line.id}]", style="dim")
    return (
        Text("" if line.line is None else str(line.line)),
        Text(str(LABELS.get(line.label, line.label)), style="cyan"),
        Text("?" if line.guess else "", style="bold yellow"),
        words,
    )


def _totals(proposal: Proposal, missing: Collection[str]) -> Iterator[str]:
    blocks = [block for section in proposal.sections for block in section.blocks]
    said = _(
        "{sections} headed sections, {quotes} quotes by {people} speakers, {photos} photos,"
        " {guesses} guesses (marked ?). What stands in brackets can be refused with --refuse."
    )
    yield str(said).format(
        sections=sum(section.heading is not None for section in proposal.sections),
        quotes=sum(isinstance(block, Quote) for block in blocks),
        people=len(proposal.people),
        photos=sum(isinstance(block, Figure) for block in blocks) + (proposal.lead is not None),
        guesses=len(proposal.guesses),
    )
    if missing:
        said = _("{count} photos have no file: they become placeholders, which publishing names.")
        yield str(said).format(count=len(missing))


def place_of(field: str, copy: ArticleCopy) -> str:
    """Return a JSON pointer into a story in words: section 2 “Oil versus coal”, block 3."""
    steps = field.strip("/").split("/")
    if steps[0] != "sections" or len(steps) == 1:
        return " ".join(steps)
    section = copy.sections[int(steps[1])]
    heading = f" “{section.heading}”" if section.heading else ""
    said = str(_("section {number}")).format(number=int(steps[1]) + 1) + heading
    if len(steps) > 3:  # noqa: PLR2004 - /sections/1/blocks/2
        said += ", " + str(_("block {number}")).format(number=int(steps[3]) + 1)
    return said
