"""What does the first page of the admin show, and to whom?

Every card is for those who may see what it leads to; the number of queries does not depend on
how many stories, readers or replies there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.queries import views
from articles.queries.desk import with_standing
from articles.queries.movers import movers
from articles.queries.weights import weights_now
from cms.kernel import clock
from cms.readership import panels
from comments.queries.waiting import waiting

SHOWN = 5  # of each kind
SEES_STORIES, WRITES = "articles.view_article", "articles.add_article"
SEES_REPLIES, MODERATES = "comments.view_comment", "comments.moderate_comment"


@dataclass(frozen=True, slots=True)
class Card:
    """A list of stories: what it is called, what to say when it is empty, and where all are.

    `when` names the moment that each line tells; `count` is None where it is not counted.
    """

    name: str
    title: Any
    nothing: Any
    stories: Sequence[Any]
    when: str
    address: str
    count: int | None = None

    @property
    def lines(self) -> Iterator[dict[str, Any]]:
        """Return each story with the moment that its line tells."""
        return ({"story": story, "at": getattr(story, self.when)} for story in self.stories)


def today(request: HttpRequest) -> dict[str, Any]:
    """Return what the template of the first page needs."""
    at, user = clock.now(), request.user
    asker = views.Asker(user.pk, at)
    shown: dict[str, Any] = {"now": at}
    if user.has_perm(SEES_STORIES):
        shown |= {
            "may_write": user.has_perm(WRITES),
            "panels": panels(at),
            "movers": movers(at, SHOWN),
            "weights": weights_now(),
            "next_up": views.next_up(asker, SHOWN),
            "next_up_all": _list(view="scheduled-today"),
            "withdrawn": views.lately_withdrawn(asker, SHOWN),
            "withdrawn_all": _list(view="withdrawn"),
            "cards": list(_cards(request, asker)),
        }
    if user.has_perm(SEES_REPLIES):
        shown |= {"queue": waiting(), "queue_all": _queue(request)}
    return shown


def _queue(request: HttpRequest) -> str:
    """Return where replies are decided on; who may only look gets the list."""
    if request.user.has_perm(MODERATES):
        return reverse("admin:comments_queue")
    return f"{reverse('admin:comments_comment_changelist')}?state__exact=pending&o=7"


def _cards(request: HttpRequest, asker: views.Asker) -> Iterator[Card]:
    counts = views.counts(asker)
    yield _submitted(asker, counts)
    yield _unseen(asker, counts)
    if request.user.has_perm(WRITES):
        yield _drafts(asker)


def _submitted(asker: views.Asker, counts: Mapping[str, int]) -> Card:
    rows = views.submitted(_stories(asker.at), asker).order_by(*views.ORDERS["submitted"])
    return Card(
        "submitted",
        _("Submitted"),
        _("Nothing waits to be read."),
        list(rows[:SHOWN]),
        "submitted_at",
        _list(view="submitted"),
        counts["submitted"],
    )


def _unseen(asker: views.Asker, counts: Mapping[str, int]) -> Card:
    rows = views.unseen_changes(_stories(asker.at), asker).order_by("-changed_at", "-pk")
    return Card(
        "unseen",
        _("Live, with unseen changes"),
        _("Readers see the newest text of every story."),
        list(rows[:SHOWN]),
        "changed_at",
        _list(view="unseen-changes"),
        counts["unseen-changes"],
    )


def _drafts(asker: views.Asker) -> Card:
    rows = views.drafts(_stories(asker.at), asker).order_by("-changed_at", "-pk")
    return Card(
        "drafts",
        _("Your drafts"),
        _("You have no drafts."),
        list(rows[:SHOWN]),
        "changed_at",
        _list(view="mine", state="draft"),
    )


def _stories(at: datetime) -> Any:
    return with_standing(Article.objects.select_related("category"), at)


def _list(**asked: str) -> str:
    return f"{reverse('admin:articles_article_changelist')}?{urlencode(asked)}"
