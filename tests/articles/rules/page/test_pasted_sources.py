"""From where is a page pasted? The newsroom expects that ..."""

import pytest

from articles.rules.page import (
    Quote,
    accept,
    propose,
    read_html,
    read_plain,
    with_markup,
    words,
)

# ruff: noqa: E501, RUF001
WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->
<style>p.MsoNormal {margin:0cm}</style></head><body lang=EN-GB><!--StartFragment-->
<p class=MsoTitle>The mill\u00a0wheel turns again<o:p></o:p></p>
<p class=MsoNormal><span style='mso-fareast-language:EN-US'>The town had <b
style='mso-bidi-font-weight:normal'>almost</b> for\u00adgotten <i>how</i> it
sounded.<o:p></o:p></span></p>
<h2><span lang=EN-GB>What it cost<o:p></o:p></span></h2>
<p class=MsoNormal>\u201cI paid for the oak myself,\u201d said Edda Thorne, a
miller.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span
class=MsoFootnoteReference>[1]</span></a> <del>Nobody</del><ins>Everybody</ins> laughed.<span
class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[ED1]</a></span></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>\u00b7<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Oak
for the paddles</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>\u00b7<span>&nbsp;&nbsp; </span></span><![endif]>Iron for the axle</p>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> She kept the
receipts of all of it.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p
class=MsoCommentText>Check this with her.</p></div></div>
</body></html>
"""
LIBRE = """
<html><body lang="en-GB" dir="ltr"><p style="margin-bottom: 0in"><font face="Liberation Serif">The
mill wheel turns again</font></p>
<p style="line-height: 100%">The town had <b>almost</b> forgotten <i>how</i> it sounded.</p>
<h2 class="western">What it cost</h2>
<p>\u201cI paid for the oak myself,\u201d said Edda Thorne, a miller.<a class="sdfootnoteanc"
name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> Everybody laughed.</p>
<ul><li><p style="margin-bottom: 0in">Oak for the paddles</p></li>
<li><p>Iron for the axle</p></li></ul>
<div id="sdfootnote1"><p class="sdfootnote-western"><a class="sdfootnotesym"
name="sdfootnote1sym" href="#sdfootnote1anc">1</a>She kept the receipts of all of it.</p></div>
</body></html>
"""
DOCS = """
<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7f"><h1 dir="ltr"><span
style="font-size:20pt;font-weight:400">The mill wheel turns again</span></h1><p dir="ltr"><span
style="font-weight:400;font-style:normal">The town had </span><span
style="font-weight:700;font-style:normal">almost</span><span style="font-weight:400"> forgotten
</span><span style="font-weight:400;font-style:italic">how</span><span> it sounded.</span></p><br>
<h2 dir="ltr"><span>What it cost</span></h2><p dir="ltr"><span>\u201cI paid for the oak myself,\u201d
said Edda Thorne, a miller.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> Everybody
laughed.</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><ul><li dir="ltr"><p
role="presentation"><span>Oak for the paddles</span></p></li><li dir="ltr"><p><span>Iron for the
axle</span></p></li></ul><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> She kept the
receipts of all of it.</span></p></div><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Check
this with her.</span></p></div></b>
"""
BROWSER = """
<h1>The mill wheel turns again</h1>
<p>The town had <strong>almost</strong> forgotten <em>how</em> it sounded.</p>
<h3>What it cost</h3>
<p>\u201cI paid for the oak myself,\u201d said <a href="https://mill.example/edda">Edda Thorne</a>, a
miller. <a href="https://mill.example/laugh" onclick="x()">Everybody</a> laughed.</p>
<ul><li>Oak for the paddles</li><li>Iron for the axle</li></ul>
<p>She kept the receipts of all of it.</p>
"""
STORY = words(
    """
    The mill wheel turns again. The town had almost forgotten how it sounded. What it cost
    I paid for the oak myself, said Edda Thorne, a miller. Everybody laughed.
    Oak for the paddles. Iron for the axle. She kept the receipts of all of it.
    """
)
ALL = {"word": WORD, "libreoffice": LIBRE, "docs": DOCS, "browser": BROWSER}


def read(html, refused=()):
    pasted = read_html(html)
    return with_markup(accept(propose(pasted.text), refused), pasted.markup)


def blocks(proposal):
    return [block for section in proposal.sections for block in section.blocks]


@pytest.mark.parametrize("source", ALL)
def test_all_words_of_the_story_survive_in_their_order(source):
    assert words(read_html(ALL[source]).text) == STORY


@pytest.mark.parametrize("source", ALL)
def test_the_structure_is_the_same_wherever_it_was_written(source):
    proposal = read(ALL[source])

    assert proposal.headline.text == "The mill wheel turns again"
    assert [section.title for section in proposal.sections][-1] == "What it cost"
    (quote,) = [block for block in blocks(proposal) if isinstance(block, Quote)]
    assert (quote.said, quote.speaker) == ("I paid for the oak myself", "edda-thorne")
    assert proposal.people[0].role == "miller"


@pytest.mark.parametrize("source", ALL)
def test_emphasis_links_and_lists_survive_in_running_text(source):
    first = {piece.id for piece in read(ALL[source]).pieces if piece.id.startswith("standfirst")}
    html = "".join(getattr(b, "html", "") for b in blocks(read(ALL[source], first)))

    assert "<p>The town had <strong>almost</strong> forgotten <em>how</em> it sounded.</p>" in html
    assert "<ul><li>Oak for the paddles</li></ul><ul><li>Iron for the axle</li></ul>" in html
    if source == "browser":
        assert '<a href="https://mill.example/laugh">Everybody</a> laughed.' in html


@pytest.mark.parametrize("source", ["word", "docs"])
def test_comments_on_the_text_are_left_out_and_counted(source):
    pasted = read_html(ALL[source])

    assert "Check" not in pasted.text
    assert dict(pasted.left_out) == {"comments_left_out": 1}


def test_pictures_become_photos_with_their_words_and_are_never_fetched():
    proposal = read("""
        <h1>The mill wheel turns again</h1>
        <figure><img src="https://mill.example/1.jpg" alt="A wheel of oak">
        <figcaption>The wheel at noon. Photo: Otto Brandt</figcaption></figure>
        <p>It turned for an hour, and then the river fell and it stood still again.</p>
        <p><img src="https://mill.example/2.jpg" alt="The dry river bed"></p>
        <p>Nobody knows when it will turn once more, or who will be there to see it.</p>
        <div class="wp-caption"><img src="x.jpg"><p class="wp-caption-text">The miller waits.</p></div>
    """)

    lead, figures = proposal.lead, [b for b in blocks(proposal) if hasattr(b, "caption")]
    assert (lead.caption, lead.credit, lead.alt) == (
        "The wheel at noon.",
        "Otto Brandt",
        "A wheel of oak",
    )
    assert [figure.caption for figure in figures] == ["The dry river bed", "The miller waits."]


def test_pictures_that_cannot_be_kept_are_counted():
    pasted = read_html(
        '<p>A</p><img src="data:image/png;base64,AAAA" alt="B"><img src="a.png">'
        '<img src="dot.gif" width="1" height="1" alt="C">'
    )

    assert pasted.text == "A\n"
    assert dict(pasted.left_out) == {"pictures_embedded": 1, "pictures_bare": 1}


def test_a_part_of_a_line_keeps_its_own_emphasis_only():
    proposal = read(
        "<h1>One</h1><p>It was <em>four</em>. “We ran,” said Ida Holm, a skipper. Then it was"
        " <strong>still &amp; dark</strong>.</p>",
        {"standfirst:3"},
    )

    html = [getattr(block, "html", "") for block in blocks(proposal)]
    assert html == [
        "<p>It was <em>four</em>.</p>",
        "",
        "<p>Then it was <strong>still &amp; dark</strong>.</p>",
    ]


def test_nobody_sees_soft_hyphens_and_hard_spaces():
    assert read_plain("One\u00adtwo\u00a0three\u200b\r\n").text == "Onetwo three\r\n"


def test_right_to_left_words_stay_in_their_order():
    text = "\u200fالعجلة تدور مرة أخرى\r\n\r\nقال الطحان: كل شيء على ما يرام اليوم في البلدة."

    proposal = propose(read_plain(text).text)

    assert proposal.headline.text.endswith("العجلة تدور مرة أخرى")
    assert blocks(proposal)[0].text.endswith("في البلدة.")
