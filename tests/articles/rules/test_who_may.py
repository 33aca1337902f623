"""The newsroom expects that contributors write, editors publish and chiefs withdraw."""

import pytest

from articles.rules.who_may import MOVES, Asked, Rights, refusal

ROLES = {
    "reader": Rights(),
    "contributor": Rights(write=True),
    "editor": Rights(write=True, publish=True),
    "chief": Rights(write=True, publish=True, withdraw=True, delete=True),
}
EDITORS_MOVES = {"change", "submit", "return", "publish", "correct", "schedule", "unschedule"}
STATES = ("draft", "submitted", "scheduled", "live", "expired", "withdrawn")


def allowed(role, code, *, own):
    return {move for move in MOVES if not refusal(move, ROLES[role], Asked(code, own))}


@pytest.mark.parametrize("code", STATES)
@pytest.mark.parametrize("own", [True, False])
def test_whose_story_it_is_matters_to_contributors_only(code, own):
    assert allowed("reader", code, own=own) == set()
    assert allowed("editor", code, own=own) == EDITORS_MOVES
    assert allowed("chief", code, own=own) == set(MOVES)


@pytest.mark.parametrize("code", STATES)
def test_a_contributor_writes_his_own_story_until_it_is_in_print(code):
    writes = set() if code in {"live", "scheduled"} else {"change", "submit"}

    assert allowed("contributor", code, own=True) == writes
    assert allowed("contributor", code, own=False) == set()


def test_a_refusal_says_why():
    contributor, live, others = (
        ROLES["contributor"],
        Asked("live", own=True),
        Asked("draft", own=False),
    )

    assert refusal("change", contributor, live) == "in_print"
    assert refusal("change", contributor, others) == "not_his_own"
    assert refusal("publish", contributor, live) == "editors_publish"
    assert refusal("withdraw", ROLES["editor"], live) == "chiefs_withdraw"
    assert refusal("delete", ROLES["editor"], others) == "chiefs_delete"
    assert refusal("change", ROLES["reader"], others) == "writes_nothing"
