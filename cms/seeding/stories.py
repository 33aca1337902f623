"""How do the demo's manuscripts become stories in all their states?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from articles.actions.discussion import set_discussion
from articles.actions.publish import publish
from articles.actions.submit import submit
from articles.actions.write_copy import write_copy
from articles.importers.documents import bring_in
from articles.models import Article
from articles.queries.working_copy import load
from cms.seeding.manuscripts import Written
from cms.seeding.references import References

Document = dict[str, Any]


def make_stories(
    manuscripts: Sequence[Written],
    refs: References,
    *,
    by: AbstractBaseUser,
    writer: AbstractBaseUser,
    now: datetime,
) -> dict[str, int]:
    """Make the stories as their manuscripts say: published, scheduled, submitted or drafts.

    What is submitted is the writer's. Translations must stand after what they translate. Returns
    the ids by slug.
    """
    ids: dict[str, int] = {}
    for story in manuscripts:
        document = _document(story, refs, ids, published_at(story, now))
        who = writer if story.get("state") == "submitted" else by
        ids[story["slug"]] = bring_in(document, by=who).pk
    for story in manuscripts:
        _put_related_beside(story, ids, by)
        set_discussion(article_id=ids[story["slug"]], policy=story["comment_policy"])
        if story.get("state") == "submitted":
            submit(ids[story["slug"]], by=writer, note=story.get("note", ""))
        else:
            _bring_out(story, ids[story["slug"]], by=by, now=now)
    return ids


def _put_related_beside(story: Written, ids: Mapping[str, int], by: AbstractBaseUser) -> None:
    """Pick the related stories, now that all have numbers."""
    if story["related"]:
        article = Article.objects.get(pk=ids[story["slug"]])
        copy = replace(load(article), related=tuple(ids[slug] for slug in story["related"]))
        write_copy(article.pk, copy, by=by, version=article.version, why="related stories")


def _bring_out(story: Written, pk: int, *, by: AbstractBaseUser, now: datetime) -> None:
    at = published_at(story, now)
    if "published_hours_ago" in story:
        publish(pk, by=by, first_published_at=at)
        _save_since(story, pk, by=by)
    elif "publish_in_hours" in story:
        publish(pk, by=by, at=at)


def _save_since(story: Written, pk: int, *, by: AbstractBaseUser) -> None:
    """Change what was published, as an editor does who has not published again."""
    if changed := story.get("saved_since"):
        article = Article.objects.get(pk=pk)
        copy = replace(load(article), **changed)
        write_copy(pk, copy, by=by, version=article.version, why="a new vote")


def published_at(story: Written, now: datetime) -> datetime:
    """Return when the story came out, or will; now for one that nobody has published."""
    hours = story.get("publish_in_hours", -story.get("published_hours_ago", 0))
    return now + timedelta(hours=hours)


def _document(
    story: Written, refs: References, stories: Mapping[str, int], at: datetime
) -> Document:
    return {
        "headline": story["headline"],
        "standfirst": story["standfirst"],
        "slug": story["slug"],
        "language": story["language"],
        "category": refs.categories[story["category"]],
        "tags": [refs.tags[tag] for tag in story["tags"]],
        "byline": [
            {"author": refs.authors[entry["author"]], "role": entry.get("role", "")}
            for entry in story["byline"]
        ],
        "lead": _figure(story["lead"], refs) if "lead" in story else None,
        "sections": [_section(section, refs, at) for section in story["sections"]],
        "source": story.get("source"),
        "translation_of": stories.get(story.get("translation_of", "")),
    }


def _section(section: Written, refs: References, at: datetime) -> Document:
    blocks = [_block(block, refs, at) for block in section.get("blocks", ())]
    return {"heading": section["heading"], "blocks": blocks}


def _block(block: Written, refs: References, at: datetime) -> Document:
    if "text" in block:
        return {"type": "text", "html": block["text"]}
    if "photo" in block:
        return {"type": "photo"} | _figure(block, refs)
    said_on = (at - timedelta(days=block["said_days_before"])).date().isoformat()
    return {
        "type": "quote",
        "text": block["quote"],
        "expert": refs.experts[block["expert"]] if "expert" in block else None,
        "attribution": block.get("attribution", ""),
        "said_on": said_on,
        "source": block.get("source"),
    }


def _figure(figure: Written, refs: References) -> Document:
    return {
        "photo": refs.photos[figure["photo"]],
        "caption": figure.get("caption", ""),
        "credit": figure.get("credit", ""),
        "alt": figure.get("alt", ""),
    }
