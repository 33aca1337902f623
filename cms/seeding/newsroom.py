"""How does an empty newsroom get the stories, people and replies of the demo?"""

import random
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.utils.translation import gettext as _

from cms.kernel import clock
from cms.seeding.answers import make_answers
from cms.seeding.lists import make_lists
from cms.seeding.manuscripts import Manuscripts, Written, manuscripts
from cms.seeding.progress import Screen, steps
from cms.seeding.readers import Readership, count_readers
from cms.seeding.references import make_references, take_in_photo
from cms.seeding.stories import make_stories, published_at
from cms.seeding.threads import Reply, write_replies
from comments.models.comment import LETTERS, State

LAST_DAY = 25  # hours that plots show one by one
HANDS = 2  # photos at a time: media's darkroom takes no more


def fill(accounts: Mapping[str, Any], *, screen: Screen) -> dict[str, int]:
    """Make the demo newsroom, and return how much of what was made.

    Photos are taken in first, each by itself, and found again if this is repeated; all the rest
    is one transaction.
    """
    written, now = manuscripts(), clock.now()
    photos = _photos(written.newsroom["photos"], by=accounts["editor"], screen=screen)
    with transaction.atomic():
        refs = make_references(written.newsroom, photos)
        people = {"by": accounts["editor"], "writer": accounts["writer"]}
        ids = make_stories(written.stories, refs, now=now, **people)
        count_readers(_readerships(written, ids, now), hours_ago=_hours(written), now=now)
        replies = _replies(written, ids, now)
        write_replies(replies, moderator=accounts["moderator"])
        make_lists(by=accounts["moderator"], at=now)
        make_answers()
    return {
        "stories": len(ids),
        "experts": len(refs.experts),
        "photos": len(photos),
        "replies": len(replies),
        "waiting": sum(reply.state == State.PENDING for reply in replies),
    }


def _photos(photos: Sequence[Written], *, by: AbstractBaseUser, screen: Screen) -> dict[str, int]:
    """Take the photos in, and return their numbers by the stems of their files."""
    with ThreadPoolExecutor(HANDS) as hands:
        # Inside a transaction no other thread could write: then they wait for each other.
        taken = (
            map(partial(_photo, by=by), photos)
            if connection.in_atomic_block
            else hands.map(partial(_photo_by_hand, by=by), photos)
        )
        done = list(steps(taken, _("Developing photos"), total=len(photos), screen=screen))
    return {stem: pk for batch in done for stem, pk in batch.items()}


def _photo_by_hand(said: Written, *, by: AbstractBaseUser) -> dict[str, int]:
    """Do so in a thread, whose connection is its own."""
    try:
        return _photo(said, by=by)
    finally:
        connection.close()


def _photo(said: Written, *, by: AbstractBaseUser) -> dict[str, int]:
    return {said["file"]: take_in_photo(said, by=by)}


def _readerships(written: Manuscripts, ids: Mapping[str, int], now: datetime) -> list[Readership]:
    return [
        Readership(
            article_id=ids[story["slug"]],
            published_at=published_at(story, now),
            views=story.get("views", 0),
            shares=story.get("shares", {}),
        )
        for story in written.stories
        if "published_hours_ago" in story
    ]


def _hours(written: Manuscripts) -> list[float]:
    """Return every hour since the oldest story, in hours ago, and each quarter of the last day."""
    oldest = max(story.get("published_hours_ago", 0) for story in written.stories)
    quarters = [quarter / 4 for quarter in range(4 * LAST_DAY + 2, 0, -1)]
    return [*(hour + 0.5 for hour in range(int(oldest), LAST_DAY, -1)), *quarters, 0.1]


def _replies(written: Manuscripts, ids: Mapping[str, int], now: datetime) -> list[Reply]:
    stories = {story["slug"]: story for story in written.stories}
    rng = random.Random("the demo's replies")  # noqa: S311 - keys that are the same every time
    replies: list[Reply] = []
    for thread in written.threads:
        story, places = stories[thread["story"]], {}
        for comment in thread["comments"]:
            places[comment["id"]] = len(replies)
            parent = places[comment["parent"]] if "parent" in comment else None
            replies.append(_reply(comment, story, ids[story["slug"]], parent, now, rng))
    return replies


def _reply(
    comment: Written,
    story: Written,
    article_id: int,
    parent: int | None,
    now: datetime,
    rng: random.Random,
) -> Reply:
    at = published_at(story, now) + timedelta(hours=comment["hours_after_publication"])
    return Reply(
        key="".join(rng.choices(LETTERS, k=12)),
        article_id=article_id,
        language=story["language"],
        parent=parent,
        author=comment["author"],
        email=comment.get("email", ""),
        text=comment["text"],
        at=clock.whole_milliseconds(min(at, now)),
        state=comment.get("state", State.PUBLISHED),
        held_for=tuple(comment.get("held_for", ())),
        reason=comment.get("reason", ""),
        up=comment.get("up", 0),
        down=comment.get("down", 0),
    )
