"""Deleting what stories name: the newsroom expects that ..."""

from dataclasses import replace

import pytest

from articles.actions.people import merge_experts
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Author, Category, Expert, ExpertName, Tag
from articles.rules.copy import BylineEntry, Passage, Section
from cms.kernel.models import Announcement
from comments.models import ModeratorScope

URL = "/api/v1/editor/"
MODELS = {"experts": Expert, "authors": Author, "categories": Category, "tags": Tag}


@pytest.fixture
def named(city, strikes, rosa, berit):
    """What the newsroom's stories name, by the word in its address."""
    return {"experts": rosa.pk, "authors": berit.pk, "categories": city.pk, "tags": strikes.pk}


def delete(client, plural, pk):
    return client.delete(f"{URL}{plural}/{pk}/", HTTP_IF_MATCH="*")


def without_all_of_them(story_copy):
    """Return a copy of the strike's story that names none of them."""
    other = Category.objects.create(slug="harbour", name="Harbour")
    author = Author.objects.create(slug="ann-dahl", name="Ann Dahl")
    return replace(
        story_copy(),
        tags=(),
        category=other.pk,
        byline=(BylineEntry(author.pk),),
        sections=(Section("", blocks=(Passage("", "<p>Nobody spoke.</p>"),)),),
    )


@pytest.mark.parametrize("plural", MODELS)
def test_what_no_story_names_is_deleted(ada_api, named, plural, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = delete(ada_api, plural, named[plural])

    assert (answer.status_code, answer.content) == (204, b"")
    assert not MODELS[plural].objects.exists()
    assert Announcement.objects.get().kind == f"{MODELS[plural]._meta.model_name}.deleted"
    assert delete(ada_api, plural, named[plural]).status_code == 404


@pytest.mark.parametrize("plural", MODELS)
@pytest.mark.parametrize("where", ["in a draft", "before readers only"])
def test_what_a_story_names_stays_and_the_way_out_is_told(
    ada_api, ada, named, story_copy, plural, where
):
    story = create_article(story_copy(), by=ada)
    if where == "before readers only":
        publish(story.pk, by=ada)
        write_copy(story.pk, without_all_of_them(story_copy), by=ada, version=1)
    before = ada_api.get(f"{URL}articles/{story.pk}/").json()

    answer = delete(ada_api, plural, named[plural])

    told = answer.json()
    assert (answer.status_code, told["code"]) == (409, "still_named")
    assert (told["story_count"], told["stories"]) == (1, [story.pk])
    assert told["way_out"] in told["detail"]
    assert "publish" in told["way_out"]
    assert MODELS[plural].objects.filter(pk=named[plural]).exists()
    assert ada_api.get(f"{URL}articles/{story.pk}/").json() == before


@pytest.mark.parametrize("plural", MODELS)
def test_the_way_out_leads_out(ada_api, ada, named, story_copy, strike_story, plural):
    write_copy(strike_story.pk, without_all_of_them(story_copy), by=ada, version=1)
    publish(strike_story.pk, by=ada)

    assert delete(ada_api, plural, named[plural]).status_code == 204
    assert ada_api.get("/api/v1/articles/dockers-strike/").status_code == 200


def test_a_withdrawn_story_holds_on_to_what_its_draft_names(ada_api, ada, named, strike_story):
    withdraw(strike_story.pk, by=ada)

    assert delete(ada_api, "tags", named["tags"]).json()["story_count"] == 1
    assert Tag.objects.exists()


def test_an_expert_is_deleted_by_version(ada_api, rosa):
    here = f"{URL}experts/{rosa.pk}/"

    unsaid, stale = ada_api.delete(here), ada_api.delete(here, HTTP_IF_MATCH='"7"')

    assert (unsaid.status_code, unsaid.json()["code"]) == (428, "precondition_required")
    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")
    assert Expert.objects.exists()
    assert ada_api.delete(here, HTTP_IF_MATCH='"1"').status_code == 204


def test_who_was_merged_stays_and_goes_with_the_one_he_became(ada_api, rosa):
    away = Expert.objects.create(slug="r-lind", name="R. Lind")
    ExpertName.objects.create(expert=away, slug="lind")
    merge_experts(keep=rosa.pk, away=away.pk)

    refused = delete(ada_api, "experts", away.pk)

    assert (refused.status_code, refused.json()["code"]) == (409, "merged_away")
    assert refused.json()["into"] == rosa.pk
    assert Expert.objects.count() == 2
    assert delete(ada_api, "experts", rosa.pk).status_code == 204
    assert not Expert.objects.exists()
    assert not ExpertName.objects.exists()


def test_a_category_that_limits_what_a_moderator_reads_stays(ada_api, moss, city):
    ModeratorScope.objects.create(user=moss, category=city)

    answer = delete(ada_api, "categories", city.pk)

    assert (answer.status_code, answer.json()["code"]) == (409, "needed_elsewhere")
    assert "categories" in answer.json()["what"]
    assert ModeratorScope.objects.get().category == city


def test_a_revision_comes_back_without_what_was_deleted(
    ada_api, ada, draft_story, story_copy, named
):
    write_copy(draft_story.pk, without_all_of_them(story_copy), by=ada, version=1)
    for plural, pk in named.items():
        assert delete(ada_api, plural, pk).status_code == 204

    answer = ada_api.post(f"{URL}articles/{draft_story.pk}/revisions/1/restoration/", {})

    assert answer.status_code == 200
    assert (answer.json()["tags"], answer.json()["byline"]) == ([], [])
    quote = answer.json()["sections"][1]["blocks"][1]
    assert (quote["text"], quote["expert"]) == ("A port that sleeps feeds nobody.", None)


@pytest.mark.parametrize("plural", [*MODELS, "photos"])
def test_a_number_no_database_holds_is_404(ada_api, db, plural):
    assert delete(ada_api, plural, 2**63).status_code == 404
    assert delete(ada_api, plural, 77).status_code == 404
