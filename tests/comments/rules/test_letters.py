"""The newsroom expects that a letter is patient, speaks the story's language, and gives up."""

from datetime import UTC, datetime, timedelta

import pytest

from comments.rules.letters import masked, next_digest, next_try, on_one_line, spoken

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_each_failure_is_waited_for_longer_and_the_seventh_is_the_last():
    waits = [next_try(tries, AT) for tries in range(1, 8)]

    minutes = [wait and (wait - AT) // timedelta(minutes=1) for wait in waits]
    assert minutes == [1, 5, 30, 120, 480, 1440, None]


@pytest.mark.parametrize(
    ("at", "zone", "told"),
    [
        ("2026-11-22T06:59:59+00:00", "UTC", "2026-11-22T07:00:00+00:00"),
        ("2026-11-22T07:00:00+00:00", "UTC", "2026-11-23T07:00:00+00:00"),
        ("2026-11-22T04:00:00+00:00", "Europe/Kyiv", "2026-11-22T05:00:00+00:00"),
        ("2026-10-24T22:30:00+00:00", "Europe/Madrid", "2026-10-25T06:00:00+00:00"),  # clocks back
    ],
)
def test_the_digest_goes_out_in_the_morning_by_the_clock_on_the_wall(at, zone, told):
    moment = datetime.fromisoformat(at)

    assert next_digest(moment, zone, 7) == datetime.fromisoformat(told)


@pytest.mark.parametrize(
    ("language", "speaks"), [("es", "es"), ("es-MX", "es"), ("uk", "en"), ("", "en")]
)
def test_a_letter_speaks_as_the_story_does_if_we_can(language, speaks):
    assert spoken(language, ["en", "es"], "en") == speaks


def test_a_headline_stays_on_one_line():
    assert on_one_line("Dockers\r\nBcc: all@example.org\x00\u2028 strike") == (
        "Dockers Bcc: all@example.org strike"
    )
    assert len(on_one_line("long " * 100)) <= 120


def test_an_address_is_recognised_and_not_told():
    assert masked("rhea@reader.example") == "r…@reader.example"
    assert masked("") == ""
