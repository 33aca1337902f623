"""The newsroom expects that the admin and the API let the same people make the same moves."""

from datetime import timedelta

import pytest

from articles.actions.publish import publish
from articles.actions.submit import submit
from articles.models import Article, Author, Edition, TimelineEntry, Withdrawal
from articles.queries.rights import why_not
from articles.rules.copy import BylineEntry
from cms.kernel import clock as newsroom_clock
from tests.articles.admin.desk import change, told, typed
from tests.articles.staff import somebody
from tests.conftest import client_with

# What each role may do to a draft of its own that was handed in; a chief may do all.
CONTRIBUTOR = {"change", "submit"}
EDITOR = CONTRIBUTOR | {"return", "publish", "schedule", "correct", "unschedule"}
CHIEF = EDITOR | {"withdraw", "delete"}
ROLES = {"contributor": CONTRIBUTOR, "editor": EDITOR, "chief": CHIEF}
LIVE = {"correct", "withdraw"}
TOMORROW = timedelta(days=1)


def by_admin(client, user, story, move):
    """Try a move at the desk; return whether it was let through."""
    client.force_login(user)
    if move == "delete":
        there = f"/admin/articles/article/{story.pk}/delete/"
        return client.post(there, {"post": "yes"}).status_code == 302
    at = (newsroom_clock.now() + TOMORROW).strftime("%Y-%m-%dT%H:%M")
    facts = {
        "change": {"headline": "Changed", "_save": ""},
        "return": {"_return": "", "return_note": "Call again."},
        "schedule": {"_schedule": "", "publish_at": at},
        "correct": {"_correct": "", "note": "A name."},
        "withdraw": {"_withdraw": "", "withdrawal_sure": "on"},
    }.get(move, {f"_{move}": ""})
    page = client.post(change(story), typed(story, **facts), follow=True)
    return page.status_code == 200 and "You may not" not in told(page)


def by_api(user, story, move):
    """Try a move over HTTP; return whether it was let through."""
    story.refresh_from_db()
    here, api = f"/api/v1/editor/articles/{story.pk}/", client_with(user, "editor")
    seen = {"HTTP_IF_MATCH": f'"{story.version}"'}
    at = {"at": (newsroom_clock.now() + TOMORROW).isoformat(timespec="seconds")}
    answer = {
        "change": lambda: api.patch(here, {"headline": "Changed"}, **seen),
        "submit": lambda: api.post(f"{here}submission/", {}),
        "return": lambda: api.delete(f"{here}submission/", {"note": "Call again."}),
        "publish": lambda: api.post(f"{here}publication/", {}),
        "schedule": lambda: api.post(f"{here}publication/", at),
        "correct": lambda: api.post(f"{here}correction/", {"note": "A name."}),
        "unschedule": lambda: api.delete(f"{here}publication/", {}),
        "withdraw": lambda: api.delete(f"{here}publication/", {}),
        "delete": lambda: api.delete(here, **seen),
    }[move]()
    assert answer.status_code in {200, 201, 204, 403}, answer.content
    return answer.status_code != 403


def a_story(draft_story, user, move):
    """Return a story of the user to which the move can be made."""
    Article.objects.filter(pk=draft_story.pk).update(created_by=user)
    if move == "return":
        submit(draft_story.pk, by=user)
    elif move in LIVE:
        publish(draft_story.pk, by=None)
    elif move == "unschedule":
        publish(draft_story.pk, by=None, at=newsroom_clock.now() + TOMORROW)
    return draft_story


def all_of(story):
    row = Article.objects.filter(pk=story.pk).values().first()
    editions = list(Edition.objects.values_list("number", "live_from", "live_until"))
    return row, editions, TimelineEntry.objects.count(), Withdrawal.objects.count()


@pytest.mark.parametrize("door", ["admin", "api"])
@pytest.mark.parametrize("move", sorted(CHIEF))
@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_makes_its_moves_at_both_doors_and_no_others(
    client, draft_story, role, move, door
):
    user = somebody(role)
    story = a_story(draft_story, user, move)
    before = all_of(story)

    done = by_admin(client, user, story, move) if door == "admin" else by_api(user, story, move)

    assert done == (move in ROLES[role])
    assert (all_of(story) == before) == (move not in ROLES[role])


@pytest.mark.parametrize("door", ["admin", "api"])
@pytest.mark.parametrize("move", ["change", "submit"])
def test_a_contributor_leaves_the_stories_of_others_and_live_ones_alone(
    client, draft_story, strike_story, door, move
):
    user = somebody("contributor")
    Article.objects.filter(pk=strike_story.pk).update(created_by=user)

    for story in (draft_story, strike_story):
        before = all_of(story)
        done = by_admin(client, user, story, move) if door == "admin" else by_api(user, story, move)
        assert not done
        assert all_of(story) == before


def test_who_stands_in_the_byline_may_write_too(client, ada, draft_story, story_copy):
    user = somebody("contributor")
    author = Author.objects.create(slug="wren", name="Wren", user=user)
    draft_story.authors.through.objects.create(
        article=draft_story, author=author, position=9, role=BylineEntry(0).role
    )

    assert by_admin(client, user, draft_story, "change")
    assert by_api(user, draft_story, "submit")


def test_a_contributor_reads_any_story_and_is_told_why_it_cannot_be_changed(client, strike_story):
    client.force_login(somebody("contributor"))

    page = client.get(change(strike_story)).content.decode()

    assert "Somebody else writes this story" in page
    assert "Nothing moved on the quay." in page
    assert "A port that sleeps feeds nobody." in page
    assert 'name="_save"' not in page


def test_a_contributor_sees_save_and_submit_and_no_dead_button(client, draft_story):
    user = somebody("contributor")
    Article.objects.update(created_by=user)
    client.force_login(user)

    page = client.get(change(draft_story)).content.decode()

    assert 'name="_save"' in page
    assert 'name="_submit"' in page
    for name in ("_publish", "_schedule", "_correct", "_withdraw", "_return", "_unschedule"):
        assert f'name="{name}"' not in page


def test_how_a_story_stands_is_known_wherever_it_was_read(draft_story, strike_story):
    user = somebody("contributor")
    Article.objects.update(created_by=user)
    now = newsroom_clock.now()

    reasons = [why_not(user, "change", story, now) for story in Article.objects.order_by("pk")]

    assert reasons == ["", "in_print"]
    assert not why_not(somebody("editor"), "change", strike_story, now)
