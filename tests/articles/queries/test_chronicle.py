"""What happened to a story: the newsroom expects that ..."""

from dataclasses import replace
from datetime import timedelta

from articles.actions.publish import publish
from articles.actions.restore import restore
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import write_copy
from articles.queries.chronicle import chronicle
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock


def lines(article, page=1):
    """Return what happened in short, the newest first."""
    told = chronicle(article, newsroom_clock.now(), page)
    return [
        f"r{event.revision.number}{' live' if event.is_live else ''}"
        if event.revision
        else event.entry.did
        for event in told.events
    ]


def test_a_move_follows_the_save_of_the_same_moment(clock, ada, strike_story):
    assert lines(strike_story) == ["published", "r1 live"]


def test_what_readers_see_is_found_by_its_text_whoever_restored_it(clock, ada, strike_story):
    copy = load(strike_story)
    clock.shift(1)
    write_copy(strike_story.pk, replace(copy, headline="Unseen"), by=ada, version=1)
    clock.shift(1)
    restore(strike_story.pk, number=1, by=ada)

    assert lines(strike_story) == ["r3 live", "r2", "published", "r1"]


def test_a_correction_is_a_save_and_a_move(clock, ada, strike_story):
    clock.shift(1)
    publish(strike_story.pk, by=ada, correction="A name was misspelt.")

    assert lines(strike_story) == ["corrected", "r2 live", "published", "r1"]


def test_a_withdrawn_story_has_nothing_live(clock, ada, strike_story):
    clock.shift(1)
    withdraw(strike_story.pk, by=ada)

    assert lines(strike_story) == ["withdrawn", "published", "r1"]


def test_editions_ahead_stand_in_their_order(clock, ada, draft_story):
    day = timedelta(days=1)
    publish(draft_story.pk, by=ada, at=newsroom_clock.now() + day)
    publish(draft_story.pk, by=ada, at=newsroom_clock.now() + 2 * day)

    ahead = chronicle(draft_story, newsroom_clock.now()).scheduled

    assert [edition.number for edition in ahead] == [1, 2]


def test_each_save_says_what_it_did_across_the_edge_of_a_page(ada, draft_story):
    copy = load(draft_story)
    for number in range(26):
        write_copy(draft_story.pk, replace(copy, headline=f"H {number}"), by=ada, version=None)

    last = chronicle(draft_story, newsroom_clock.now()).events[-1]

    assert (last.revision.number, last.did.facts, last.did.parts) == (3, ("headline",), ())
