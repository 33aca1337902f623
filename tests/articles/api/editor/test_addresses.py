"""The addresses of a story: the newsroom expects that ..."""

import pytest

from articles.models import Address, Article, TimelineEntry
from tests.articles.api.editor.conftest import URL

PUBLIC = "/api/v1/articles/"
CHANGES = "/api/v1/changes/"


@pytest.fixture
def moved(ada_api, post, clock):
    """The address of the desk of a story that was at `was-here`, and is at `is-here`."""
    here = f"{URL}{post(slug='was-here')['id']}/"
    ada_api.post(f"{here}publication/", {})
    clock.shift(60)
    move(ada_api, here, "is-here")
    clock.shift(60)
    return here


def move(client, here, slug, **when):
    client.patch(here, {"slug": slug}, HTTP_IF_MATCH="*")
    assert client.post(f"{here}publication/", when).status_code == 201


def addresses(client, here):
    return {row["slug"]: row for row in client.get(f"{here}addresses/").json()["results"]}


def leads(client, here):
    return {slug: row["leads"] for slug, row in addresses(client, here).items()}


def give_up(client, here, slug):
    number = Address.objects.get(slug=slug).pk
    return client.delete(f"{here}addresses/{number}/")


def test_addresses_are_listed_with_where_they_lead(ada_api, moved):
    told = ada_api.get(f"{moved}addresses/").json()

    assert [row["slug"] for row in told["results"]] == ["is-here", "was-here"]
    assert told["results"][1] == {
        "id": Address.objects.get(slug="was-here").pk,
        "slug": "was-here",
        "language": "en",
        "url": "http://127.0.0.1:8000/en/was-here/",
        "since": "2026-11-22T09:00:00.000Z",
        "leads": "former",
    }
    assert told["results"][0]["leads"] == "present"


def test_a_former_address_is_given_up_and_free_for_another_story(ada_api, api, post, moved):
    assert api.get(f"{PUBLIC}was-here/").status_code == 301

    assert give_up(ada_api, moved, "was-here").status_code == 204

    assert api.get(f"{PUBLIC}was-here/").status_code == 404
    assert api.get(f"{PUBLIC}is-here/").status_code == 200
    assert leads(ada_api, moved) == {"is-here": "present"}
    other = post(slug="was-here")["id"]
    assert ada_api.post(f"{URL}{other}/publication/", {}).status_code == 201
    assert api.get(f"{PUBLIC}was-here/").json()["id"] == other


def test_the_timeline_keeps_who_gave_an_address_up(ada_api, moved):
    give_up(ada_api, moved, "was-here")

    entry = ada_api.get(f"{moved}timeline/").json()["results"][0]
    assert (entry["did"], entry["by"], entry["note"]) == ("address_given_up", "ada", "en/was-here")


@pytest.mark.parametrize("withdrawn", [False, True])
def test_whoever_follows_changes_hears_that_an_address_is_gone(ada_api, api, moved, withdrawn):
    if withdrawn:
        ada_api.delete(f"{moved}publication/", {"note": "Wrong."})
    start = api.get(CHANGES).json()
    assert [one["slug"] for one in start["results"][0]["former"]] == ["was-here"]
    assert api.get(f"{CHANGES}?since={start['cursor']}").json()["results"] == []

    give_up(ada_api, moved, "was-here")

    told = api.get(f"{CHANGES}?since={start['cursor']}").json()["results"]
    assert [(one["slug"], one["former"]) for one in told] == [("is-here", [])]


def test_what_leads_to_the_story_stays(ada_api, api, moved):
    refused = give_up(ada_api, moved, "is-here")

    assert (refused.status_code, refused.json()["code"]) == (409, "address_needed")
    assert api.get(f"{PUBLIC}is-here/").status_code == 200
    assert TimelineEntry.objects.filter(did="address_given_up").count() == 0


def test_what_is_scheduled_stays_and_is_told_to_editors_only(ada_api, api, moved):
    move(ada_api, moved, "will-be-here", at="2026-12-01T00:00:00Z")
    move(ada_api, moved, "was-here", at="2026-12-02T00:00:00Z")

    assert leads(ada_api, moved) == {
        "will-be-here": "ahead",
        "is-here": "present",
        "was-here": "ahead",
    }
    for slug in ("will-be-here", "was-here"):
        assert give_up(ada_api, moved, slug).json()["code"] == "address_needed"
    assert api.get(f"{PUBLIC}will-be-here/").status_code == 404
    assert api.get(f"{PUBLIC}was-here/").status_code == 301


def test_a_withdrawn_story_goes_on_answering_at_its_last_address(ada_api, api, moved):
    ada_api.delete(f"{moved}publication/", {"note": "Wrong."})

    assert leads(ada_api, moved) == {"is-here": "present", "was-here": "former"}
    assert give_up(ada_api, moved, "is-here").status_code == 409
    assert give_up(ada_api, moved, "was-here").status_code == 204
    assert api.get(f"{PUBLIC}is-here/").status_code == 410
    assert api.get(f"{PUBLIC}was-here/").status_code == 404


def test_an_expired_story_keeps_its_last_address(ada_api, post, clock):
    here = f"{URL}{post(slug='short')['id']}/"
    ada_api.post(f"{here}publication/", {"until": "2026-11-22T10:00:00Z"})
    clock.shift(2 * 3600)

    assert leads(ada_api, here) == {"short": "present"}
    assert give_up(ada_api, here, "short").status_code == 409


def test_an_address_of_another_story_is_not_there(ada_api, post, moved):
    other = f"{URL}{post(slug='other')['id']}/"

    assert give_up(ada_api, other, "was-here").status_code == 404
    assert ada_api.delete(f"{other}addresses/{2**63}/").status_code == 404
    assert Address.objects.filter(slug="was-here").exists()


def test_an_unpublished_story_has_no_address(ada_api, post):
    here = f"{URL}{post()['id']}/"

    assert ada_api.get(f"{here}addresses/").json()["results"] == []
    assert Article.objects.get().slug == "dockers-strike"


def test_a_chief_gives_an_address_up_in_the_admin_too(client, ada, ada_api, api, moved):
    client.force_login(ada)
    here = {row.slug: f"/admin/articles/address/{row.pk}/delete/" for row in Address.objects.all()}

    page = client.get(here["is-here"]).content.decode()
    for address in here.values():
        client.post(address, {"post": "yes"})

    assert "Readers find the story at this address" in page
    assert leads(ada_api, moved) == {"is-here": "present"}
    assert api.get(f"{PUBLIC}was-here/").status_code == 404
    assert TimelineEntry.objects.get(did="address_given_up").by == ada
