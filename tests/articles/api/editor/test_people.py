"""Experts and headings over HTTP: the newsroom expects that ..."""

import pytest

from articles.models import Expert, Tag
from articles.rules.names import folded
from tests.articles.api.editor.conftest import URL

EXPERTS = "/api/v1/editor/experts/"


def test_an_expert_is_added_found_and_corrected(ada_api, api, strike_story, rosa):
    made = ada_api.post(EXPERTS, {"name": "Zoë Kovács", "role": "Pilot", "bio": "Flies."})
    here = made.headers["Location"]
    assert (made.status_code, made.json()["slug"], made.json()["bio"]) == (
        201, "zoe-kovacs", "Flies.",
    )  # fmt: skip

    patched = ada_api.patch(here, {"name": "Zoë Nagy", "slug": "zoe-nagy"}, HTTP_IF_MATCH='"1"')

    assert (patched.status_code, patched.headers["ETag"]) == (200, '"2"')
    assert patched.json()["other_names"] == ["Zoë Kovács"]
    assert patched.json()["former_slugs"] == ["zoe-kovacs"]
    for words in ("zoe", "KOVACS", "nagy zoë"):
        found = ada_api.get(f"{EXPERTS}?search={words}").json()["results"]
        assert [row["name"] for row in found] == ["Zoë Nagy"], words
    assert ada_api.get(f"{EXPERTS}?search=nobody").json()["count"] == 0
    assert ada_api.get(f"{EXPERTS}?search=%21%21").json()["count"] == 0
    assert ada_api.get(EXPERTS).json()["count"] == 2


def test_a_correction_reaches_live_stories_at_once(ada_api, api, strike_story, rosa):
    ada_api.patch(f"{EXPERTS}{rosa.pk}/", {"name": "Rosa Berg"}, HTTP_IF_MATCH='"1"')

    story = api.get("/api/v1/articles/dockers-strike/").json()

    assert story["sections"][1]["blocks"][1]["expert"]["name"] == "Rosa Berg"


def test_a_stale_or_unversioned_correction_changes_nothing(ada_api, rosa):
    here = f"{EXPERTS}{rosa.pk}/"
    ada_api.patch(here, {"role": "Professor"}, HTTP_IF_MATCH='"1"')

    assert ada_api.patch(here, {"role": "Mine"}, HTTP_IF_MATCH='"1"').status_code == 412
    assert ada_api.patch(here, {"role": "Mine"}).status_code == 428
    assert Expert.objects.get().role == "Professor"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "x" * 161}, "/name"),
        ({"name": " "}, "/name"),
        ({"name": 5}, "/name"),
        ({"role": "x" * 201}, "/role"),
        ({"kind": "robot"}, "/kind"),
        ({"kind": "x" * 500}, "/kind"),
        ({"slug": "Not A Slug"}, "/slug"),
        ({"slug": "x" * 121}, "/slug"),
        ({"slug": "taken"}, "/slug"),
        ({"slug": ""}, "/slug"),
        ({"version": 9}, "/version"),
        ({"merged_into": 1}, "/merged_into"),
    ],
)
def test_a_wrong_fact_of_an_expert_is_refused_at_its_place(ada_api, rosa, facts, field):
    Expert.objects.create(slug="taken", name="Taken")

    answer = ada_api.patch(f"{EXPERTS}{rosa.pk}/", facts, HTTP_IF_MATCH='"1"')

    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["field"] == field
    assert Expert.objects.get(pk=rosa.pk).version == 1


def test_merging_moves_quotes_and_addresses(ada_api, api, strike_story, rosa):
    keep = ada_api.post(EXPERTS, {"name": "Dr Rosa Lind"}).json()

    answer = ada_api.post(f"{EXPERTS}{keep['id']}/merge/", {"away": rosa.pk})

    assert answer.status_code == 200
    assert "Rosa Lind" in answer.json()["other_names"]
    assert api.get("/api/v1/experts/rosa-lind/").status_code == 301
    assert ada_api.get(f"{EXPERTS}{rosa.pk}/").json()["merged_into"] == keep["id"]
    assert [r["name"] for r in ada_api.get(EXPERTS).json()["results"]] == ["Dr Rosa Lind"]
    again = ada_api.post(f"{EXPERTS}{keep['id']}/merge/", {"away": rosa.pk})
    assert (again.status_code, again.json()["code"]) == (409, "cannot_merge")


