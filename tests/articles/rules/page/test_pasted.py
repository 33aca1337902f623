from hypothesis import given
from hypothesis import strategies as st

from articles.rules.page import Quote, manuscript_of, propose, read_html, with_markup

PAGE = """
<html><head><title>Tide</title><style>p {color: red}</style></head><body>
<h1>The tide came over the wall</h1>
<p>Nobody in the <em>harbour</em> had been told.</p>
<figure><img src="wall.jpg"><figcaption>The wall at dusk. Photo: Otto Brandt</figcaption></figure>
<p>It was four.</p><script>alert("no")</script>
<h2>Ida Holm has seen it all before, and more than once in these last twelve years.</h2>
<p>&ldquo;It took the boats,&rdquo; said Ida Holm.<br>She wept &amp; left.</p>
<p>Source: <a href="https://tide.example/wall">The Tide</a></p>
</body></html>
"""


def test_a_page_pasted_as_html_is_proposed_like_its_text():
    proposal = propose(manuscript_of(PAGE))

    assert proposal.headline is not None
    assert proposal.headline.text == "The tide came over the wall"
    assert proposal.standfirst is not None
    assert proposal.lead is not None
    assert proposal.lead.credit == "Otto Brandt"
    assert proposal.sections[1].title.startswith("Ida Holm has seen it all")
    (quote, passage) = proposal.sections[1].blocks
    assert isinstance(quote, Quote)
    assert (quote.said, quote.speaker) == ("It took the boats", "ida-holm")
    assert passage.text == "She wept & left."
    assert proposal.source is not None
    assert (proposal.source.name, proposal.source.url) == ("The Tide", "https://tide.example/wall")


def test_scripts_and_styles_are_no_text():
    assert manuscript_of(PAGE).count("alert") == manuscript_of(PAGE).count("color") == 0


@given(st.text(alphabet="<>/ap1h2!-\"'&;= xbilmgsrcu", max_size=80))
def test_broken_html_never_fails(html):
    pasted = read_html(html)

    with_markup(propose(pasted.text), pasted.markup)
