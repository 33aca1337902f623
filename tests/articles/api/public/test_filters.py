"""Do the filters of the list mean what a plain reading of the question finds?"""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Author, Category, Expert, Tag
from articles.rules.copy import BylineEntry, Passage, Quote, Section
from cms.kernel import clock as newsroom_clock
from tests.stories import a_photo, complete_copy

pytestmark = pytest.mark.django_db

URL = "/api/v1/articles/"
STORIES = 16
LANGUAGES = ("en", "es", "he")
KINDS = {"category": Category, "tag": Tag, "author": Author, "expert": Expert}
SLUGS = {kind: tuple(f"{kind}-{letter}" for letter in "abc") for kind in KINDS}
MANY = ("tag", "author", "expert")  # may be repeated: AND
TIMES = {
    "published_after": "published",
    "published_before": "published",
    "updated_after": "updated",
}
ORDERS = {"published_at": "published", "updated_at": "updated", "title": "title"}


class Story(NamedTuple):
    """A story as a plain reader knows it."""

    number: int
    slug: str
    title: str
    language: str
    category: str
    tag: frozenset[str]
    author: frozenset[str]
    expert: frozenset[str]
    published: datetime
    updated: datetime


@pytest.fixture
def newsroom(clock, ada):
    """Sixteen stories, all by chance; some times and titles are alike."""
    chance = Random(20261122)  # noqa: S311
    photo, now = a_photo(), newsroom_clock.now()
    rows = {
        slug: model.objects.create(slug=slug, name=slug).pk
        for kind, model in KINDS.items()
        for slug in SLUGS[kind]
    }
    return [_published(number, chance, rows, photo, now, ada) for number in range(STORIES)]


def _published(number, chance, rows, photo, now, by):
    def some(kind, least):
        return frozenset(chance.sample(SLUGS[kind], chance.randint(least, 3)))

    published = now - timedelta(days=chance.randint(0, 8), hours=chance.choice((0, 0, 3)))
    story = Story(
        number=number,
        slug=f"story-{number}",
        title=chance.choice("abcdefg"),
        language=chance.choice(LANGUAGES),
        category=chance.choice(SLUGS["category"]),
        tag=some("tag", 0),
        author=some("author", 0),
        expert=some("expert", 0),
        published=published,
        updated=published,
    )
    quotes = tuple(Quote("", "No.", rows[slug]) for slug in sorted(story.expert))
    copy = complete_copy(
        category=rows[story.category],
        tag=0,
        expert=0,
        author=0,
        photo=photo,
        headline=story.title,
        slug=story.slug,
        language=story.language,
        tags=tuple(rows[slug] for slug in sorted(story.tag)),
        byline=tuple(BylineEntry(rows[slug]) for slug in sorted(story.author)),
        sections=(Section("", blocks=(Passage("", "<p>Quay.</p>"), *quotes)),),
    )
    article = create_article(copy, by=by)
    publish(article.pk, by=by, first_published_at=published)
    if chance.random() < 0.4:
        publish(article.pk, by=by)
        story = story._replace(updated=now)
    return story


def read(stories, question):
    """Return the slugs that the question means, in its order, by a plain reading of it."""
    found = [story for story in stories if all(_is_meant(story, *said) for said in question)]
    keys = dict(question).get("ordering", "-published_at").split(",")
    found.sort(key=lambda story: story.number, reverse=keys[0].startswith("-"))
    for key in reversed(keys):
        column = ORDERS[key.removeprefix("-")]
        found.sort(key=lambda story: getattr(story, column), reverse=key.startswith("-"))
    return [story.slug for story in found]


def _is_meant(story, name, said):
    if name == "ordering":
        return True
    if name in TIMES:
        column, moment = getattr(story, TIMES[name]), MEANT[said]
        return column < moment if name.endswith("before") else column >= moment
    words = {word.strip() for word in said.split(",")}
    own = getattr(story, name)
    return bool(words & own) if isinstance(own, frozenset) else own in words


MEANT = {
    "-2d": datetime(2026, 11, 20, 9, tzinfo=UTC),
    "-50h": datetime(2026, 11, 20, 7, tzinfo=UTC),
    "-1w": datetime(2026, 11, 15, 9, tzinfo=UTC),
    "2026-11-20": datetime(2026, 11, 20, tzinfo=UTC),
    "2026-11-18T09:00:00Z": datetime(2026, 11, 18, 9, tzinfo=UTC),
    "2026-11-19T12:00:00+03:00": datetime(2026, 11, 19, 9, tzinfo=UTC),
}


def lists(*words):
    """Return what may stand behind a filter: words with commas, some of them nothing's."""
    known = st.lists(st.sampled_from([*words, "nothing"]), min_size=1, max_size=3, unique=True)
    return st.tuples(known, st.sampled_from([",", ", "])).map(lambda said: said[1].join(said[0]))


@st.composite
def questions(draw):
    """Draw what to ask: pairs of names and values, as they stand in an address."""
    said = []
    singles = {
        "language": lists(*LANGUAGES),
        "category": lists(*SLUGS["category"]),
        "slug": lists(*(f"story-{number}" for number in range(STORIES))),
        **{name: st.sampled_from(sorted(MEANT)) for name in TIMES},
    }
    chosen = draw(st.sets(st.sampled_from([*singles, *MANY]), max_size=3))
    for name in sorted(chosen):
        if name in singles:
            said.append((name, draw(singles[name])))
        else:
            times = draw(st.integers(1, 3))
            said += [(name, draw(lists(*SLUGS[name]))) for _time in range(times)]
    keys = draw(st.lists(st.sampled_from(sorted(ORDERS)), max_size=3, unique=True))
    if keys:
        signed = [draw(st.sampled_from(["", "-"])) + key for key in keys]
        said.append(("ordering", ",".join(signed)))
    return said


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=questions(), size=st.integers(1, 7))
def test_a_list_holds_what_a_plain_reading_of_the_question_finds(api, newsroom, question, size):
    expected = read(newsroom, question)

    whole = api.get(f"{URL}?{urlencode([*question, ('page_size', 100)])}").json()
    assert [one["slug"] for one in whole["results"]] == expected
    assert whole["count"] == len(expected)

    walked, url = [], f"{URL}?{urlencode([*question, ('page_size', size), ('cursor', '')])}"
    while url:
        page = api.get(url).json()
        walked += [one["slug"] for one in page["results"]]
        url = page["next"]
    assert walked == expected


def test_there_is_something_to_tell_apart(newsroom):
    assert len({story.published for story in newsroom}) < STORIES
    assert len({story.title for story in newsroom}) < STORIES
    assert 0 < sum(story.updated != story.published for story in newsroom) < STORIES
    for kind in MANY:
        assert {len(getattr(story, kind)) for story in newsroom} >= {0, 1, 2}


@pytest.mark.parametrize(
    "empty", ["tag=", "language=", "category=", "published_after=", "tag=tag-a&tag=", "tag=&tag=a"]
)
def test_a_filter_that_says_nothing_is_refused_and_never_finds_everything(api, newsroom, empty):
    answer = api.get(f"{URL}?{empty}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == empty.partition("=")[0]
