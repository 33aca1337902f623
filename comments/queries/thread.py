"""Which replies does a reader see under a story, and in what order?

Readers' queries stand here, and all of them begin with `shown()`. A page of roots and the first
replies of all of them are two statements, however long the story is discussed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from articles.models.editions import Edition
from cms.kernel.errors import Missing
from comments.models import Comment
from comments.rules import tree

ORDERINGS: dict[str, tuple[str, ...]] = {
    "newest": ("-created_at", "-id"),
    "oldest": ("created_at", "id"),
    "best": ("-wilson", "-id"),
    "controversial": ("-controversy", "-id"),
    "active": ("-last_activity_at", "-id"),
}
READING = ("path",)  # every reply after the one it answers, the older before the younger
SHOWN = (
    "id",
    "key",
    "path",
    "depth",
    "root_id",
    "parent_id",
    "state",
    "html",
    "author_name",
    "author_kind",
    "created_at",
    "edited_at",
    "up",
    "down",
    "reply_count",
    "visible_descendants",
    "pinned",
    "featured",
)
READ = (*SHOWN, "parent_key", "root_key", "wilson", "controversy", "last_activity_at")
Rows = QuerySet[Comment, dict[str, Any]]


def _shown() -> QuerySet[Comment, Comment]:
    return Comment.objects.shown()


def _rows(comments: QuerySet[Comment, Comment]) -> Rows:
    keys = {"parent_key": F("parent__key"), "root_key": F("root__key")}
    rows: Rows = comments.annotate(**keys).values(*READ)
    return rows


def roots(article_id: int, *, first: int = 0, deepest: int = tree.DEEPEST) -> Rows:
    """Return what answers the story itself; to be put in one of ORDERINGS.

    `reach` is the path of the reply after the `first` ones of each (None when there are no more):
    a few steps in an index, so that a long thread costs no more than a short one.
    """
    nothing = Value(None, output_field=CharField())  # spares two joins that would find nothing
    below = _shown().filter(root_id=OuterRef("pk"), depth__lte=deepest).order_by("path")
    reach = Subquery(below.values("path")[first : first + 1]) if first else nothing
    found = _shown().filter(article_id=article_id, parent=None)
    rows: Rows = found.annotate(parent_key=nothing, root_key=nothing, reach=reach).values(
        *READ, "reach"
    )
    return rows


def first_replies(
    of_roots: Collection[dict[str, Any]], *, deepest: int = tree.DEEPEST
) -> dict[int, list[dict[str, Any]]]:
    """Return for each row of `roots` its first replies in reading order, and one more if there is.

    One statement for all of them; `deepest` is the last level to be read (a root's is 0).
    """
    answered = [root for root in of_roots if root["visible_descendants"]]
    wanted = Q(root_id__in=[root["id"] for root in answered if root["reach"] is None])
    for root in answered:
        if root["reach"] is not None:
            wanted |= Q(root_id=root["id"], path__lte=root["reach"])
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    if answered:
        for row in _rows(_shown().filter(wanted, depth__lte=deepest)).order_by("path"):
            found[row["root_id"]].append(row)
    return found


def replies(comment: dict[str, Any], *, deepest: int) -> Rows:
    """Return all that stands below a reply, in reading order."""
    first, last = tree.below(comment["path"])
    return _rows(
        _shown().filter(
            article_id=comment["article_id"], path__gt=first, path__lt=last, depth__lte=deepest
        )
    )


def one(key: str, at: datetime) -> dict[str, Any]:
    """Return a reply by its public id, with its `article_id` and the story's `live_until`.

    Raises Missing (404) unless its story is live and readers see it.
    """
    live = Edition.objects.live(at).filter(article_id=OuterRef("article_id"))
    visible = _rows(_shown().filter(Exists(live), key=key))
    until = Subquery(live.values("live_until")[:1])
    rows = visible.annotate(live_until=until).values(*READ, "article_id", "live_until")
    found: dict[str, Any] | None = rows.first()
    if found is None:
        raise Missing
    return found


def above(comment: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a reply answers, from the root down."""
    paths = tree.ancestors(comment["path"])
    if not paths:
        return []
    found = _shown().filter(article_id=comment["article_id"], path__in=paths)
    return list(_rows(found).order_by("path"))


def beside(
    comment: dict[str, Any], *, count: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return up to `count` replies at the same place before it, and after it, oldest first."""
    same = _shown().filter(article_id=comment["article_id"], parent_id=comment["parent_id"])
    before = _rows(same.filter(path__lt=comment["path"])).order_by("-path")[:count]
    after = _rows(same.filter(path__gt=comment["path"])).order_by("path")[:count]
    return list(reversed(before)), list(after)


def counts(slugs: Iterable[str], language: str | None, at: datetime) -> list[dict[str, Any]]:
    """Return how many replies readers see under each live story; one statement."""
    live = Edition.objects.live(at).filter(slug__in=list(slugs))
    if language:
        live = live.filter(language=language)
    rows = live.order_by("slug", "language").values_list(
        "article_id", "slug", "language", "article__discussion__comment_count"
    )
    return [
        {"article_id": pk, "article": slug, "language": code, "count": count or 0}
        for pk, slug, code, count in rows
    ]
