"""The newsroom expects that no reply can bring anything but text to a reader's screen."""

import re
import time

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules import render

REL = 'rel="ugc nofollow noopener"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo\nthree.", "<p>One.</p>\n<p>Two<br>\nthree.</p>"),
        ("*very* and **so**", "<p><em>very</em> and <strong>so</strong></p>"),
        ("> quoted\n\nNo.", "<blockquote>\n<p>quoted</p>\n</blockquote>\n<p>No.</p>"),
        ("# no heading", "<p># no heading</p>"),
        ("<b>x</b> &amp; 1 < 2", "<p>&lt;b&gt;x&lt;/b&gt; &amp;amp; 1 &lt; 2</p>"),
        (
            "See https://a.example/x_y_z?q=1&r=2.",
            (
                f'<p>See <a href="https://a.example/x_y_z?q=1&amp;r=2" {REL}>'
                "https://a.example/x_y_z?q=1&amp;r=2</a>.</p>"
            ),
        ),
        (
            "(https://a.example/w_(x))",
            f'<p>(<a href="https://a.example/w_(x)" {REL}>https://a.example/w_(x)</a>)</p>',
        ),
        ("https://bank.example@evil.example/", "<p>https://bank.example@evil.example/</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("![x](https://a.example/p.png)", None),
    ],
)
def test_a_reply_is_plain_text_with_light_emphasis_and_honest_links(text, html):
    made = render.html_of(text)

    if html is None:
        assert "<img" not in made
    else:
        assert made == html


@given(st.text(alphabet="<>&\"'/=*_>[]() \nahrefscriptonjv:x", max_size=200))
def test_only_the_ten_tags_and_links_come_out(text):
    made = render.html_of(text)

    tags = set(re.findall(r"</?([a-z0-9]+)", made))
    assert tags <= render.TAGS
    assert not re.search(r"<[^>]*\son", made)
    assert nh3.clean(made, tags=render.TAGS, link_rel=None) == made or "<a " in made


@pytest.mark.parametrize("piece", ["*a", "**", "_a_", "> ", "[", "\\", "https://a", "*_"])
def test_no_text_keeps_the_renderer_busier_than_its_length(piece):
    def seconds(length):
        began = time.process_time()
        render.html_of(piece * (length // len(piece)))
        return time.process_time() - began

    short = min(seconds(1250) for _ in range(3))

    assert min(seconds(5000) for _ in range(3)) < 9 * short + 0.1
