"""One part of a story becomes again what it was: the newsroom expects that ..."""

from dataclasses import replace

import pytest

from articles.actions.publish import publish
from articles.actions.restore_block import restore_block
from articles.actions.write_copy import StaleCopy, write_copy
from articles.models import Expert, Revision, TimelineEntry
from articles.queries.working_copy import load
from articles.rules.copy import Passage
from cms.kernel.errors import Missing
from tests.articles.queries.test_comparison import with_block


@pytest.fixture
def changed(ada, draft_story):
    """The draft with a new headline, a new word in its text and another quote: revision 2."""
    copy = replace(load(draft_story), headline="Changed")
    copy = with_block(copy, 0, html="<p>Changed.</p>")
    copy = with_block(copy, 2, text="Changed.", expert=None)
    return write_copy(draft_story.pk, copy, by=ada, version=1)


def test_one_block_is_what_it_was_and_all_else_stays(ada, changed, rosa):
    before = load(changed)
    quote = before.blocks()[2].id

    saved = restore_block(changed.pk, number=1, part=quote, by=ada, version=2)

    after = load(saved)
    assert (after.blocks()[2].text, after.blocks()[2].expert) == (
        "A port that sleeps feeds nobody.",
        rosa.pk,
    )
    assert replace(after, sections=before.sections) == before
    assert [b.id for b in after.blocks()] == [b.id for b in before.blocks()]
    assert [b for b in after.blocks() if b.id != quote] == [
        b for b in before.blocks() if b.id != quote
    ]
    assert saved.version == 3
    revision = Revision.objects.get(article=changed, number=3)
    assert (revision.why, revision.by) == ("restored a part of r1", ada)
    assert TimelineEntry.objects.get(article=changed, did="restored").note == f"r1 {quote}"


def test_a_block_that_was_taken_away_returns_with_its_id(ada, draft_story):
    first = load(draft_story)
    opening, costs = first.sections
    gone = costs.blocks[1]
    shorter = replace(costs, blocks=(costs.blocks[0], costs.blocks[2]))
    write_copy(draft_story.pk, first.with_sections((opening, shorter)), by=ada, version=1)

    saved = restore_block(draft_story.pk, number=1, part=gone.id, by=ada)

    assert load(saved) == first


def test_a_section_that_was_taken_away_returns_with_its_id_for_its_block(ada, draft_story):
    first = load(draft_story)
    write_copy(draft_story.pk, first.with_sections(first.sections[:1]), by=ada, version=1)

    saved = restore_block(draft_story.pk, number=1, part=first.blocks()[1].id, by=ada)

    section = load(saved).sections[1]
    assert (section.id, section.heading) == (first.sections[1].id, "What it costs")
    assert section.blocks == (first.blocks()[1],)


def test_a_heading_and_a_fact_are_restored_alone(ada, draft_story):
    first = load(draft_story)
    opening, costs = first.sections
    copy = replace(first, headline="New", standfirst="New").with_sections(
        (opening, replace(costs, heading="New"))
    )
    write_copy(draft_story.pk, copy, by=ada, version=1)

    restore_block(draft_story.pk, number=1, part=costs.id, by=ada)
    saved = restore_block(draft_story.pk, number=1, part="/headline", by=ada)

    assert load(saved) == replace(first, standfirst="New")


def test_a_part_is_again_what_readers_see_of_it(ada, strike_story):
    copy = load(strike_story)
    write_copy(strike_story.pk, with_block(copy, 0, html="<p>Unseen.</p>"), by=ada, version=1)

    saved = restore_block(strike_story.pk, number="live", part=copy.blocks()[0].id, by=ada)

    assert load(saved) == copy
    assert Revision.objects.get(article=saved, number=3).why == (
        "restored a part of what readers see"
    )


def test_the_quote_of_an_expert_who_was_merged_goes_to_whom_they_became(ada, changed, rosa):
    olav = Expert.objects.create(slug="olav", name="Olav Berg")
    Expert.objects.filter(pk=rosa.pk).update(merged_into=olav)

    saved = restore_block(changed.pk, number=1, part=load(changed).blocks()[2].id, by=ada)

    assert load(saved).blocks()[2].expert == olav.pk


def test_what_is_so_already_is_not_saved_again(ada, changed):
    saved = restore_block(changed.pk, number=1, part=load(changed).blocks()[3].id, by=ada)

    assert saved.version == 2
    assert Revision.objects.filter(article=changed).count() == 2
    assert not TimelineEntry.objects.filter(article=changed, did="restored").exists()


@pytest.mark.parametrize(
    ("number", "part"), [(1, "nosuchblock"), (1, "/sections"), (9, "/headline"), ("live", "/slug")]
)
def test_what_did_not_stand_there_changes_nothing(ada, changed, number, part):
    with pytest.raises(Missing):
        restore_block(changed.pk, number=number, part=part, by=ada)

    changed.refresh_from_db()
    assert changed.version == 2


def test_a_version_that_is_stale_changes_nothing(ada, changed):
    with pytest.raises(StaleCopy):
        restore_block(changed.pk, number=1, part="/headline", by=ada, version=1)

    changed.refresh_from_db()
    assert (changed.version, changed.headline) == (2, "Changed")


def test_readers_see_nothing_of_it_until_it_is_published(ada, strike_story):
    copy = load(strike_story)
    write_copy(strike_story.pk, with_block(copy, 0, html="<p>Two.</p>"), by=ada, version=1)
    edition = publish(strike_story.pk, by=ada)

    restore_block(strike_story.pk, number=1, part=copy.blocks()[0].id, by=ada)

    edition.refresh_from_db()
    assert "Two." in edition.content
    assert load(strike_story).blocks()[0] == Passage(
        copy.blocks()[0].id, "<p>Nothing moved on the quay.</p>"
    )
