"""Which HTML may stand in a story."""

import pytest

from articles.rules.clean import as_markdown, as_plain, clean


@pytest.mark.parametrize(
    "href", ["https://a.example/x", "HTTP://a.example", "mailto:a@b.example", "/about", "#note"]
)
def test_links_with_a_scheme_or_a_place_on_this_site_stay(href):
    assert clean(f'<p><a href="{href}">x</a></p>') == f'<p><a href="{href}">x</a></p>'


@pytest.mark.parametrize(
    "href",
    ["//evil.example", r"\\evil.example", r"/\evil.example", "page", "javascript:alert(1)",
     "\x0bjavascript:alert(1)", "data:text/html,x", "vbscript:x"],
)  # fmt: skip
def test_links_that_lead_elsewhere_on_every_page_lose_their_address(href):
    assert clean(f'<p><a href="{href}">x</a></p>') == "<p><a>x</a></p>"


def test_other_tags_go_and_their_words_stay():
    cleaned = clean('<div onclick="x"><h1>Big</h1> <b>bold</b><script>alert(1)</script></div>')

    assert cleaned == "Big <strong>bold</strong>"


def test_the_same_text_reads_as_markdown_and_as_plain_text():
    html = '<p>One <em>two</em> <a href="https://a.example">three</a></p><ul><li>four</li></ul>'

    assert as_markdown(html) == "One *two* [three](https://a.example)\n\n- four"
    assert as_plain(html) == "One two three\n\n- four"


def test_space_between_blocks_is_not_kept_and_space_between_words_is():
    words = "<p>One <em>two</em> <strong>three</strong>.</p>"
    html = f"{words}\n\n<ul>\n <li>four</li> <li>five</li>\n</ul>"

    assert clean(html) == f"{words}<ul><li>four</li><li>five</li></ul>"
    assert clean(clean(html)) == clean(html)
