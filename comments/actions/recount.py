"""Do the stored counts and fragments agree with the replies, and what puts them right?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q

from articles.actions.discussion import touch
from articles.models.counters import Discussion
from comments.models import Comment, Outcome, Report, Vote
from comments.queries.items import fragments
from comments.rules import ranking
from comments.rules.counting import Node, recounted

COUNTED = ("buried", "reply_count", "visible_descendants")
BROUGHT = ("up_brought", "down_brought")  # votes that came with the reply, without voters
READERS = ("up", "down", "wilson", "controversy", "open_reports")
AT_ONCE = 500  # fragments in a statement
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One count that is not what it should be; `comment` is None for the story's own.

    Of a fragment the numbers are lengths; the words of readers are not printed.
    """

    article_id: int
    comment: int | None
    name: str
    stored: float
    true: float

    def __str__(self) -> str:
        where = f"comment {self.comment}" if self.comment else f"story {self.article_id}"
        if self.name == "fragment":
            return f"{where}: fragment is not what the comment says now"
        return f"{where}: {self.name} is {self.stored}, should be {self.true}"


def recount(*, mend: bool, stories: Collection[int] | None = None) -> Iterator[Difference]:
    """Yield every difference, story by story; with `mend`, put it right in the same transaction.

    Of all stories, or only of some (their ids).
    """
    if stories is not None:
        for article_id in sorted(stories):
            yield from _story(article_id, mend=mend)
        return
    discussed = set(Comment.objects.order_by().values_list("article_id", flat=True).distinct())
    counted = Discussion.objects.filter(comment_count__gt=0).values_list("pk", flat=True)
    for article_id in sorted(discussed | set(counted)):
        yield from _story(article_id, mend=mend)


@transaction.atomic
def _story(article_id: int, *, mend: bool) -> list[Difference]:
    rows = Comment.objects.filter(article_id=article_id)
    if mend:
        list(rows.filter(parent=None).order_by("pk").select_for_update().values_list("pk"))
    stored = {
        row["pk"]: row
        for row in rows.order_by("path").values("pk", "path", "state", *COUNTED, *READERS, *BROUGHT)
    }
    total, nodes = recounted((row["pk"], row["path"], row["state"]) for row in stored.values())
    differences = [
        Difference(article_id, node.pk, name, stored[node.pk][name], getattr(node, name))
        for node in nodes
        for name in COUNTED
        if stored[node.pk][name] != getattr(node, name)
    ]
    of_readers = list(_of_readers(article_id, stored))
    if mend:
        _mend(differences, nodes)
        for pk in {difference.comment or 0 for difference in of_readers}:
            _mend_readers(pk)
    differences += of_readers + _fragments(article_id, mend=mend)
    differences += _of_story(article_id, total, mend=mend)
    if mend and differences:
        touch(article_id=article_id)
    return differences


def _of_readers(article_id: int, stored: dict[int, Row]) -> Iterator[Difference]:
    """Yield where votes and open reports are not what was counted of them."""
    of_story = Q(comment__article_id=article_id)
    votes = _votes(of_story)
    reports = _reports(of_story)
    for pk, row in stored.items():
        true = _true(row, votes.get(pk, {}), reports.get(pk, {}))
        for name in READERS:
            if not isclose(row[name], true[name]):
                yield Difference(article_id, pk, name, row[name], true[name])


def _votes(wanted: Q) -> dict[int, Row]:
    rows = Vote.objects.filter(wanted).order_by().values("comment_id")
    counted = rows.annotate(up=Count("pk", filter=Q(value=1)), down=Count("pk", filter=Q(value=-1)))
    return {row["comment_id"]: dict(row) for row in counted}


def _reports(wanted: Q) -> dict[int, Row]:
    rows = Report.objects.filter(wanted, outcome=Outcome.OPEN).order_by().values("comment_id")
    return {row["comment_id"]: dict(row) for row in rows.annotate(n=Count("pk"))}


def _true(row: Row, votes: Row, reports: Row) -> Row:
    up = votes.get("up", 0) + row["up_brought"]
    down = votes.get("down", 0) + row["down_brought"]
    return {
        "up": up,
        "down": down,
        "wilson": ranking.wilson(up, down),
        "controversy": ranking.controversy(up, down),
        "open_reports": reports.get("n", 0),
    }


def _mend_readers(pk: int) -> None:
    """Count votes and reports of one reply anew, its row held: whoever votes waits for it."""
    rows = Comment.objects.select_for_update(no_key=True).filter(pk=pk)
    row = rows.values(*BROUGHT).get()
    of_one = Q(comment_id=pk)
    true = _true(row, _votes(of_one).get(pk, {}), _reports(of_one).get(pk, {}))
    Comment.objects.filter(pk=pk).update(**true)


def _mend(differences: list[Difference], nodes: list[Node]) -> None:
    wrong = {difference.comment for difference in differences}
    for node in nodes:
        if node.pk in wrong:
            Comment.objects.filter(pk=node.pk).update(
                **{name: getattr(node, name) for name in COUNTED}
            )


def _fragments(article_id: int, *, mend: bool) -> list[Difference]:
    """Return which fragments are stale; with `mend`, write these and the missing ones anew."""
    rows = Comment.objects.filter(article_id=article_id).exclude(published_at=None, fragment="")
    stored = list(rows.order_by("pk").values_list("pk", "fragment"))
    found: list[Difference] = []
    for start in range(0, len(stored), AT_ONCE):
        found += _compared(article_id, stored[start : start + AT_ONCE], mend=mend)
    return found


def _compared(
    article_id: int, stored: Sequence[tuple[int, str]], *, mend: bool
) -> Iterator[Difference]:
    true = fragments(pk for pk, _fragment in stored)
    for pk, fragment in stored:
        if mend and fragment != true[pk]:
            Comment.objects.filter(pk=pk).update(fragment=true[pk])
        if fragment and fragment != true[pk]:
            yield Difference(article_id, pk, "fragment", len(fragment), len(true[pk]))


def _of_story(article_id: int, total: int, *, mend: bool) -> list[Difference]:
    said = Discussion.objects.filter(pk=article_id).values_list("comment_count", flat=True)
    stored = said.first() or 0
    if stored == total:
        return []
    if mend:
        change = F("comment_count") + (total - stored)
        Discussion.objects.filter(pk=article_id).update(comment_count=change)
    return [Difference(article_id, None, "comment_count", stored, total)]
