"""The newsroom expects that what was learned is never read with other eyes."""

import hashlib

from comments.queries.aid_memory import MADE_WITH
from comments.rules.features import features
from comments.rules.packing import packed
from tests.comments import sayings

TEXTS = [
    *[text for text, _bad in sayings.sayings(20)],
    sayings.looking_alike("cheap pills"),
    "v-i-a-g-r-a n0w!!! \U0001f600",
    "\u8b70\u4f1a\u306f\u516b\u6642\u306b\u958b\u304b\u308c\u307e\u3059\u3002",
    "x" * 5000,
]


def test_the_places_of_a_text_change_only_with_their_name():
    """Where they do, change MADE_WITH too: old lessons wait for `retrain_aid --read-anew`."""
    seen = b"".join(packed(features(text)) for text in TEXTS)

    assert (MADE_WITH, hashlib.sha256(seen).hexdigest()[:16]) == ("1-18", "cec27ead814f114c")
