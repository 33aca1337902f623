"""Reading stories over HTTP, as a frontend developer does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.actions.people import correct_expert, merge_experts
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Expert
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock

URL = "/api/v1/articles/"


def test_one_request_paints_the_page(api, strike_story, rosa):
    answer = api.get(f"{URL}dockers-strike/")

    story = answer.json()
    assert answer.status_code == 200
    assert story["title"] == "Dockers strike for a third day"
    assert [b["type"] for s in story["sections"] for b in s["blocks"]] == [
        "text", "text", "quote", "photo",
    ]  # fmt: skip
    assert story["sections"][1]["anchor"] == "what-it-costs"
    assert story["sections"][1]["blocks"][1]["expert"]["slug"] == "rosa-lind"
    assert story["share"]["total"] == 0
    assert story["comments"]["open"] is True


def test_an_unchanged_story_is_304(api, strike_story):
    etag = api.get(f"{URL}dockers-strike/").headers["ETag"]

    again = api.get(f"{URL}dockers-strike/", HTTP_IF_NONE_MATCH=etag)

    assert again.status_code == 304
    assert again.headers["ETag"] == etag
    assert not again.content


def test_no_cache_keeps_a_story_past_its_end(clock, api, ada, story_copy):
    article = create_article(story_copy(), by=ada)
    publish(article.pk, by=ada, until=newsroom_clock.now() + timedelta(seconds=12))

    for path in (f"{URL}dockers-strike/", URL, "/api/v1/experts/", "/api/v1/quotes/"):
        header = api.get(path).headers["Cache-Control"]
        fresh, stale = (int(part.partition("=")[2]) for part in header.split(", ")[2:])
        assert fresh + stale <= 12


def test_a_story_names_to_caches_all_that_it_shows(api, ada, story_copy, strike_story):
    beside = create_article(replace(story_copy(slug="beside"), related=(strike_story.pk,)), by=ada)
    publish(beside.pk, by=ada)

    keys = api.get(f"{URL}beside/").headers["Surrogate-Key"].split()

    assert {f"article-{beside.pk}", f"comments-{beside.pk}", f"article-{strike_story.pk}"} <= {
        *keys
    }
    assert len(keys) == len(set(keys))


def test_a_story_costs_two_queries_however_long_and_then_one(
    api, ada, story_copy, django_assert_num_queries
):
    copy = story_copy(slug="long")
    long = create_article(copy.with_sections((*copy.sections, *copy.sections[1:] * 40)), by=ada)
    publish(long.pk, by=ada)
    short = create_article(story_copy(slug="short"), by=ada)
    publish(short.pk, by=ada)

    for slug in ("long", "short"):
        for queries in (2, 1):
            with django_assert_num_queries(queries):
                assert api.get(f"{URL}{slug}/").status_code == 200


def test_a_list_costs_the_same_for_one_story_and_for_thirty(
    api, ada, story_copy, django_assert_num_queries
):
    for number in range(30):
        publish(create_article(story_copy(slug=f"s-{number}"), by=ada).pk, by=ada)

    for size in (1, 30):
        with django_assert_num_queries(6):
            assert len(api.get(f"{URL}?page_size={size}").json()["results"]) == size


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?colour=red", "unknown_parameter"),
        ("?page_size=101", "out_of_range"),
        ("?page=1&page=2", "repeated_parameter"),
        ("?language=", "empty_parameter"),
        ("?ordering=password", "unknown_ordering"),
        ("?cursor=abc", "bad_cursor"),
        ("?published_after=yesterday", "not_a_time"),
        ("?published_after=0001-01-01T00:00:00-12:00", "not_a_time"),
        ("?fields=title,secret", "unknown_field"),
        ("?search=%00", "bad_encoding"),
        ("?page=9999999", "page_too_deep"),
    ],
)
def test_what_a_list_does_not_take_is_refused_by_name(api, strike_story, query, code):
    answer = api.get(f"{URL}{query}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["code"] == code


def test_fields_and_omit_give_less(api, strike_story):
    less = api.get(f"{URL}dockers-strike/?fields=title,lead_photo.url,sections.blocks.id").json()
    without = api.get(f"{URL}?omit=byline,lead_photo.renditions").json()["results"][0]

    assert set(less) == {"title", "lead_photo", "sections"}
    assert set(less["lead_photo"]) == {"url"}
    assert set(less["sections"][1]["blocks"][0]) == {"id"}
    assert "byline" not in without
    assert "renditions" not in without["lead_photo"]


def test_text_comes_as_markdown_too(api, strike_story):
    story = api.get(f"{URL}dockers-strike/?format_text=markdown").json()

    assert story["sections"][0]["blocks"][0]["markdown"] == "Nothing moved on the quay."


def test_filters_mean_either_with_commas_and_all_when_repeated(api, strike_story):
    either = api.get(f"{URL}?tag=strikes,nothing").json()
    both = api.get(f"{URL}?tag=strikes&tag=nothing").json()

    assert either["count"] == 1
    assert both["count"] == 0


def test_cursors_neither_lose_nor_repeat_while_stories_arrive(api, ada, story_copy, clock):
    for number in range(7):
        clock.shift(60)
        publish(create_article(story_copy(slug=f"s-{number}"), by=ada).pk, by=ada)
    seen = []

    url = f"{URL}?cursor=&page_size=2"
    while url:
        page = api.get(url).json()
        seen += [item["slug"] for item in page["results"]]
        clock.shift(60)
        publish(create_article(story_copy(slug=f"new-{len(seen)}"), by=ada).pk, by=ada)
        url = page["next"]

    assert seen == [f"s-{n}" for n in reversed(range(7))]


def test_a_cursor_leads_back_too(api, ada, story_copy, clock):
    for number in range(5):
        clock.shift(60)
        publish(create_article(story_copy(slug=f"s-{number}"), by=ada).pk, by=ada)
    first = api.get(f"{URL}?cursor=&page_size=2").json()
    second = api.get(first["next"]).json()

    back = api.get(second["previous"]).json()

    assert back["results"] == first["results"]
    assert back["previous"] is None


def test_a_former_address_leads_to_the_present_one(api, ada, strike_story):
    write_copy(strike_story.pk, replace(load(strike_story), slug="new"), by=ada, version=1)
    publish(strike_story.pk, by=ada)

    answer = api.get(f"{URL}dockers-strike/?fields=title")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{URL}new/?fields=title"


def test_a_withdrawn_story_is_gone_with_its_note(api, ada, strike_story):
    withdraw(strike_story.pk, by=ada, note="Wrong harbour.")

    answer = api.get(f"{URL}dockers-strike/")

    assert answer.status_code == 410
    assert answer.json()["note"] == "Wrong harbour."
    assert api.get(URL).json()["count"] == 0
    assert api.get("/api/v1/quotes/").json()["count"] == 0
    assert api.get("/api/v1/experts/rosa-lind/").status_code == 404


def test_a_renamed_expert_is_renamed_in_live_stories_but_not_as_printed(api, strike_story, rosa):
    correct_expert(rosa.pk, name="Rosa Lind-Berg", slug="rosa-lind-berg")

    quote = api.get(f"{URL}dockers-strike/").json()["sections"][1]["blocks"][1]
    former = api.get("/api/v1/experts/rosa-lind/")

    assert quote["expert"]["name"] == "Rosa Lind-Berg"
    assert quote["printed_name"] == "Rosa Lind"
    assert former.status_code == 301
    assert former.headers["Location"] == "/api/v1/experts/rosa-lind-berg/"


def test_merged_experts_share_their_quotes_and_addresses(api, strike_story, rosa):
    whole = Expert.objects.create(slug="dr-rosa-lind", name="Dr Rosa Lind")

    merge_experts(keep=whole.pk, away=rosa.pk)

    assert api.get("/api/v1/experts/rosa-lind/").status_code == 301
    quotes = api.get("/api/v1/experts/dr-rosa-lind/quotes/").json()
    assert [q["text"] for q in quotes["results"]] == ["A port that sleeps feeds nobody."]
    story = api.get(f"{URL}dockers-strike/").json()
    assert story["sections"][1]["blocks"][1]["expert"]["slug"] == "dr-rosa-lind"
    assert [e["slug"] for e in api.get("/api/v1/experts/").json()["results"]] == ["dr-rosa-lind"]


def test_search_finds_words_of_the_body_without_accents(api, ada, story_copy):
    publish(create_article(story_copy(headline="Où est l’été"), by=ada).pk, by=ada)

    assert api.get(f"{URL}?search=ete silence").json()["count"] == 1
    assert api.get(f"{URL}?search=ete winter").json()["count"] == 0


def test_picks_of_the_editors_cost_one_query_more(
    api, ada, strike_story, story_copy, django_assert_num_queries
):
    copy = story_copy(slug="with-picks", related=(strike_story.pk,))
    publish(create_article(copy, by=ada).pk, by=ada)

    with django_assert_num_queries(2):
        story = api.get(f"{URL}with-picks/").json()

    assert [pick["slug"] for pick in story["related"]] == ["dockers-strike"]


def test_a_pick_that_expires_is_an_edge_of_the_story_beside_it(clock, api, ada, story_copy):
    other = create_article(story_copy(slug="other"), by=ada)
    publish(other.pk, by=ada, until=newsroom_clock.now() + timedelta(seconds=9))
    copy = story_copy(slug="with-picks", related=(other.pk,))
    publish(create_article(copy, by=ada).pk, by=ada)

    assert (
        "s-maxage=9, stale-while-revalidate=0"
        in api.get(f"{URL}with-picks/").headers["Cache-Control"]
    )
    clock.shift(9)
    assert api.get(f"{URL}with-picks/").json()["related"] == []


def test_omit_takes_away_from_what_fields_chose(api, strike_story):
    story = api.get(f"{URL}dockers-strike/?fields=title,lead_photo&omit=lead_photo.url").json()

    assert set(story) == {"title", "lead_photo"}
    assert "url" not in story["lead_photo"]
    assert "alt" in story["lead_photo"]


def test_names_go_through_lists_of_blocks(api, strike_story):
    story = api.get(f"{URL}dockers-strike/?fields=sections.blocks.text").json()

    assert story["sections"][1]["blocks"][1] == {"text": "A port that sleeps feeds nobody."}
    assert story["sections"][1]["blocks"][0] == {}


@pytest.mark.parametrize("path", ["dockers-strike/related/", "dockers-strike/translations/"])
def test_stories_around_one_come_with_less_or_more(api, ada, strike_story, story_copy, path):
    other = create_article(
        story_copy(slug="huelga", language="es", translation_of=strike_story.pk)
        if "translations" in path
        else story_copy(slug="another-day"),
        by=ada,
    )
    publish(other.pk, by=ada)

    less = api.get(f"{URL}{path}?fields=slug,lead_photo.url,sections.heading").json()["results"]
    without = api.get(f"{URL}{path}?omit=byline").json()["results"]

    assert [set(story) for story in less] == [{"slug", "lead_photo", "sections"}]
    assert set(less[0]["lead_photo"]) == {"url"}
    assert "byline" not in without[0]
    assert "title" in without[0]


def test_a_ranking_leaves_out_what_is_omitted(api, strike_story):
    ranked = api.get("/api/v1/most-popular/?omit=byline,lead_photo.renditions").json()["results"]

    assert "byline" not in ranked[0]["article"]
    assert "renditions" not in ranked[0]["article"]["lead_photo"]
    assert "title" in ranked[0]["article"]


@pytest.mark.parametrize(
    "said", ["secret", "lead_photo,lead_photo.secret", "title.x", ",", "title."]
)
@pytest.mark.parametrize("name", ["fields", "omit"])
@pytest.mark.parametrize(
    "path",
    [
        "articles/",
        "articles/dockers-strike/",
        "articles/dockers-strike/related/",
        "articles/dockers-strike/translations/",
        "most-popular/",
    ],
)
def test_a_name_that_no_story_has_is_refused_everywhere(api, strike_story, path, name, said):
    answer = api.get(f"/api/v1/{path}?{name}={said}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "unknown_field"
    assert answer.json()["errors"][0]["field"] == name
