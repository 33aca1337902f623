"""What does a moderator see of a reply in the queue, and how does it become HTML?"""

import pytest

from comments.admin.queue_shown import _aid
from comments.queries.aid import Said, Weighed
from tests.articles.staff import somebody

QUEUE = "/admin/comments/comment/queue/"


def test_reasons_that_are_noise_are_not_told():
    why = [Weighed("bootlicker", 3.0), Weighed("/", 2.0), Weighed("a", 1.0)]
    why += [Weighed("harbour", 0.12), Weighed("thank you", -0.5), Weighed("category", 0.005)]

    told = _aid(Said(0.8, "1"), why)

    assert told == {"chance": 80, "because": ["bootlicker"], "despite": ["thank you"]}


@pytest.mark.django_db
def test_no_chance_is_told_before_the_aid_speaks(client, strike_story, reply):
    reply(strike_story)
    client.force_login(somebody("moderator"))

    page = client.get(QUEUE).content.decode()

    assert "risk by the rules" in page
    assert "likely to be rejected" not in page
