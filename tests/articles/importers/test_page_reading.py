"""What does a page say that came by any door? The newsroom expects that ..."""

import pytest

from articles.importers.page_copy import Named, copy_of
from articles.importers.page_reading import (
    GuessUnknown,
    PageEmpty,
    PageTooLong,
    Pasted,
    read_page,
)
from articles.importers.page_words import sentence_of
from articles.rules.clean import clean
from articles.rules.copy import Figure, Passage

pytestmark = pytest.mark.django_db
HTML = """
<h1>The mill wheel turns again</h1>
<img src="data:image/png;base64,AA" alt="A wheel">
<p>The town had <b>almost</b> forgotten how the wheel sounded, and so had the miller.</p>
<p>Nobody was ready for it, and <a href="https://mill.example/">the mill</a> was loud &amp; wet.</p>
<ul><li>Oak for the paddles</li><li>Iron for the axle</li></ul>
<p><img src="https://mill.example/2.jpg" alt="The dry bed of the river"></p>
<p>It stood still again by noon, when the river fell and everybody went home for their lunch.</p>
"""


def test_html_comes_with_its_emphasis_lists_and_photos():
    reading = read_page(Pasted(html=HTML, refused={"standfirst:3"}))

    blocks = copy_of(reading.proposal, Named()).blocks()
    assert [type(block) for block in blocks] == [Passage, Figure, Passage]
    assert "<strong>almost</strong>" in blocks[0].html
    assert '<a href="https://mill.example/">the mill</a> was loud &amp; wet.' in blocks[0].html
    assert "<ul><li>Oak for the paddles</li><li>Iron for the axle</li></ul>" in blocks[0].html
    assert clean(blocks[0].html) == blocks[0].html
    assert blocks[1] == Figure(
        "", caption="The dry bed of the river", alt="The dry bed of the river"
    )


def test_what_was_left_out_is_said():
    notes = read_page(Pasted(html=HTML)).proposal.notes

    assert "pictures that came inside the paste, to be uploaded by hand: 1" in [
        sentence_of(note.told) for note in notes
    ]


@pytest.mark.parametrize(
    ("pasted", "refusal"),
    [
        (Pasted("x" * 500_001), PageTooLong),
        (Pasted(html="x" * 500_001), PageTooLong),
        (Pasted(" \u00a0\n"), PageEmpty),
        (Pasted("A", refused={"quote:1"}), GuessUnknown),
    ],
)
def test_what_is_no_page_is_refused(pasted, refusal):
    with pytest.raises(refusal) as refused:
        read_page(pasted)

    assert str(refused.value)
