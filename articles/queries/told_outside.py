"""What is the outside told of a story, and of a photo that readers see?

Numbers, addresses and facts of the version, never a text: whoever wants that asks the public API.
Nothing is told of an edition before it begins; the clock's own turns are announced when they come.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from articles.models.editions import Edition, Mention, MentionKind
from articles.models.taxonomy import Category
from articles.queries.addresses import page_url
from cms.kernel import clock
from cms.kernel.clock import rfc3339
from cms.webhooks.rules.news import News, Tell

MOST_STORIES = 25  # that one photo's news names
Facts = dict[str, Any]


def addresses_of(slug: str, language: str) -> Facts:
    """Return where a story is: its page, and the paths at which something changed."""
    url = page_url(slug, language)
    paths = [urlsplit(url).path, reverse("article", args=[slug])]
    return {"slug": slug, "language": language, "url": url, "paths": paths}


def live_story(article_id: int) -> Facts | None:
    """Return number and address of a story, as it is now; None unless it is live."""
    live = Edition.objects.live(clock.now()).filter(article=article_id)
    row = live.values("slug", "language", "category__slug").first()
    if row is None:
        return None
    where = addresses_of(row["slug"], row["language"])
    return {"id": article_id, **where, "category": row["category__slug"]}


def _published(subject: str, facts: Facts, at: datetime) -> Iterator[News]:
    """Tell of an edition that has begun: first of all where it moved to, if it did."""
    if facts["live_from"] > (rfc3339(at) or ""):
        return  # its beginning will be announced
    before = facts.get("before")
    here = {"slug": facts["slug"], "language": facts["language"]}
    if before and before != here:
        yield _news("article.moved", subject, facts, before=_former(before))
    yield _news(_type(before, corrected=bool(facts.get("corrected"))), subject, facts)


def _type(before: Facts | None, *, corrected: bool) -> str:
    if before is None:
        return "article.published"
    return "article.corrected" if corrected else "article.updated"


def _withdrawn(subject: str, facts: Facts, _at: datetime) -> Iterator[News]:
    if facts.get("slug"):
        yield _news("article.withdrawn", subject, facts, reason="withdrawn")


def _expired(subject: str, facts: Facts, _at: datetime) -> Iterator[News]:
    yield _news("article.withdrawn", subject, facts, reason="expired")


def _merged(subject: str, facts: Facts, _at: datetime) -> Iterator[News]:
    """Tell that the addresses of a story lead to another one."""
    story = live_story(facts["into"])
    if story and facts.get("before"):
        data = {**story, "id": int(subject), "moved_to": story["id"]}
        data |= {"keys": [f"article-{subject}", "articles"], "before": _former(facts["before"])}
        yield News("article.moved", f"article-{subject}", data, story["language"])


def _news(type_: str, subject: str, facts: Facts, **more: Any) -> News:
    category = _category(facts.get("category"))
    data = {
        "id": int(subject),
        **addresses_of(facts["slug"], facts["language"]),
        "category": category,
        "keys": [f"article-{subject}", "articles"],
        **{name: facts[fact] for name, fact in VERSION.items() if fact in facts},
        **more,
    }
    return News(type_, f"article-{subject}", data, facts["language"], category)


VERSION = {"edition": "number", "live_from": "live_from"}


def _former(before: Facts) -> Facts:
    return addresses_of(before["slug"], before["language"])


def _category(number: int | None) -> str:
    if number is None:
        return ""
    return Category.objects.filter(pk=number).values_list("slug", flat=True).first() or ""


def _photo(subject: str, _facts: Facts, _at: datetime) -> Iterator[News]:
    """Tell of a photo that readers see; of one that only waits in drafts nothing is told."""
    mentions = Mention.objects.filter(kind=MentionKind.PHOTO, target_id=int(subject))
    live = Edition.objects.live(clock.now()).filter(mentions__in=mentions)
    rows = list(
        live.order_by("-published_at", "-pk").values_list("article", "slug", "language")[
            :MOST_STORIES
        ]
    )
    if not rows:
        return
    path = reverse("photo", args=[int(subject)])
    stories = [{"id": pk, **addresses_of(slug, language)} for pk, slug, language in rows]
    data = {"id": int(subject), "url": f"{settings.SITE_URL}{path}", "paths": [path]}
    keys = [f"photo-{subject}"]
    yield News("photo.updated", f"photo-{subject}", {**data, "keys": keys, "articles": stories})


TOLD: dict[str, Tell] = {
    "article.published": _published,
    "article.updated": _published,
    "article.began": _published,
    "article.expired": _expired,
    "article.withdrawn": _withdrawn,
    "article.merged": _merged,
    "photo.updated": _photo,
}
