"""A story after a part of it was changed: the newsroom expects that ..."""

from datetime import UTC, datetime

import pytest

from articles.rules.amend import amended, place_of, with_block
from articles.rules.copy import ArticleCopy, Correction, Passage, Quote, Section
from articles.rules.document import DocumentError, written

NOTE = Correction(datetime(2026, 11, 22, 9, tzinfo=UTC), "A name.")
COPY = ArticleCopy(
    headline="Old",
    tags=(1, 2),
    sections=(
        Section("s0", blocks=(Passage("a", "<p>a</p>"),)),
        Section("s1", "Costs", blocks=(Passage("b", "<p>b</p>"), Quote("q", "Nobody.", 7))),
    ),
    corrections=(NOTE,),
)


def test_named_facts_are_replaced_and_the_rest_stays():
    after = amended(COPY, {"headline": "New", "tags": [3]})

    assert (after.headline, after.tags, after.sections) == ("New", (3,), COPY.sections)


def test_the_same_corrections_pass_and_others_do_not():
    assert amended(COPY, {"corrections": written(COPY)["corrections"]}) == COPY
    for others in ([], [{"at": "2026-11-22T09:00:00", "note": "A name."}]):
        with pytest.raises(DocumentError) as refusal:
            amended(COPY, {"corrections": others})
        assert (refusal.value.field, refusal.value.code) == ("/corrections", "read_only")


def test_a_block_is_found_by_its_id():
    assert place_of(COPY, "q") == (1, 1)
    assert place_of(COPY, "s1") is None
    assert place_of(COPY, "") is None


def test_one_block_is_changed_and_no_other():
    after = with_block(COPY, (1, 1), {"text": "Everybody.", "id": "q", "type": "quote"})

    assert after.sections[1].blocks == (Passage("b", "<p>b</p>"), Quote("q", "Everybody.", 7))
    assert after.sections[0] == COPY.sections[0]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"id": "r"}, "/id", "read_only"),
        ({"type": "text"}, "/type", "read_only"),
        ({"html": ""}, "/html", "unknown_field"),
        ({"source": {"name": 5}}, "/source/name", "not_text"),
    ],
)
def test_a_wrong_change_of_a_block_is_refused_at_its_place(changes, field, code):
    with pytest.raises(DocumentError) as refusal:
        with_block(COPY, (1, 1), changes)

    assert (refusal.value.field, refusal.value.code) == (field, code)
