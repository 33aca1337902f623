"""The list of working copies: the newsroom expects that ..."""

import pytest

from articles.actions.add_expert import add_expert
from articles.models import Author, Category, Tag
from tests.articles.api.editor.conftest import URL


@pytest.fixture
def slugs(ada_api):
    def asked(query):
        answer = ada_api.get(f"{URL}{query}")
        assert answer.status_code == 200, answer.content
        return [row["slug"] for row in answer.json()["results"]]

    return asked


@pytest.fixture
def three(ada_api, post, clock):
    """Three stories, made a minute apart: a live one, one handed in, an empty draft."""
    live = post(slug="live-one", headline="Cranes")
    clock.shift(60)
    wages = Tag.objects.create(slug="wages", name="Wages").pk
    waiting = post(
        slug="waiting",
        headline="Anchors",
        tags=[*live["tags"], wages],
        category=Category.objects.create(slug="sport", name="Sport").pk,
        byline=[{"author": Author.objects.create(slug="ann-dahl", name="Ann Dahl").pk}],
        sections=[{"blocks": [{"type": "quote", "expert": add_expert(name="Ida Holm").pk}]}],
        language="es",
    )
    clock.shift(60)
    ada_api.post(f"{URL}{live['id']}/publication/", {})
    ada_api.post(f"{URL}{waiting['id']}/submission/", {})
    ada_api.post(URL, {"slug": "empty", "headline": "Barges"})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=live,submitted", ["waiting", "live-one"]),
        ("?state=draft", ["empty"]),
        ("?language=es", ["waiting"]),
        ("?language=es,en", ["empty", "waiting", "live-one"]),
        ("?slug=empty,live-one", ["empty", "live-one"]),
        ("?category=sport", ["waiting"]),
        ("?category=sport,city", ["waiting", "live-one"]),
        ("?tag=strikes", ["waiting", "live-one"]),
        ("?tag=strikes&tag=wages", ["waiting"]),
        ("?tag=wages,nothing", ["waiting"]),
        ("?tag=nothing", []),
        ("?author=ann-dahl", ["waiting"]),
        ("?author=ann-dahl,berit-holm", ["waiting", "live-one"]),
        ("?expert=rosa-lind", ["live-one"]),
        ("?expert=rosa-lind&expert=ida-holm", []),
        ("?changed_after=2026-11-22T09:01:00Z", ["empty", "waiting"]),
        ("?changed_before=2026-11-22T09:01:00Z", ["live-one"]),
        ("?changed_after=-1h", ["empty", "waiting", "live-one"]),
        ("?published_after=-1h", ["live-one"]),
        ("?published_before=2026-11-22", []),
        ("?search=berit", ["live-one"]),
        ("?search=silent", ["waiting", "live-one"]),
        ("?search=ida anchors", ["waiting"]),
        ("?ordering=headline", ["waiting", "empty", "live-one"]),
        ("?ordering=-created_at", ["empty", "waiting", "live-one"]),
        ("?view=submitted", ["waiting"]),
        ("?view=mine&state=draft", ["empty"]),
    ],
)
def test_drafts_are_found_by_the_grammar_of_the_public_list(three, slugs, query, found):
    assert slugs(query) == found


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ("?state=live,secret", "state", "unknown_choice"),
        ("?state=,", "state", "unknown_choice"),
        ("?view=secret", "view", "unknown_choice"),
        ("?ordering=headline,-headline", "ordering", "unknown_ordering"),
        ("?ordering=version", "ordering", "unknown_ordering"),
        ("?changed_after=soon", "changed_after", "not_a_time"),
        ("?slug=a&slug=b", "slug", "repeated_parameter"),
        ("?fields=headline,password", "fields", "unknown_field"),
        ("?fields=headline.text", "fields", "unknown_field"),
        ("?fields=,", "fields", "unknown_field"),
        ("?fields=", "fields", "empty_parameter"),
        ("?omit=title", "omit", "unknown_field"),
        ("?format_text=plain", "format_text", "unknown_parameter"),
    ],
)
def test_what_the_list_cannot_understand_is_named(ada_api, db, query, name, code):
    answer = ada_api.get(f"{URL}{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_parameter")
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(name, code)]


def test_less_of_each_draft_is_had_by_name(ada_api, post):
    post()

    def first(query):
        return ada_api.get(f"{URL}{query}").json()["results"][0]

    whole = first("")
    assert first("?fields=id,headline") == {"id": whole["id"], "headline": whole["headline"]}
    assert set(first("?omit=live_from,live_until")) == set(whole) - {"live_from", "live_until"}
    assert first("?fields=id,slug&omit=slug") == {"id": whole["id"]}


def test_more_of_each_draft_is_had_by_name(ada_api, post):
    made = post()

    asked = "?fields=id,next_at,lacks,live,sections.heading,sections.blocks.text,lead.photo"
    row = ada_api.get(f"{URL}{asked}").json()["results"][0]

    assert row == {
        "id": made["id"],
        "next_at": None,
        "lacks": [],
        "live": None,
        "sections": [
            {"heading": "", "blocks": [{}]},
            {
                "heading": "What it costs",
                "blocks": [{}, {"text": "A port that sleeps feeds nobody."}, {}],
            },
        ],
        "lead": {"photo": made["lead"]["photo"]},
    }


def test_each_draft_of_a_list_is_told_as_it_is_alone(ada_api, post, clock):
    bare = {"tags": [], "byline": [], "sections": []}
    made = [post(slug=f"s-{n}", headline=f"Story {n}", **(bare if n else {})) for n in range(3)]
    ada_api.post(f"{URL}{made[0]['id']}/publication/", {})
    ada_api.patch(f"{URL}{made[0]['id']}/", {"headline": "Story 0b"}, HTTP_IF_MATCH="*")
    ada_api.post(f"{URL}{made[0]['id']}/publication/", {"at": "2026-12-01T00:00:00Z"})
    alone = [ada_api.get(f"{URL}{one['id']}/").json() for one in made]

    names = ",".join(alone[0])
    rows = ada_api.get(f"{URL}?fields={names}&ordering=headline").json()["results"]

    assert rows == alone


def test_one_draft_takes_the_same_words(ada_api, post):
    here = f"{URL}{post()['id']}/"

    less = ada_api.get(f"{here}?fields=headline,version")
    without = ada_api.get(f"{here}?omit=sections")

    assert (set(less.json()), less.headers["ETag"]) == ({"headline", "version"}, '"1"')
    assert "sections" not in without.json()
    assert without.json()["headline"] == "Dockers strike for a third day"
    unknown = ada_api.get(f"{here}?fields=password")
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (400, "fields")


def test_a_cursor_walks_every_draft_once_in_any_order(ada_api, three):
    for order in ("headline", "-changed_at", "-created_at,headline"):
        page = ada_api.get(f"{URL}?cursor=&page_size=1&fields=slug&ordering={order}").json()
        seen = [row["slug"] for row in page["results"]]
        while page["next"]:
            page = ada_api.get(page["next"]).json()
            seen += [row["slug"] for row in page["results"]]
        assert sorted(seen) == ["empty", "live-one", "waiting"]


def test_whole_drafts_cost_a_list_the_same_for_one_and_for_thirty(
    ada_api, post, django_assert_num_queries
):
    for number in range(30):
        post(slug=f"s-{number}")

    for size in (1, 30):
        with django_assert_num_queries(13):
            page = ada_api.get(f"{URL}?page_size={size}&fields=id,sections,lacks,live").json()
        assert len(page["results"]) == size
