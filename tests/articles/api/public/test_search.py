"""Readers expect to find what was published, and editors that nothing else is found."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions.merge_articles import merge_articles
from articles.actions.people import correct, correct_expert, merge_experts
from articles.actions.publish import publish
from articles.actions.withdraw import unschedule, withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Article, Author, Category, Edition, Expert, SearchSlip, Tag
from articles.queries import search as queries
from articles.queries.working_copy import load
from articles.rules.copy import BylineEntry, Passage, Quote, Section
from articles.rules.search_terms import spellings
from cms.kernel import clock as newsroom_clock

URL = "/api/v1/search/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def wrote(ada, story_copy):
    """Return what publishes a story with a headline and a text; keywords change facts."""

    def write(headline, text="Nothing.", *, at=None, until=None, first=None, **facts):
        number = Article.objects.count()
        sections = (Section("", blocks=(Passage("", f"<p>{text}</p>"),)),)
        given = {"standfirst": "Of it.", "sections": sections} | facts
        copy = replace(story_copy(headline=headline, slug=f"story-{number}"), **given)
        article = create_article(copy, by=ada)
        publish(article.pk, by=ada, at=at, until=until, first_published_at=first)
        return article

    return write


@pytest.fixture
def found(api):
    """Return what searches and gives the headlines found, in order."""

    def search(q, **how):
        answer = api.get(f"{URL}?{urlencode({'q': q, **how}, doseq=True)}")
        assert answer.status_code == 200, answer.content
        return [row["article"]["title"] for row in answer.json()["results"]]

    return search


def test_a_story_is_found_by_its_words_with_an_extract(api, strike_story):
    answer = api.get(f"{URL}?q=silence")

    body = answer.json()
    [row] = body["results"]
    assert (body["count"], body["is_all"], body["next"], body["previous"]) == (1, True, None, None)
    assert row["article"] == api.get("/api/v1/articles/").json()["results"][0]
    assert row["highlights"]["headline"] == "Dockers strike for a third day"
    assert "A day of <mark>silence</mark> costs two million." in row["highlights"]["text"]
    assert row["score"] == 0.2
    assert body["facets"] == {
        "category": [{"slug": "city", "name": "City", "count": 1}],
        "tag": [{"slug": "strikes", "name": "Strikes", "count": 1}],
        "expert": [{"slug": "rosa-lind", "name": "Rosa Lind", "count": 1}],
    }
    assert f"article-{strike_story.pk}" in answer.headers["Surrogate-Key"]


@pytest.mark.parametrize(
    "q",
    ["DOCKERS", "striking", "dockers silence", "Lind", "berit holm", "crane dawn", "feeds",
     '"third day"', "strike -mayor", "strikes City", "“a port that sleeps”"],
)  # fmt: skip
def test_all_that_it_says_and_names_is_found(found, strike_story, q):
    assert found(q) == ["Dockers strike for a third day"]


@pytest.mark.parametrize(
    "q", ["mayor", "strike mayor", "strike -silence", '"day third"', '-"third day" strike', "doc"]
)
def test_what_it_does_not_say_is_not_found(found, strike_story, q):
    assert found(q) == []


def test_while_somebody_types_the_last_word_goes_on(found, strike_story):
    typed = ["doc", "dock", "docke", "stri", "strikin", "day st", "strike silenc"]

    assert [found(q, prefix="true") for q in typed] == [
        ["Dockers strike for a third day"] if q not in {"strikin", "day st"} else [] for q in typed
    ]
    assert found("doc str") == found("xyz", prefix="true") == []


def test_a_beginning_of_the_word_as_it_is_spelt_is_enough(wrote, found):
    wrote("Striking", "Negotiations failed.")

    for typed in ("strikin", "negotiati", "negotiation", "negotiations"):
        assert found(typed, prefix="true") == ["Striking"], typed


def test_words_are_of_the_language_of_their_story(wrote, found):
    wrote("Las elecciones", "El puerto espera.", language="es")
    wrote("The general", "One general generally agrees.")

    assert found("elección") == found("ELECCIONES") == found("puertos") == ["Las elecciones"]
    assert found("eleccion", language="es,en") == ["Las elecciones"]
    assert found("elecciones", language="en") == found("elecciones", language="fr") == []


@pytest.mark.parametrize(
    ("language", "text", "queries"),
    [
        ("ar", "قال أحمد إنّ الكِتَابَ في الـمـدرسة", ["احمد", "كتاب", "مدرسه", "المدرسة"]),
        ("ja", "新しい東京の港で火事があった。", ["東京", "火事", "東京の港", "港"]),
        ("zh", "北京市长昨天辞职", ["市长", "北京", "辞职"]),
        ("uk", "Київ прокинувся", ["київ", "КИЇВ прокинувся"]),
        ("de", "Die Straße zum Häfen", ["strasse", "hafen", "straße"]),
        ("fr", "L’été à l’Élysée", ["ete", "elysee", "l'été"]),
        ("hi", "हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("he", "שָׁלוֹם עולם", ["שלום"]),
        ("th", "กรุงเทพมหานคร", ["เทพ"]),
    ],
)
def test_scripts_and_accents_of_the_world(api, wrote, language, text, queries):
    wrote("A headline", text, language=language)

    for q in queries:
        [row] = api.get(f"{URL}?{urlencode({'q': q})}").json()["results"]
        assert "<mark>" in row["highlights"]["text"], q


def test_marks_stand_around_the_words_of_right_to_left_text(api, wrote):
    wrote("A headline", "قال أحمد إنّ الكِتَابَ هنا", language="ar")

    [row] = api.get(f"{URL}?{urlencode({'q': 'كتاب'})}").json()["results"]

    assert "قال أحمد إنّ <mark>الكِتَابَ</mark> هنا" in row["highlights"]["text"]


def test_headlines_names_and_texts_weigh_in_this_order(wrote, found, berit):
    wrote("In passing", "A pilot.")
    wrote("Often", "Pilot, pilot, pilot.")
    wrote("Headed", sections=(Section("", "The pilot", blocks=(Passage("", "<p>x</p>"),)),))
    wrote("Named", standfirst="A pilot speaks.")
    wrote("The pilot")

    assert found("pilot") == ["The pilot", "Named", "Headed", "Often", "In passing"]


def test_the_newer_of_two_is_first_and_newest_is_an_order(wrote, found, clock):
    now = newsroom_clock.now()
    wrote("Pilot of old", first=now - timedelta(days=300))
    wrote("Pilot of now", first=now - timedelta(days=1))
    wrote("Mention", "A pilot.", first=now - timedelta(hours=1))

    assert found("pilot") == ["Pilot of now", "Pilot of old", "Mention"]
    assert found("pilot", ordering="newest") == ["Mention", "Pilot of now", "Pilot of old"]


def test_only_what_is_live_at_the_moment_is_found(wrote, found, clock, ada, api):
    now = newsroom_clock.now()
    wrote("Pilot to come", at=now + timedelta(hours=2))
    wrote("Pilot for an hour", until=now + timedelta(hours=1))

    fresh = api.get(f"{URL}?q=pilot")
    assert fresh.json()["count"] == 1
    assert found("pilot") == ["Pilot for an hour"]
    clock.shift(3_600)
    assert found("pilot") == []
    clock.shift(3_600)
    assert found("pilot") == ["Pilot to come"]


def test_no_cache_keeps_a_search_past_the_next_edge(wrote, api, clock):
    wrote("Pilot", until=newsroom_clock.now() + timedelta(seconds=9))

    header = api.get(f"{URL}?q=pilot").headers["Cache-Control"]

    fresh, stale = (int(part.partition("=")[2]) for part in header.split(", ")[2:])
    assert fresh + stale <= 9


def test_what_was_changed_is_found_by_its_new_words_only(wrote, found, ada, clock):
    article = wrote("Pilot", "The old ferry.")
    clock.shift(60)
    copy = replace(load(article), headline="Captain")
    write_copy(article.pk, copy, by=ada, version=None)
    assert found("pilot") == ["Pilot"]
    publish(
        article.pk,
        by=ada,
        at=newsroom_clock.now() + timedelta(hours=1),
        waive=frozenset({"no_lead"}),
    )

    assert (found("pilot"), found("captain")) == (["Pilot"], [])
    clock.shift(3_600)
    assert (found("pilot"), found("captain")) == ([], ["Captain"])
    publish(article.pk, by=ada)
    assert SearchSlip.objects.count() == 1
    assert rows_of_the_index() == 1


def test_a_change_that_is_called_off_leaves_the_story_findable(wrote, found, ada, clock):
    article = wrote("Pilot")
    clock.shift(60)
    publish(article.pk, by=ada, at=newsroom_clock.now() + timedelta(hours=1))
    unschedule(article.pk, by=ada)

    clock.shift(7_200)
    assert found("pilot") == ["Pilot"]


def test_what_is_withdrawn_is_gone_and_what_returns_is_found(wrote, found, ada, clock):
    article = wrote("Pilot")
    withdraw(article.pk, by=ada)
    assert found("pilot") == []
    assert (SearchSlip.objects.count(), rows_of_the_index()) == (0, 0)

    publish(article.pk, by=ada)
    assert found("pilot") == ["Pilot"]


def rows_of_the_index():
    if connection.vendor != "sqlite":
        return SearchSlip.objects.count()  # it is a column of these
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM articles_searchindex")
        return cursor.fetchone()[0]


def test_people_and_headings_are_found_under_the_names_of_today(found, strike_story, rosa, berit):
    correct_expert(rosa.pk, name="Rosamund Linde")
    correct(berit, name="Birgit Holmes")
    correct(Tag.objects.get(), name="Walkouts")
    correct(Category.objects.get(), name="Town")

    for q in ("rosamund", "birgit", "walkouts", "town", "lind"):  # "lind" is still printed
        assert found(q) == ["Dockers strike for a third day"], q
    assert found("berit") == []


def test_a_merged_expert_leads_to_the_other(found, api, strike_story, rosa):
    other = Expert.objects.create(slug="ann-oak", name="Ann Oak")
    merge_experts(keep=other.pk, away=rosa.pk)

    assert found("oak") == found("strike", expert="rosa-lind") == found("strike", expert="ann-oak")
    assert found("oak") == ["Dockers strike for a third day"]
    facets = api.get(f"{URL}?q=strike").json()["facets"]
    assert facets["expert"] == [{"slug": "ann-oak", "name": "Ann Oak", "count": 1}]


def test_of_two_stories_that_became_one_only_that_is_found(wrote, found, ada):
    old, new = wrote("Pilot one"), wrote("Pilot two")
    withdraw(old.pk, by=ada)
    merge_articles(old.pk, new.pk, by=ada)

    assert found("pilot") == ["Pilot two"]


@pytest.fixture
def harbour(wrote, city, strikes, rosa, berit):
    """Twelve stories about a pilot, filed in different ways."""
    sport = Category.objects.create(slug="sport", name="Sport")
    boats = Tag.objects.create(slug="boats", name="Boats")
    jo = Author.objects.create(slug="jo-berg", name="Jo Berg")
    ola = Expert.objects.create(slug="ola-nord", name="Ola Nord")
    for number in range(12):
        who = (rosa, ola)[number % 3 == 0]
        quote = Quote("", "The pilot knows.", who.pk, "", "said somebody")
        wrote(
            f"Pilot {number}",
            first=newsroom_clock.now() - timedelta(days=number),
            category=(city, sport)[number % 2].pk,
            tags=(strikes.pk, boats.pk)[: 1 + (number % 4 == 0)],
            byline=(BylineEntry((berit, jo)[number % 5 == 0].pk),),
            sections=(Section("", blocks=(Passage("", "<p>x</p>"), quote)),),
        )


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({}, range(12)),
        ({"category": "sport"}, range(1, 12, 2)),
        ({"category": "sport,city"}, range(12)),
        ({"tag": "boats"}, (0, 4, 8)),
        ({"tag": ["boats", "strikes"]}, (0, 4, 8)),
        ({"tag": "boats,strikes"}, range(12)),
        ({"expert": "ola-nord", "category": "city"}, (0, 6)),
        ({"author": "jo-berg"}, (0, 5, 10)),
        ({"author": "nobody"}, ()),
        ({"published_after": "-36h"}, (0, 1)),
        ({"published_before": "-204h"}, (9, 10, 11)),
        ({"published_after": "-5d", "published_before": "-2d", "tag": "boats"}, (4,)),
        ({"language": "es"}, ()),
    ],
)
@pytest.mark.parametrize("ordering", ["relevance", "newest"])
def test_filters_narrow_and_facets_count(api, clock, harbour, filters, numbers, ordering):
    query = urlencode({"q": "pilot", "ordering": ordering, "facets": "category,tag,expert,author"}
                      | filters, doseq=True)  # fmt: skip
    body = api.get(f"{URL}?{query}").json()

    assert [row["article"]["title"] for row in body["results"]] == [f"Pilot {n}" for n in numbers]
    assert body["count"] == len(numbers)
    counted = {
        facet: {row["slug"]: row["count"] for row in rows} for facet, rows in body["facets"].items()
    }
    assert counted == {
        "category": tally(numbers, lambda n: [("city", "sport")[n % 2]]),
        "tag": tally(numbers, lambda n: ["strikes", "boats"][: 1 + (n % 4 == 0)]),
        "expert": tally(numbers, lambda n: [("rosa-lind", "ola-nord")[n % 3 == 0]]),
        "author": tally(numbers, lambda n: [("berit-holm", "jo-berg")[n % 5 == 0]]),
    }


def tally(numbers, slugs):
    counts = {}
    for number in numbers:
        for slug in slugs(number):
            counts[slug] = counts.get(slug, 0) + 1
    return counts


def test_pages_follow_each_other_by_number_and_by_cursor(api, clock, harbour):
    for start in ("ordering=relevance", "ordering=newest", "ordering=newest&cursor="):
        seen, url = [], f"{URL}?q=pilot&page_size=5&{start}"
        while url:
            page = api.get(url).json()
            seen += [row["article"]["title"] for row in page["results"]]
            last, url = page, page["next"]
        assert seen == [f"Pilot {n}" for n in range(12)], start
        back = api.get(last["previous"]).json()
        assert [row["article"]["title"] for row in back["results"]] == seen[5:10]


def test_what_is_looked_at_is_bounded_and_said(api, clock, harbour, wrote, monkeypatch):
    wrote("Old", "A pilot.", first=newsroom_clock.now() - timedelta(days=99))
    monkeypatch.setattr(queries, "MOST", 4)
    monkeypatch.setattr(queries, "MOST_HEADLINES", 3)

    body = api.get(f"{URL}?q=pilot").json()
    newest = api.get(f"{URL}?q=pilot&ordering=newest&page_size=4").json()
    walked = api.get(f"{URL}?q=pilot&ordering=newest&cursor=").json()

    assert (body["count"], body["is_all"]) == (7, False)
    assert sum(row["count"] for row in body["facets"]["category"]) == 7
    assert (newest["count"], newest["is_all"], newest["next"]) == (4, False, None)
    assert len(walked["results"]) == 13


def test_less_or_more_of_each_story(api, strike_story):
    less = api.get(f"{URL}?q=strike&fields=title,slug").json()["results"][0]
    more = api.get(f"{URL}?q=strike&fields=title,sections.heading").json()["results"][0]

    assert set(less["article"]) == {"title", "slug"}
    assert more["article"]["sections"][1]["heading"] == "What it costs"
    assert less["highlights"] == more["highlights"]


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("", "q", "required"),
        ("?q=", "q", "empty_parameter"),
        ("?q=%20", "q", "empty_parameter"),
        ("?q=%22%27*-.", "q", "no_words"),
        ("?q=%F0%9F%98%80", "q", "no_words"),
        ("?q=-strike", "q", "only_unwanted"),
        ("?q=%00", "q", "bad_encoding"),
        ("?q=%FF", "q", "bad_encoding"),
        ("?q=" + "+".join("abcdefghijklmnopq"), "q", "too_many_words"),
        ("?q=" + "a" * 10_000, "q", "too_long"),
        ("?q=a&q=b", "q", "repeated_parameter"),
        ("?q=a&ordering=age", "ordering", "unknown_ordering"),
        ("?q=a&cursor=", "cursor", "cursor_without_order"),
        ("?q=a&ordering=newest&cursor=x", "cursor", "bad_cursor"),
        ("?q=a&facets=mood", "facets", "unknown_facet"),
        ("?q=a&prefix=yes", "prefix", "not_a_truth"),
        ("?q=a&published_after=soon", "published_after", "not_a_time"),
        ("?q=a&language=,", "language", "empty_parameter"),
        ("?q=a&tag=" + ",".join("b" * 99), "tag", "too_many"),
        ("?q=a&page=99999", "page", "page_too_deep"),
        ("?q=a&search=b", "search", "unknown_parameter"),
        ("?q=a&fields=secret", "fields", "unknown_field"),
    ],
)
def test_what_cannot_be_searched_is_refused_by_name(api, strike_story, query, field, code):
    answer = api.get(f"{URL}{query}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    [error] = answer.json()["errors"]
    assert (error["field"], error["code"]) == (field, code)


@pytest.mark.parametrize(
    "q",
    ['NEAR(strike day, 2)', 'strike OR mayor"', "headline : strike", "{headline} : x", "strike*",
     "^strike", "a AND NOT b", "strike:*", "strike & !day | x", "'strike' <-> 'day'", "\\'; DROP",
     "strike:A", "x'); DELETE FROM articles_edition; --", "%s %(a)s {}", '"', "( ( (", "-( -) a",
     "strike \u202e day", "a\u0301\u0301\u0301 b", "\U0001f600 strike", "#c1 =strikes", "﷽ x"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["true", "false"])
def test_nothing_that_is_typed_is_an_order_to_the_database(api, strike_story, q, prefix):
    answer = api.get(f"{URL}?{urlencode({'q': q, 'prefix': prefix})}")

    assert answer.status_code == 200 or answer.json()["errors"][0]["field"] == "q"
    assert Edition.objects.count() == 1


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_is_trouble(api, strike_story, text):
    answer = api.get(f"{URL}?{urlencode({'q': text, 'prefix': 'true'})}")

    assert answer.status_code in {200, 400}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_word_of_a_live_story_finds_it_and_nothing_that_is_not_live(
    api, wrote, clock, ada, data
):
    letters = st.characters(categories=("L", "M", "N", "P", "Zs"), exclude_characters="<>&")
    said = st.text(letters, min_size=1, max_size=80).filter(str.strip)
    text = data.draw(said, label="text")
    language = data.draw(st.sampled_from(["en", "es", "ar", "de", "ja", "xx"]), label="language")
    live = wrote("Live", text, language=language)
    hour = timedelta(hours=1)
    wrote("To come", text, language=language, at=newsroom_clock.now() + hour)
    gone = wrote("Gone", text, language=language)
    withdraw(gone.pk, by=ada)
    words = spellings(" ".join(text.split()))

    word = data.draw(st.sampled_from(words or ["nothing"]), label="word")
    answer = api.get(f"{URL}?{urlencode({'q': word, 'language': language})}")
    titles = [] if answer.status_code == 400 else titles_of(answer)

    assert set(titles) <= {"Live"}
    assert titles or not words or answer.status_code == 400
    withdraw(live.pk, by=ada)
    Edition.objects.all().delete()


def titles_of(answer):
    return [row["article"]["title"] for row in answer.json()["results"]]


def test_the_list_of_stories_looks_in_the_same_index(api, clock, harbour):
    body = api.get("/api/v1/articles/?search=pil&ordering=published_at&category=sport").json()

    assert [row["title"] for row in body["results"]] == [f"Pilot {n}" for n in range(11, 0, -2)]
    assert api.get("/api/v1/articles/?search=%21%21").json()["count"] == 0
    assert api.get("/api/v1/articles/?search=pilot -pilot").json()["count"] == 0