@pytest.mark.parametrize("away", [None, 0, -1, "1", True, 2**63, [1]])
def test_a_merge_with_nobody_is_refused(ada_api, rosa, away):
    assert ada_api.post(f"{EXPERTS}{rosa.pk}/merge/", {"away": away}).status_code == 400
    assert ada_api.post(f"{EXPERTS}{rosa.pk}/merge/", {"away": 10**9}).status_code == 409
    assert ada_api.post(f"{EXPERTS}{10**30}/merge/", {"away": 1}).status_code == 404


@pytest.mark.parametrize(
    ("plural", "more"),
    [
        ("tags", {}),
        ("categories", {"description": "About it.", "position": 3}),
        ("authors", {"bio": "Writes."}),
    ],
)
def test_a_heading_is_made_found_and_corrected(ada_api, db, plural, more):
    url = f"/api/v1/editor/{plural}/"
    made = ada_api.post(url, {"name": "Été & Co", **more})
    here = made.headers["Location"]

    assert (made.status_code, made.json()["slug"]) == (201, "ete-co")
    assert made.json() | more == made.json()
    assert ada_api.get(f"{url}?search=ete").json()["results"] == [made.json()]
    assert ada_api.get(f"{url}?search=hiver").json()["results"] == []
    assert ada_api.patch(here, {"name": "Hiver"}).json()["name"] == "Hiver"
    assert ada_api.get(here).json()["slug"] == "ete-co"
    again = ada_api.post(url, {"name": "Another", "slug": "ete-co"})
    assert (again.status_code, again.json()["errors"][0]) == (
        400, again.json()["errors"][0] | {"field": "/slug", "code": "slug_taken"},
    )  # fmt: skip
    for wrong in ({"name": "x" * 200}, {"slug": "A B"}, {"user": 1}, {"name": None}):
        assert ada_api.patch(here, wrong).status_code == 400
    assert ada_api.post(url, {"name": "وسوم"}).json()["errors"][0]["field"] == "/slug"
    assert ada_api.get(f"{url}{10**30}/").status_code == 404


def test_a_renamed_tag_is_renamed_in_live_stories(ada_api, api, strike_story, strikes):
    ada_api.patch(f"/api/v1/editor/tags/{strikes.pk}/", {"name": "Walkouts"})

    assert api.get("/api/v1/articles/dockers-strike/").json()["tags"][0]["name"] == "Walkouts"


def test_asking_twice_with_one_key_makes_one_tag(ada_api, db):
    for _time in range(2):
        answer = ada_api.post(
            "/api/v1/editor/tags/", {"name": "Strikes"}, HTTP_IDEMPOTENCY_KEY="tag-of-monday"
        )
        assert answer.status_code == 201
    assert Tag.objects.count() == 1
    assert folded("Strikes") == "strikes"


def test_a_list_costs_the_same_for_two_experts_and_for_forty(
    ada_api, db, django_assert_num_queries
):
    for number in range(40):
        Expert.objects.create(slug=f"e-{number}", name=f"Expert {number}")
    ada_api.get(EXPERTS)

    for size in (2, 40):
        with django_assert_num_queries(4):
            assert len(ada_api.get(f"{EXPERTS}?page_size={size}").json()["results"]) == size


def test_stories_know_what_was_chosen(ada_api, document, db):
    tag = ada_api.post("/api/v1/editor/tags/", {"name": "New"}).json()["id"]

    assert ada_api.post(URL, document(tags=[tag])).json()["tags"] == [tag]
