"""The newsroom expects that what readers see is screened, however it was typed."""

import pytest

from comments.rules import names, render, text
from comments.rules.blocklist import BlockedWords
from comments.rules.screening import Facts, Lists, Outcome, Submission, screen

WORDS = Facts(policy="open", form_age=60.0, lists=Lists(suspect=BlockedWords(["viagra"])))


@pytest.mark.parametrize("typed", ["viagra", "via*g*ra", "*via*gra", "vi**ag**ra", "via\\gra"])
def test_emphasis_and_escapes_hide_no_word(typed):
    verdict = screen(Submission(f"Buy {typed} now"), WORDS)

    hidden = "\\" in typed and "viagra" not in render.words_of(render.html_of(typed))
    assert hidden or verdict.findings[0].code == "suspect_word"


@pytest.mark.parametrize("typed", [r"http\\://h{}.example", r"https:\\/\\/h{}.example/x"])
def test_escaped_links_are_links(typed):
    many = " ".join(typed.replace("\\\\", "\\").format(number) for number in range(11))
    three = " ".join(many.split(" ")[:3])

    assert render.html_of(three).count("<a ") == 3
    assert screen(Submission(three), WORDS).outcome is Outcome.HOLD
    assert text.unfit(many) == "too_many_links"


def test_a_flag_of_tags_stays_and_loose_tags_go():
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

    assert text.clean(f"Up {england}!") == f"Up {england}!"
    assert text.clean("a\U000e0067\U000e0062b") == "ab"


def test_blank_braille_is_space():
    assert text.clean("\u2800\u2800") == ""
    assert names.unfit_name(names.clean_name("\u2800")) == "too_short"


@pytest.mark.parametrize(
    "url", ["http://\u202ea.example/", "http://x.example:99999/", "http://x.example:0/"]
)
def test_an_address_that_deceives_or_leads_nowhere_is_refused(url):
    assert names.unfit_url(url) == "bad_url"


def test_a_port_that_cannot_be_is_no_link():
    assert "<a" not in render.html_of("http://x.example:99999/ is no place")
