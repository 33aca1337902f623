"""The newsroom expects that nothing is published because something failed."""

from dataclasses import replace

import pytest

from comments.rules.screening import PHASES, Facts, Numbers, Outcome, Submission, screen

FINE = Submission("A thoughtful reply.")
OPEN = Facts(policy="open", form_age=30.0)


def codes(verdict):
    return [finding.code for finding in verdict.findings]


def test_a_quiet_reply_to_an_open_story_is_published():
    assert screen(FINE, OPEN).outcome is Outcome.PUBLISH


@pytest.mark.parametrize(
    ("submission", "facts", "outcome", "found"),
    [
        (Submission("x"), {}, Outcome.REFUSE, ["too_short"]),
        (FINE, {"policy": "closed"}, Outcome.REFUSE, ["story_closed"]),
        (FINE, {"duplicate_of": "abc"}, Outcome.REFUSE, ["duplicate"]),
        (Submission("Hello!", trap="x"), {}, Outcome.SPAM, ["trap"]),
        (FINE, {"form_age": 2.9}, Outcome.HOLD, ["too_fast"]),
        (FINE, {"form_age": None}, Outcome.HOLD, ["no_form_token"]),
        (FINE, {"form_age": None, "known": True}, Outcome.PUBLISH, ["open"]),
        (Submission("http://a.example http://b.example"), {}, Outcome.HOLD, ["links"]),
        (FINE, {"policy": "premoderated"}, Outcome.HOLD, ["premoderated"]),
        (
            FINE,
            {"policy": "premoderated", "known": True, "staff": True},
            Outcome.PUBLISH,
            ["staff"],
        ),
        (
            FINE,
            {"policy": "premoderated", "form_age": 1.0},
            Outcome.HOLD,
            ["too_fast", "premoderated"],
        ),
    ],
)
def test_every_phase_says_what_it_found(submission, facts, outcome, found):
    verdict = screen(submission, replace(OPEN, **facts))

    assert verdict.outcome is outcome
    assert codes(verdict) == found


@pytest.mark.parametrize("broken", range(len(PHASES)))
def test_a_phase_that_breaks_holds(broken):
    def breaks(_submission, _facts):
        raise RuntimeError

    phases = [*PHASES[:broken], breaks, *PHASES[broken + 1 :]]

    verdict = screen(FINE, OPEN, phases)

    assert verdict.outcome is Outcome.HOLD
    assert "phase_failed:breaks" in codes(verdict)


def test_without_any_phase_a_reply_waits():
    verdict = screen(FINE, OPEN, [])

    assert verdict.outcome is Outcome.HOLD
    assert codes(verdict) == ["default"]


def test_the_more_is_found_the_higher_the_risk():
    quiet = screen(FINE, replace(OPEN, policy="premoderated"))
    odd = screen(FINE, replace(OPEN, policy="premoderated", form_age=1.0))
    spam = screen(Submission("Hello", trap="x"), OPEN)

    assert quiet.risk < odd.risk < spam.risk <= 1


class Sure:
    """An aid that says the same of everything."""

    version = "7-abc"

    def __init__(self, chance):
        self.chance = chance

    def score(self, _text):
        return self.chance


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_the_aid_alone_changes_the_order_only(chance):
    for policy, outcome in (("open", Outcome.PUBLISH), ("premoderated", Outcome.HOLD)):
        verdict = screen(Submission("Hello there."), Facts(policy, form_age=60, aid=Sure(chance)))
        assert verdict.outcome is outcome
        assert (verdict.chance, verdict.score, verdict.version) == (chance, chance, "7-abc")
        assert not verdict.by_aid


@pytest.mark.parametrize(
    ("chance", "outcome", "by_aid"),
    [
        (0.99, Outcome.REJECT, True),
        (0.8, Outcome.HOLD, False),
        (0.3, Outcome.HOLD, False),
        (0.05, Outcome.PUBLISH, True),
    ],
)
def test_the_aid_acts_from_the_chances_that_were_set(chance, outcome, by_aid):
    numbers = Numbers(aid_holds_from=0.7, aid_rejects_from=0.9, aid_publishes_below=0.1)
    facts = Facts("premoderated", form_age=60, aid=Sure(chance), numbers=numbers)

    verdict = screen(Submission("Hello there."), facts)

    assert (verdict.outcome, verdict.by_aid) == (outcome, by_aid)


def test_the_aid_publishes_nothing_that_something_else_holds():
    numbers = Numbers(aid_publishes_below=0.5)
    facts = Facts("premoderated", form_age=1, aid=Sure(0.0), numbers=numbers)

    assert screen(Submission("Hello there."), facts).outcome is Outcome.HOLD


def test_an_aid_that_breaks_holds_where_it_may_act():
    class Broken:
        version = ""

        def score(self, _text):
            raise ValueError

    verdict = screen(Submission("Hello there."), Facts("open", form_age=60, aid=Broken()))

    assert verdict.outcome is Outcome.HOLD
    assert verdict.chance is None
