"""The newsroom expects that a statement of reasons says truly what a machine had to do with it."""

import pytest

from comments.rules.statement import (
    CODE,
    Ground,
    found_by_machine,
    ground_of,
    statement,
    statement_in,
)

FACTS = {"reason": "abuse", "basis": "No. 3", "facts": "", "reported": False}


@pytest.mark.parametrize(
    ("codes", "machine"),
    [
        ([], False),
        (["premoderated"], False),
        (["premoderated", "reports"], False),
        (["phase_failed:form"], False),
        (["suspect_word", "premoderated"], True),
        (["learned"], True),
        (["outside"], True),
    ],
)
def test_what_a_phase_found_in_the_words_was_found_by_a_machine(codes, machine):
    assert found_by_machine([{"code": code} for code in codes]) is machine


def test_only_the_law_makes_a_reply_illegal():
    assert ground_of("illegal") is Ground.ILLEGAL
    assert {ground_of(reason) for reason in ("abuse", "hate", "", "other")} == {Ground.TERMS}


def test_what_a_machine_decided_it_also_found():
    entry = statement(**FACTS, found=False, decided=True)

    assert (entry["found_automatically"], entry["decided_automatically"]) == (True, True)


def test_it_is_found_again_among_other_evidence():
    entry = statement(**FACTS, found=False, decided=False)

    assert statement_in([{"code": "forced"}, entry]) == {**entry, "code": CODE}
    assert statement_in([{"code": "forced"}]) is None
