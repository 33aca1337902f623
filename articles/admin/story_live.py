"""What do the cards beside the text say of what is typed, before it is saved?"""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.checklist import checklist
from articles.admin.story_glance import glanced_copy
from articles.queries.addresses import page_url
from articles.queries.lookalikes import Claimed, Lookalike, headlines_like, slug_claims
from articles.rules.copy import ArticleCopy
from articles.rules.names import slug_of
from articles.rules.telling import told
from cms.kernel.numbers import row_number
from media.queries.photos import photo_facts

_ALIKE = {
    "same": _("Another story has this headline:"),
    "nearly": _("Another story has nearly this headline:"),
}
_CLAIMS = {
    "now": _("Another story is at this address:"),
    "formerly": _("Another story had this address, and links still lead there:"),
    "wanted": _("Another draft wants this address:"),
}


def live_answer(posted: Any) -> dict[str, Any]:
    """Return checklist, lookalikes, address and snippets of the story that the fields say.

    A constant number of queries, none of them a write.
    """
    copy, mine = glanced_copy(posted), row_number(posted.get("article", ""))
    claims = slug_claims(copy.slug, copy.language, but=mine)
    alike = headlines_like(copy.headline, but=mine)
    return {
        "lacking": [asdict(line) for line in checklist(copy, claims)],
        "alike": [_alike(one) for one in alike],
        "claims": [_claim(one) for one in claims],
        "slug": slug_of(copy.headline),
        "address": page_of(copy),
        "told": snippets(copy),
    }


def _alike(one: Lookalike) -> dict[str, str]:
    return _line(str(_ALIKE[one.likeness]), one.headline, one.article_id)


def _claim(one: Claimed) -> dict[str, str]:
    return _line(str(_CLAIMS[one.claim]), one.headline, one.article_id)


def _line(says: str, headline: str, article_id: int) -> dict[str, str]:
    there = reverse("admin:articles_article_change", args=[article_id])
    return {"says": says, "headline": headline, "url": there}


def page_of(copy: ArticleCopy) -> str:
    """Return where readers find, or will find, the story; "" while it has no slug."""
    slug = copy.slug or slug_of(copy.headline)
    return page_url(slug, copy.language) if slug else ""


def snippets(copy: ArticleCopy) -> dict[str, Any]:
    """Return what a search engine and a social network will show, by rules.telling."""
    said = asdict(told(copy, page_of(copy)))
    there = urlsplit(said["canonical_url"])
    return {
        **said,
        "domain": there.netloc,
        "trail": " / ".join([there.netloc, *(part for part in there.path.split("/") if part)]),
        "image": _image(copy),
    }


def _image(copy: ArticleCopy) -> dict[str, Any] | None:
    """Return the picture of a social card, with where to cut it; None without one."""
    wanted = copy.lead.photo if copy.lead else None
    photo = photo_facts([wanted]).get(wanted) if wanted else None
    if not photo or not photo["url"]:
        return None
    url = photo["url"].removeprefix(settings.SITE_URL)
    return {"url": url, "focal": photo["focal_point"]}
