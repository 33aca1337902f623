"""How does the newsroom change a list that replies are screened by?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from cms.kernel.announce import announce
from cms.kernel.clock import rfc3339
from cms.kernel.errors import Invalid
from comments.actions.refusals import ListPreconditionRequired, ListStale, unfit_line
from comments.models import BlockList
from comments.queries.block_lists import lists
from comments.rules import list_text
from comments.rules.list_text import MOST_TOLD, Remark


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a list: all of its text, or lines to remove and then lines to add.

    `seen` is the version that was read (0 where there was no list yet).
    """

    seen: int | None
    text: str | None = None
    add: Sequence[str] = ()
    remove: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of it: how many entries came and went, and what there is to tell of lines.

    `repeated` of the added lines were there already, `unknown` of the removed ones were not.
    `notes` are blank and repeated lines of a whole new text.
    """

    row: BlockList
    changed: bool
    added: int = 0
    removed: int = 0
    repeated: int = 0
    unknown: int = 0
    notes: tuple[Remark, ...] = ()


def change_list(*, kind: str, change: Change, by: AbstractBaseUser | None, at: datetime) -> Changed:
    """Write a list anew, one version on; its remarks and its order stay as they are.

    Raises Invalid (400) naming the lines that cannot be looked for, ListPreconditionRequired (428)
    without a version, ListStale (409) when somebody was faster.
    """
    notes = _looked_over(kind, change)
    if change.seen is None:
        raise ListPreconditionRequired
    with transaction.atomic():  # only now: looking a long list over takes its time
        return _written(kind, change, notes, by, at)


def _written(
    kind: str,
    change: Change,
    notes: tuple[Remark, ...],
    by: AbstractBaseUser | None,
    at: datetime,
) -> Changed:
    row, _made = BlockList.objects.select_for_update().get_or_create(
        kind=kind, defaults={"version": 0, "changed_at": at}
    )
    if row.version != change.seen:
        raise _stale(row)
    text, repeated, unknown = _new_text(row, change)
    if text == row.text:
        return Changed(row, changed=False, repeated=repeated, unknown=unknown, notes=notes)
    if code := list_text.too_large(text):
        raise Invalid([unfit_line("/text", code)])
    added, removed = _difference(row.text, text)
    row.text, row.version, row.changed_at = text, row.version + 1, at
    row.changed_by_id = by.pk if by else None
    row.save(update_fields=["text", "version", "changed_at", "changed_by"])
    transaction.on_commit(lists, robust=True)  # ready here before the next reply waits for it
    announce("comment.list_changed", kind, version=row.version, added=added, removed=removed)
    return Changed(
        row,
        changed=True,
        added=added,
        removed=removed,
        repeated=repeated,
        unknown=unknown,
        notes=notes,
    )


def _looked_over(kind: str, change: Change) -> tuple[Remark, ...]:
    """Return what there is to tell of a whole text. Raises Invalid (400)."""
    if change.text is None:
        _check_lines(kind, change)
        return ()
    if code := list_text.too_large(change.text):
        raise Invalid([unfit_line("/text", code)])
    wrong, notes = list_text.looked_over(kind, change.text)
    if wrong:
        raise Invalid([unfit_line("/text", one.code, line=one.line) for one in wrong[:MOST_TOLD]])
    return tuple(notes)


def _check_lines(kind: str, change: Change) -> None:
    """Raise Invalid (400) for lines that are none, or cannot be looked for."""
    if not change.add and not change.remove:
        raise Invalid([unfit_line("", "nothing_to_do")])
    errors = []
    for name, lines, code_of in (
        ("add", change.add, lambda line: _code_of(kind, line)),
        ("remove", change.remove, _not_one),
    ):
        for number, line in enumerate(lines):
            if code := code_of(line):
                errors.append(unfit_line(f"/{name}/{number}", code, line=number + 1))
    if errors:
        raise Invalid(errors[:MOST_TOLD])


def _not_one(line: str) -> str:
    return "not_one_line" if "\n" in line else list_text.too_large(line)


def _code_of(kind: str, line: str) -> str:
    if code := _not_one(line):
        return code
    wrong, _notes = list_text.looked_over(kind, line)
    return wrong[0].code if wrong else ""


def _stale(row: BlockList) -> ListStale:
    return ListStale(
        changed_by=row.changed_by.get_username() if row.changed_by else None,
        changed_at=rfc3339(row.changed_at),
        version=row.version,
    )


def _new_text(row: BlockList, change: Change) -> tuple[str, int, int]:
    """Return the text, how many added lines were there, and how many removed ones were not."""
    if change.text is not None:
        return change.text, 0, 0
    text, unknown = row.text, 0
    if change.remove:
        text, unknown = list_text.without(row.kind, text, change.remove)
    new = list_text.not_yet_in(row.kind, text, change.add)
    entries = sum(map(list_text.is_entry, change.add))
    repeated = entries - sum(map(list_text.is_entry, new))
    return list_text.with_added(text, new), repeated, unknown


def _difference(before: str, after: str) -> tuple[int, int]:
    """Return how many entries came, and how many went."""
    old, new = (
        Counter(line.strip() for line in list_text.lines_of(text) if list_text.is_entry(line))
        for text in (before, after)
    )
    return (new - old).total(), (old - new).total()
