"""The newsroom expects that an answer kept ready says what is meant, whatever one calls oneself."""

import pytest

from comments.rules.canned import filled, unknown_places
from comments.rules.render import html_of


def test_places_are_filled_and_what_is_none_is_named():
    text = "Dear {name}, of {story}: {reason}."

    assert filled(text, {"name": "Rhea", "story": "Strike"}) == "Dear Rhea, of Strike: ."
    assert unknown_places(text) == []
    assert unknown_places("{nmae} {name} {nmae} {} {0} { }") == ["{nmae}", "{}", "{0}", "{ }"]
    assert unknown_places("a { b } c {name") == ["{ b }", "{"]


@pytest.mark.parametrize(
    "name",
    [
        "*Rhea*",
        "_Rhea_",
        "> Rhea",
        "<b>Rhea</b>",
        "https://evil.example/x",
        "a\\*b*",
        "\n\n> quoted",
        "`x`",
        "[a](https://b.example)",
    ],
)
def test_a_name_makes_no_mark_no_link_and_no_tag(name):
    html = html_of(filled("{name} is right.\n{name}", {"name": name}))

    assert html.startswith("<p>")
    assert not any(
        tag in html for tag in ("<em>", "<strong>", "<a ", "<b>", "<blockquote", "<code")
    )


def test_a_name_is_filled_in_once_and_shown_as_it_is():
    said = filled("Dear {name}", {"name": "{story} _x_ & co", "story": "Strike"})

    assert html_of(said) == "<p>Dear {story} _x_ &amp; co</p>"
    assert len(filled("{story}", {"story": "x" * 5000})) == 200
