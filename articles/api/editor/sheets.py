"""How is a story told to editors' programs? As plain values; `shapes` describes them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from articles.actions.lacking import said
from articles.models import Article, Edition, TimelineEntry, Withdrawal
from articles.queries.addresses import page_url
from articles.queries.desk import stands
from articles.queries.printing import Printing, printings
from articles.queries.working_copy import load_all
from articles.rules.copy import ArticleCopy
from articles.rules.document import written
from articles.rules.lacks import lacks
from cms.kernel.clock import rfc3339

Json = dict[str, Any]


def sheet(story: Any, at: datetime) -> Json:
    """Return a whole story (from `with_standing`): its document, what lacks, how it stands."""
    return sheets([story], at)[0]


def sheets(stories: Sequence[Any], at: datetime) -> list[Json]:
    """Return whole stories (from `with_standing`), in as many queries as one takes."""
    copies = load_all(stories)
    prints = printings([story.pk for story in stories], at)
    return [_sheet(story, copies[story.pk], prints[story.pk], at) for story in stories]


def _sheet(story: Any, copy: ArticleCopy, print_: Printing, at: datetime) -> Json:
    return {
        **facts(story, at),
        **written(copy),
        "corrections": [{"at": rfc3339(c.at), "note": c.note} for c in copy.corrections],
        "lacks": [said(lack) for lack in lacks(copy)],
        "live": print_.live and edition(print_.live),
        "scheduled": [edition(ahead) for ahead in print_.scheduled],
        "withdrawn": print_.withdrawal and withdrawn(print_.withdrawal),
    }


def facts(story: Any, at: datetime) -> Json:
    """Return what is known of a story beside its text."""
    standing = stands(story, at)
    return {
        "id": story.pk,
        "version": story.version,
        "state": standing.code,
        "unseen_changes": standing.unseen,
        "created_at": rfc3339(story.created_at),
        "changed_at": rfc3339(story.changed_at),
        "submitted_at": rfc3339(story.submitted_at),
        "first_published_at": rfc3339(story.first_published_at),
    }


def row(story: Any, at: datetime) -> Json:
    """Return a story (from `with_standing`) in a list."""
    standing = stands(story, at)
    return {
        **facts(story, at),
        "headline": story.headline,
        "slug": story.slug,
        "language": story.language,
        "category": story.category_id,
        "live_from": rfc3339(story.desk_live_from),
        "live_until": rfc3339(standing.until),
        "next_at": rfc3339(standing.next_at),
    }


def edition(one: Edition) -> Json:
    """Return when and where readers see an edition."""
    return {
        "number": one.number,
        "slug": one.slug,
        "language": one.language,
        "url": page_url(one.slug, one.language),
        "live_from": rfc3339(one.live_from),
        "live_until": rfc3339(one.live_until),
        "published_at": rfc3339(one.published_at),
        "updated_at": rfc3339(one.updated_at),
    }


def published(one: Edition, article: Article) -> Json:
    """Return an edition that was just made, with the version that was frozen in it."""
    return edition(one) | {"version": article.version}


def withdrawn(one: Withdrawal) -> Json:
    """Return when a story was taken away, and what readers are told."""
    return {"at": rfc3339(one.at), "note": one.note}


def entry(one: TimelineEntry) -> Json:
    """Return one thing that was done."""
    return {
        "did": one.did,
        "at": rfc3339(one.at),
        "by": one.by.get_username() if one.by else None,
        "note": one.note,
    }
