"""How is a newsroom made large, the same way every time, to measure it by?"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _

from articles.importers.archive import BackNumber, bring_in
from articles.models import Article, Edition
from cms.kernel import clock
from cms.seeding.cast import Cast, make_cast
from cms.seeding.correspondence import letters
from cms.seeding.progress import Screen, steps
from cms.seeding.prose import VOICES, Voice, headline, sentence, sentences
from cms.seeding.readers import Readership, count_readers
from cms.seeding.threads import write_replies

YEARS_BACK = 2
SECTIONS, SECTION_CHARACTERS, QUOTES, TAGS = 5, 1_000, 3, 4
LANGUAGES = ("en", "es", "de")
COMMONNESS = (70, 20, 10)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
STORIES_AT_ONCE, REPLIES_AT_ONCE = 200, 2_000
DISCUSSED = 250  # stories, the newest ones, that readers reply to
NETWORKS = ("facebook", "whatsapp", "x", "telegram", "bluesky")
MOST_VIEWS = 200_000
# The moments at which views and shares are counted, in hours ago.
HOURS_AGO = (
    17_000, 12_000, 8_000, 6_000, 4_000, 3_000, 2_000, 1_400, 1_000, 700, 500, 350, 250, 170, 120,
    80, 56, 40, 28, 20, 14, 10, 7, 5, 3, 2, 1, 0.5,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of what, and the seed that it grows from."""

    articles: int
    comments: int
    seed: int


def enlarge(wanted: Wanted, accounts: Mapping[str, Any], *, screen: Screen) -> None:
    """Add so many published stories and replies to whatever is there.

    The same seed on the same newsroom gives the same rows, dates apart, which are relative to
    now. Each batch is a transaction: what is interrupted stays as far as it came.
    """
    last = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rng = random.Random(f"{wanted.seed}:{last}")  # noqa: S311 - must be the same every time
    now = clock.now()
    if wanted.articles:
        _add_stories(wanted.articles, last, accounts, rng=rng, now=now, screen=screen)
    if wanted.comments:
        _add_replies(wanted.comments, accounts, rng=rng, now=now, screen=screen)


def _add_stories(
    count: int,
    last: int,
    accounts: Mapping[str, Any],
    *,
    rng: random.Random,
    now: datetime,
    screen: Screen,
) -> None:
    cast = make_cast()
    numbers = range(count)
    batches = [numbers[at : at + STORIES_AT_ONCE] for at in range(0, count, STORIES_AT_ONCE)]
    for batch in steps(batches, _("Writing stories"), total=count, screen=screen):
        stories = [
            BackNumber(
                document=_document(rng, cast, last + 1 + number),
                published_at=_published_at(number, count, now),
            )
            for number in batch
        ]
        ids = bring_in(stories, by=accounts["editor"])
        readerships = [
            _readership(rng, pk, story.published_at) for pk, story in zip(ids, stories, strict=True)
        ]
        count_readers(readerships, hours_ago=HOURS_AGO, now=now)


def _published_at(number: int, count: int, now: datetime) -> datetime:
    """Return a time in the past years: the nearer, the more stories; the last of all just now."""
    share = (count - number) / count
    return clock.whole_milliseconds(now - timedelta(days=365 * YEARS_BACK) * share**2)


def _document(rng: random.Random, cast: Cast, number: int) -> dict[str, Any]:
    (language,) = rng.choices(LANGUAGES, COMMONNESS)
    voice = VOICES[language]
    title = headline(rng, voice)
    photos = rng.sample(cast.photos, k=rng.choice((1, 2)))
    return {
        "headline": title,
        "standfirst": sentences(rng, voice, 120),
        "slug": f"story-{number}",
        "language": language,
        "category": _skewed(rng, cast.categories),
        "tags": _several(rng, cast.tags, TAGS),
        "byline": [{"author": _skewed(rng, cast.authors), "role": ""}],
        "lead": _figure(rng, voice, photos[0]),
        "sections": list(_sections(rng, cast, voice, photos[1:])),
        "source": {"name": "The Harbour Courier", "url": ""},
    }


def _sections(
    rng: random.Random, cast: Cast, voice: Voice, photos: Sequence[tuple[int, str]]
) -> Iterator[dict[str, Any]]:
    for number in range(SECTIONS):
        blocks = [_passage(rng, voice), _passage(rng, voice)]
        if 0 < number <= QUOTES:
            blocks.insert(1, _quote(rng, voice, _skewed(rng, cast.experts)))
        if number == 1 and photos:
            blocks.append({"type": "photo", "id": _key(rng)} | _figure(rng, voice, photos[0]))
        heading = rng.choice(voice.what).capitalize() if number else ""
        yield {"id": _key(rng), "heading": heading, "blocks": blocks}


def _passage(rng: random.Random, voice: Voice) -> dict[str, Any]:
    halves = [sentences(rng, voice, SECTION_CHARACTERS // 5) for _half in "ab"]
    html = f"<p>{halves[0]}</p><p>{halves[1]}</p>"
    return {"type": "text", "id": _key(rng), "html": html}


def _quote(rng: random.Random, voice: Voice, expert: tuple[int, str]) -> dict[str, Any]:
    pk, name = expert
    return {
        "type": "quote",
        "id": _key(rng),
        "text": f"{sentence(rng, voice)} {sentence(rng, voice)}",
        "expert": pk,
        "attribution": voice.said.format(name=name),
    }


def _figure(rng: random.Random, voice: Voice, photo: tuple[int, str]) -> dict[str, Any]:
    pk, alt = photo
    caption = voice.caption.format(what=rng.choice(voice.what))
    return {"photo": pk, "caption": caption, "credit": voice.credit, "alt": alt}


def _key(rng: random.Random) -> str:
    return "".join(rng.choices(LETTERS, k=12))


def _skewed(rng: random.Random, choices: Sequence[Any]) -> Any:
    """Return one of them: the n-th about 1/n as often as the first (Zipf)."""
    return rng.choices(choices, cum_weights=_zipf(len(choices)))[0]


def _several(rng: random.Random, choices: Sequence[int], count: int) -> list[int]:
    found: dict[int, None] = {}
    while len(found) < count:
        found.setdefault(_skewed(rng, choices))
    return list(found)


_sums: dict[int, list[float]] = {}


def _zipf(count: int) -> list[float]:
    if count not in _sums:
        _sums[count] = list(accumulate(1 / rank for rank in range(1, count + 1)))
    return _sums[count]


def _readership(rng: random.Random, pk: int, published_at: datetime) -> Readership:
    views = min(MOST_VIEWS, int(50 * rng.paretovariate(0.9)))
    shares = {network: int(views * rng.random() * 0.01) for network in NETWORKS}
    return Readership(pk, published_at, views, shares)


def _add_replies(
    count: int, accounts: Mapping[str, Any], *, rng: random.Random, now: datetime, screen: Screen
) -> None:
    """Let readers reply to the newest stories."""
    newest = Edition.objects.live(now).order_by("-published_at", "-id")
    stories = list(newest.values_list("article_id", "language", "published_at")[:DISCUSSED])
    for batch in steps(
        letters(rng, stories, count, now=now, at_once=REPLIES_AT_ONCE),
        _("Writing replies"),
        total=count,
        screen=screen,
    ):
        write_replies(batch, moderator=accounts["moderator"])
