"""Do the stored counts agree with the replies, and what puts them right?"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from articles.models.counters import Discussion
from comments.models import Comment
from comments.rules.counting import Node, recounted

COUNTED = ("buried", "reply_count", "visible_descendants")


@dataclass(frozen=True, slots=True)
class Difference:
    """One count that is not what it should be; `comment` is None for the story's own."""

    article_id: int
    comment: int | None
    name: str
    stored: int
    true: int

    def __str__(self) -> str:
        where = f"comment {self.comment}" if self.comment else f"story {self.article_id}"
        return f"{where}: {self.name} is {self.stored}, should be {self.true}"


def recount(*, mend: bool) -> Iterator[Difference]:
    """Yield every difference, story by story; with `mend`, put it right in the same transaction."""
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
        row["pk"]: row for row in rows.order_by("path").values("pk", "path", "state", *COUNTED)
    }
    total, nodes = recounted((row["pk"], row["path"], row["state"]) for row in stored.values())
    differences = [
        Difference(article_id, node.pk, name, stored[node.pk][name], getattr(node, name))
        for node in nodes
        for name in COUNTED
        if stored[node.pk][name] != getattr(node, name)
    ]
    if mend:
        _mend(differences, nodes)
    return differences + _of_story(article_id, total, mend=mend)


def _mend(differences: list[Difference], nodes: list[Node]) -> None:
    wrong = {difference.comment for difference in differences}
    for node in nodes:
        if node.pk in wrong:
            Comment.objects.filter(pk=node.pk).update(
                **{name: getattr(node, name) for name in COUNTED}
            )


def _of_story(article_id: int, total: int, *, mend: bool) -> list[Difference]:
    said = Discussion.objects.filter(pk=article_id).values_list("comment_count", flat=True)
    stored = said.first() or 0
    if stored == total:
        return []
    if mend:
        change = F("comment_count") + (total - stored)
        Discussion.objects.filter(pk=article_id).update(comment_count=change)
    return [Difference(article_id, None, "comment_count", stored, total)]
