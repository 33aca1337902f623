# ruff: noqa: RUF001 - letters that look alike are what this is about
"""The newsroom expects that nobody signs as somebody else's desk."""

import pytest

from comments.rules import names


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Rhea", ""),
        ("Зоя Дорошенко", ""),
        ("", "too_short"),
        ("x" * 61, "too_long"),
        ("two\nlines", "not_one_line"),
        ("<b>", "bad_characters"),
        ("me@example.org", "bad_characters"),
    ],
)
def test_a_name_is_one_short_line(typed, code):
    assert names.unfit_name(names.clean_name(typed)) == code


def test_spaces_and_unseen_characters_do_not_make_another_name():
    assert names.clean_name("  Rhea \u200b  Reed ") == "Rhea Reed"


@pytest.mark.parametrize(
    "name",
    ["Ada Holm", "ADA  HOLM", "Аdа Ноlm", "Ada Ho1m", "Ada.Holm", "Adá Holm", "M0derator", "admin"],
)
def test_a_name_that_looks_like_the_staff_is_seen_through(name):
    assert names.imitates(name, ["Ada Holm"])


@pytest.mark.parametrize("name", ["Ada", "Rhea Holm", "Moder Ator-Smith"])
def test_an_honest_name_passes(name):
    assert not names.imitates(name, ["Ada Holm", ""])


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://rhea.example/", ""),
        ("javascript:alert(1)", "bad_url"),
        ("//rhea.example", "bad_url"),
        ("https://user:pw@rhea.example", "bad_url"),
        ("https://[", "bad_url"),
        ('https://a.example/"onx', "bad_url"),
        ("https://a.example/" + "x" * 200, "too_long"),
    ],
)
def test_only_plain_web_addresses_are_shown(url, code):
    assert names.unfit_url(url) == code


@pytest.mark.parametrize(
    "name",
    [
        "E d i t o r",
        "Ed\u200bitor",
        "3d1tor",
        "M o d e r a d o r a",
        "Redacción",
        "La Redaccion",
        "Editоr",
        "𝐄𝐝𝐢𝐭𝐨𝐫",
        "Mоdегаtог",
        "ΕDΙΤOR",
        "ADΜIN",
    ],
)
def test_a_name_of_the_desk_is_seen_through_in_every_dress(name):
    assert names.imitates(name, [])


@pytest.mark.parametrize("name", ["Edith", "Adam Min", "Зоя Дорошенко", "Stafford", "Edi"])
def test_a_name_that_only_begins_like_one_passes(name):
    assert not names.imitates(name, [])


@pytest.mark.parametrize(
    ("said", "fitting"),
    [
        ("Mira Voss", "Mira Voss"),
        ("n" * 300, "n" * 60),
        ("@editor <x>", "editor x"),
        ("line1\nline2", "line1 line2"),
        ("   ", ""),
    ],
)
def test_a_name_of_the_login_is_made_to_fit(said, fitting):
    assert names.fitting(said) == fitting
    assert names.unfit_name(names.fitting(said)) == ("" if fitting else "too_short")
