"""The newsroom expects that a chief sees the effect of other weights, and then lets them hold."""

import pytest

from articles.actions.change_weights import change_weights, reweigh_stories
from articles.actions.popularity import count_event
from articles.queries.weights import weights_now
from cms.kernel import clock as newsroom_clock
from tests.articles.staff import somebody

PAGE = "/admin/articles/article/weights/"
PROGRESS = f"{PAGE}progress/"
OLD = {"views": 1, "shares": 8, "comments": 4}
NEW = {"views": 1, "shares": 2, "comments": 3}


@pytest.fixture
def chief(client, clock, strike_story):
    count_event(article_id=strike_story.pk, metric="views", n=5, at=newsroom_clock.now())
    user = somebody("chief")
    client.force_login(user)
    return user


def test_the_page_shows_the_weights_and_the_list_as_it_is(client, chief, strike_story):
    says = client.get(PAGE).content.decode()

    assert "<dd>8</dd>" in says
    assert strike_story.headline in says
    assert "Let these weights hold" not in says


def test_looking_at_the_effect_changes_nothing(client, chief, strike_story):
    says = client.get(PAGE, NEW).content.decode()

    assert says.count(strike_story.headline) == 2
    assert "With 1, 2 and 3" in says
    assert "no change" in says
    assert "Let these weights hold" in says
    assert weights_now() == OLD


def test_what_was_looked_at_holds_after_a_click_and_the_page_tells_how_far_scores_are(
    client, chief
):
    answer = client.post(PAGE, NEW)
    page = client.get(answer["Location"]).content.decode()
    far = client.get(PROGRESS).json()["progress"]
    reweigh_stories()

    assert weights_now() == NEW
    assert "The scores of 0 of 1 stories follow the new weights." in page
    assert (far["done"], far["of"]) == (0, 1)
    assert client.get(PROGRESS).json() == {"progress": None}
    assert "weights-progress" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"views": "-1"}, {"shares": "x"}, {"comments": "1001"}, {"views": ""},
              {"views": "0", "shares": "0", "comments": "0"}],
)  # fmt: skip
def test_what_can_be_no_weights_is_told_beside_the_field(client, chief, wrong):
    looked = client.get(PAGE, NEW | wrong)
    posted = client.post(PAGE, NEW | wrong)

    for answer in (looked, posted):
        assert answer.status_code == 400
        assert "errorlist" in answer.content.decode()
    assert weights_now() == OLD


@pytest.mark.parametrize("role", ["editor", "contributor", "moderator"])
def test_weights_are_for_chiefs(client, clock, db, role):
    client.force_login(somebody(role))

    assert client.get(PAGE).status_code == 403
    assert client.get(PROGRESS).status_code == 403
    assert client.post(PAGE, NEW).status_code == 403
    assert weights_now() == OLD


def test_the_same_weights_are_told_to_be_the_same(client, chief, ada):
    change_weights(weights=NEW, by=ada)

    answer = client.post(PAGE, NEW, follow=True)

    assert "It is so already" in answer.content.decode()
