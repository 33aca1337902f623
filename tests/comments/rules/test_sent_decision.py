"""The newsroom expects that a plain decision is read at once, and all else left to the shape."""

import json

import pytest

from comments.api.moderation_shapes import DecisionAndAnswerSentShape, DecisionsSentShape
from comments.rules.sent_decision import LARGEST_BODY, MOST, decision_in, decisions_in

PLAIN = {"comment": "abcdefgh2345", "version": 3, "decision": "reject", "reason": "abuse"}
TAKEN = [
    {},
    {"decision": "approve", "reason": ""},
    {"version": None},
    {"note": "Names the neighbour, – no."},
    {"force": True, "reply": None, "statement": None},
    {"decision": "reject", "reason": ""},
]
LEFT = [
    {"comment": ""},
    {"comment": "abcdefgh23456"},
    {"comment": 12},
    {"comment": "ab cd"},
    {"version": 0},
    {"version": True},
    {"version": "3"},
    {"version": 3.0},
    {"version": 10**12},
    {"decision": "applaud"},
    {"decision": ["approve"]},
    {"decision": None},
    {"reason": "bad_mood"},
    {"reason": None},
    {"reason": []},
    {"note": " trimmed "},
    {"note": "a\x00b"},
    {"note": "x" * 501},
    {"note": "\ud800"},
    {"note": None},
    {"force": "true"},
    {"force": 1},
    {"reply": {"text": "Thank you."}},
    {"statement": {"basis": "§ 4"}},
    {"state": "published"},
]


@pytest.mark.parametrize("facts", TAKEN)
def test_what_is_plain_is_read_as_the_shape_reads_it(facts):
    sent = PLAIN | facts
    shape = DecisionAndAnswerSentShape(data=sent)

    found = decision_in(json.dumps(sent, ensure_ascii=False).encode())

    assert shape.is_valid()
    said = dict(shape.validated_data)
    assert said.pop("reply") is said.pop("statement") is None
    assert found is not None
    assert found._asdict() == said


@pytest.mark.parametrize("facts", LEFT)
def test_what_is_not_plain_is_left_to_the_shape(facts):
    assert decision_in(json.dumps(PLAIN | facts).encode()) is None


@pytest.mark.parametrize("missing", ["comment", "decision"])
def test_what_lacks_something_is_left_to_the_shape(missing):
    assert decision_in(json.dumps({**PLAIN, missing: None}).encode()) is None
    rest = {name: value for name, value in PLAIN.items() if name != missing}
    assert decision_in(json.dumps(rest).encode()) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"approve"',
        b"\xff\xfe",
        json.dumps(PLAIN).encode("utf-16"),
        b"\xef\xbb\xbf" + json.dumps(PLAIN).encode(),
        json.dumps(PLAIN).encode() + b" " * LARGEST_BODY,
        b"[" * 4000,
    ],
)
def test_what_is_no_object_of_ours_is_left_to_the_shape(raw):
    assert decision_in(raw) is None


def test_many_are_read_as_the_shape_reads_them():
    sent = {"decisions": [PLAIN | facts for facts in TAKEN if "reply" not in facts]}
    shape = DecisionsSentShape(data=sent)

    found = decisions_in(json.dumps(sent).encode())

    assert shape.is_valid()
    said = [dict(one) for one in shape.validated_data["decisions"]]
    assert [one.pop("statement") for one in said] == [None] * len(said)
    assert found is not None
    assert [one._asdict() for one in found] == said


@pytest.mark.parametrize(
    "sent",
    [
        {"decisions": []},
        {"decisions": [PLAIN] * (MOST + 1)},
        {"decisions": [PLAIN, PLAIN | {"version": 0}]},
        {"decisions": [PLAIN | {"reply": None}]},
        {"decisions": [PLAIN, None]},
        {"decisions": {"0": PLAIN}},
        {"decisions": [PLAIN], "force": True},
        {},
        [PLAIN],
    ],
)
def test_many_that_are_not_all_plain_are_left_to_the_shape(sent):
    assert decisions_in(json.dumps(sent).encode()) is None
