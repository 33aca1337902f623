"""The newsroom expects that the demo screens by a few words of its own."""

import pytest

from cms.kernel import clock
from cms.seeding.lists import make_lists
from comments.queries.block_lists import forget, lists


@pytest.mark.django_db
def test_the_demo_has_words_to_look_for(moss):
    forget()

    make_lists(by=moss, at=clock.now())

    found = lists()
    assert found.blocked.find("Try our M1racle slimming-tea!").entry == "miracle slimming tea"
    assert found.suspect.find("v i a g r a").entry == "viagra"
    assert not found.blocked.find("A calm word about the harbour.")
