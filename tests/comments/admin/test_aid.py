"""The newsroom expects to see how well the aid knows it, and that only the owner lets it act."""

import pytest

from cms.checks import the_aid_can_be_read
from comments.actions.retrain import retrain
from comments.models import Checkpoint, Lesson, ScreeningRules
from comments.queries import aid_memory
from tests.articles.staff import somebody
from tests.comments.actions.test_learn import decided
from tests.comments.sayings import sayings

pytestmark = pytest.mark.django_db

FIGURES = "/admin/comments/checkpoint/"
NUMBERS = {"too_fast_seconds": 3, "links_held_from": 2, "suspect_words": "hold",
           "newcomers_held": 0, "history_held_from": "0.5", "aid_rejects_from": "0.95",
           "aid_holds_from": "0.9", "reports_hold_from": "3"}  # fmt: skip


@pytest.fixture
def moderator(client):
    user = somebody("moderator")
    client.force_login(user)
    return user


def test_figures_are_there_before_anything_was_learned(client, moderator):
    page = client.get(FIGURES).content.decode()

    assert "It says nothing yet: 25 more decisions" in page
    assert "It only puts the queue in order." in page


def test_what_was_said_is_compared_with_what_came(client, moderator, strike_story, moss):
    for text, bad in sayings(70):
        decided(strike_story, text, bad, moss)
    Lesson.objects.filter(rejected=True).update(said=0.9)
    Lesson.objects.filter(rejected=False).update(said=0.2)

    page = client.get(FIGURES).content.decode()

    assert "before the last 70 decisions" in page
    assert "100.0 %" in page
    assert page.count("<circle") == 2


def test_an_aid_that_cannot_be_read_raises_the_alarm(client, moderator):
    retrain()
    assert the_aid_can_be_read(databases=["default"]) == []
    Checkpoint.objects.update(checksum="x")
    aid_memory.forget()

    page = client.get(FIGURES).content.decode()

    assert "cannot be read and says nothing" in page
    assert [found.id for found in the_aid_can_be_read(databases=["default"])] == ["newsroom.N012"]
    assert the_aid_can_be_read(databases=None) == []


def test_an_aid_that_looks_otherwise_now_says_that_the_texts_are_to_be_read(strike_story, moss):
    decided(strike_story, *sayings(1)[0], moss)
    Lesson.objects.update(made_with="0-18")
    aid_memory.forget()

    [found] = the_aid_can_be_read(databases=["default"])

    assert (found.id, "--read-anew" in found.hint) == ("newsroom.N012", True)


def test_a_moderator_does_not_let_the_aid_reject_by_itself(client, moderator):
    opened = client.get("/admin/comments/screeningrules/")
    client.post(opened["Location"], NUMBERS)

    row = ScreeningRules.objects.get()
    assert (row.aid_holds_from, row.aid_rejects_from) == (0.9, None)


def test_the_owner_does(client, moderator):
    moderator.is_superuser = True
    moderator.save()
    opened = client.get("/admin/comments/screeningrules/")
    client.post(opened["Location"], NUMBERS)
    assert ScreeningRules.objects.get().aid_rejects_from == 0.95

    client.post(opened["Location"], NUMBERS | {"aid_rejects_from": "1.5"})
    assert ScreeningRules.objects.get().aid_rejects_from == 0.95


def test_strangers_to_moderation_do_not_see_it(client):
    client.force_login(somebody("contributor"))

    assert client.get(FIGURES).status_code == 403
