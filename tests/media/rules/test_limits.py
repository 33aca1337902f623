"""How large may a photo be?"""

from media.rules.limits import Limits, breach_of_bytes, breach_of_size

SMALL = Limits(byte_count=1000, pixels=10_000, side=500)


def test_what_is_just_within_the_limits_is_accepted():
    assert breach_of_bytes(1000, SMALL) is None
    assert breach_of_size(100, 100, SMALL) is None
    assert breach_of_size(500, 20, SMALL) is None


def test_each_limit_is_named_when_it_is_broken():
    assert breach_of_bytes(1001, SMALL) == "bytes"
    assert breach_of_size(100, 101, SMALL) == "pixels"
    assert breach_of_size(501, 1, SMALL) == "side"
