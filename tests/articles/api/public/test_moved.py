"""What caches are told of addresses that lead elsewhere."""

from dataclasses import replace
from datetime import timedelta

from articles.actions.people import correct_expert
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import write_copy
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock

FORMER = ("/api/v1/articles/dockers-strike/", "/en/dockers-strike/")


def _longest(answer):
    parts = answer.headers["Cache-Control"].split(", ")
    said = dict(part.split("=") for part in parts if "=" in part)
    return int(said["s-maxage"]) + int(said.get("stale-while-revalidate", 0))


def test_a_redirect_names_its_story_for_caches_and_ends_with_it(client, ada, clock, strike_story):
    write_copy(strike_story.pk, replace(load(strike_story), slug="new"), by=ada, version=1)
    publish(strike_story.pk, by=ada, until=newsroom_clock.now() + timedelta(seconds=12))

    for path in (*FORMER, f"{FORMER[0]}comments/"):
        answer = client.get(path)

        assert answer.status_code == 301
        assert answer.headers["Surrogate-Key"] == f"article-{strike_story.pk}"
        assert answer.headers["Cache-Tag"] == f"article-{strike_story.pk}"
        assert _longest(answer) <= 12


def test_a_redirect_to_an_expert_names_the_expert_and_ends_with_the_story(
    client, ada, clock, strike_story, rosa
):
    publish(strike_story.pk, by=ada, until=newsroom_clock.now() + timedelta(seconds=12))
    correct_expert(rosa.pk, name="Rosa Lind-Berg", slug="rosa-lind-berg")

    answer = client.get("/api/v1/experts/rosa-lind/")

    assert answer.status_code == 301
    assert answer.headers["Surrogate-Key"] == f"expert-{rosa.pk}"
    assert _longest(answer) <= 12


def test_the_note_of_a_withdrawn_story_makes_room_for_its_return(client, ada, clock, strike_story):
    withdraw(strike_story.pk, by=ada, note="Wrong harbour.")
    publish(strike_story.pk, by=ada, at=newsroom_clock.now() + timedelta(seconds=12))

    page, api = client.get(FORMER[1]), client.get(FORMER[0])

    assert page.status_code == api.status_code == 410
    assert page.headers["Surrogate-Key"] == f"article-{strike_story.pk}"
    assert _longest(page) <= 12
    assert api.headers["Cache-Control"] == "no-store"


def test_nothing_keeps_that_there_is_nothing(client, draft_story):
    for path in ("/api/v1/articles/nowhere/", "/en/nowhere/"):
        answer = client.get(path)

        assert answer.status_code == 404
        assert "no-store" in answer.headers.get("Cache-Control", "")
