import sys
from types import ModuleType

import pytest

from articles.rules import visitors
from articles.rules.visitors import (
    deed_number,
    event_number,
    is_ahead_of_time,
    is_machine,
    neighbourhood,
    neighbours_number,
    visitor_number,
    wants_no_number,
)

MONDAY, TUESDAY = b"m" * 16, b"t" * 16
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


def test_a_visitor_has_one_number_a_day_and_another_tomorrow():
    number = visitor_number("203.0.113.9", FIREFOX, MONDAY)

    assert number == visitor_number("203.0.113.9", FIREFOX, MONDAY)
    assert number != visitor_number("203.0.113.9", FIREFOX, TUESDAY)
    assert number != visitor_number("203.0.113.8", FIREFOX, MONDAY)


def test_two_deeds_of_one_visitor_cannot_be_put_side_by_side():
    rhea = visitor_number("203.0.113.9", FIREFOX, MONDAY)

    numbers = {deed_number(rhea, "share", article, "x") for article in range(1000)}

    assert len(numbers) == 1000
    assert all(-(2**63) <= number < 2**63 for number in numbers)


def test_parts_of_a_deed_do_not_run_into_each_other():
    assert event_number("1", 23) != event_number("12", 3)


def test_an_event_has_the_same_number_on_every_day():
    assert event_number("8c7f", 1, "x") == event_number("8c7f", 1, "x")


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/131.0 Safari/537.36",
        "facebookexternalhit/1.1",
    ],
)
def test_a_machine_that_says_so_is_not_a_reader(agent):
    assert is_machine(agent)


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Mobile/15E148 [FBAN/FBIOS;FBAV/490.0.0]",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Telegram-Android",
    ],
)
def test_a_browser_is_a_reader_inside_an_app_too(agent):
    assert not is_machine(agent)


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_SEC_PURPOSE": "prefetch;anonymous-client-ip"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_PURPOSE": "preview"},
        {"HTTP_X_MOZ": "Prefetch"},
    ],
)
def test_a_page_that_is_fetched_ahead_was_not_read(headers):
    assert is_ahead_of_time(headers)
    assert not is_ahead_of_time({"HTTP_USER_AGENT": FIREFOX})


@pytest.mark.parametrize(
    ("one", "other", "are_neighbours"),
    [
        ("203.0.113.9", "203.0.113.200", True),
        ("203.0.113.9", "203.0.112.9", False),
        ("2001:db8:0:1100::1", "2001:db8:0:11ff::2", True),
        ("2001:db8:0:1100::1", "2001:db8:0:1200::1", False),
        ("", "unknown", True),
    ],
)
def test_neighbours_are_a_24_or_a_56(one, other, are_neighbours):
    assert (neighbourhood(one) == neighbourhood(other)) is are_neighbours
    same = neighbours_number(one, MONDAY) == neighbours_number(other, MONDAY)
    assert same is are_neighbours
    assert neighbours_number(one, MONDAY) != neighbours_number(one, TUESDAY)


def test_a_longer_list_is_asked_where_it_is_installed_but_not_about_browsers_in_apps(monkeypatch):
    listed = ModuleType("crawleruseragents")
    listed.is_crawler = lambda agent: "Mediapartners" in agent or "Viber" in agent
    monkeypatch.setitem(sys.modules, "crawleruseragents", listed)
    monkeypatch.setattr(visitors, "_is_listed", visitors._longer_list())
    is_machine.cache_clear()

    found = [is_machine(agent) for agent in ("Mediapartners-Google", f"{FIREFOX} Viber/1", FIREFOX)]

    is_machine.cache_clear()
    assert found == [True, False, False]


def test_who_sends_gpc_wants_no_number():
    assert wants_no_number({"HTTP_SEC_GPC": "1"})
    assert not wants_no_number({"HTTP_SEC_GPC": "0"})
    assert not wants_no_number({})
