"""Which stories show all that a story can be? What a validator of a format is to be asked about."""

from collections.abc import Callable
from datetime import date
from typing import Any

from articles.actions.correct_story import correct_story
from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Author, Edition, Expert
from articles.rules.copy import ArticleCopy, BylineEntry, Figure, Passage, Quote, Section, Source
from cms.kernel import clock
from tests.stories import a_photo

Maker = Callable[..., ArticleCopy]
WAIVED = frozenset({"speaker_missing", "lead_photo_missing", "photo_missing"})
# Markup, the end of a CDATA section, an entity, an astral letter and one that is drawn as four.
ODD = (
    "<b>Bold</b> & ]]> &amp; \"quoted\" 'twice' \U00010348 \U0001f469\u200d\U0001f467 e\u0301"
    " \u202b\u05e2\u05d1\u05e8\u202c \u2028"
)


def publish_samples(story_copy: Maker, *, by: Any) -> list[str]:
    """Publish a story of every kind; return their slugs, each of which says what is odd in it."""
    copies = {copy.slug: copy for copy in _copies(story_copy)}
    for copy in copies.values():
        article = create_article(copy, by=by)
        publish(article.pk, by=by, waive=WAIVED)
        if copy.slug == "corrected":
            correct_story(article.pk, by=by, note="It was the third day, not the second.")
            correct_story(article.pk, by=by, note="The harbour is in the west.", substantive=False)
    live = Edition.objects.live(clock.now())
    assert set(live.values_list("slug", flat=True)) >= copies.keys()
    return list(copies)


def _copies(make: Maker) -> list[ArticleCopy]:
    port = Expert.objects.create(slug="the-port", name="The Port", kind="organisation")
    jon = Author.objects.create(slug="jon-dahl", name="Jon Dahl")
    plain = make()
    return [
        make(slug="every-block", sections=_every_block(plain)),
        make(slug="a-name-only", sections=_saying(Quote("", "No.", None, "A passer-by"))),
        make(slug="nobody-named", sections=_saying(Quote("", "Somebody said so."))),
        make(slug="an-organisation", sections=_saying(Quote("", "We regret it.", port.pk))),
        make(slug="corrected"),
        make(slug="several-photos", sections=_photos()),
        make(
            slug="right-to-left",
            language="he",
            headline="\u05e9\u05d1\u05d9\u05ea\u05d4 \u05d1\u05e0\u05de\u05dc",
        ),
        make(slug="without-a-photo", lead=None, sections=_saying(Passage("", "<p>Dark.</p>"))),
        make(slug="photos-still-missing", lead=Figure("", None, "A crane.", "Jo Berg", "")),
        make(slug="a-long-headline", headline="A headline that does not end " * 10),
        make(slug="without-a-byline", byline=()),
        make(slug="two-authors", byline=(*plain.byline, BylineEntry(jon.pk))),
        make(slug="odd-signs", headline=ODD, standfirst=ODD, sections=_saying(*_odd())),
    ]


def _every_block(plain: ArticleCopy) -> tuple[Section, ...]:
    [quote] = [block for block in plain.blocks() if isinstance(block, Quote)]
    whole = Quote(
        "",
        "A port that sleeps\n\nfeeds nobody.",
        quote.expert,
        "Rosa L.",
        "said Lind",
        date(2026, 11, 20),
        Source("Harbour Radio", "https://radio.example/?a=1&b=2"),
    )
    return (*plain.sections, Section("", "More", blocks=(whole,)))


def _saying(*blocks: Any) -> tuple[Section, ...]:
    return (Section("", blocks=blocks),)


def _photos() -> tuple[Section, ...]:
    colours = ("#993333", "#339933")
    figures = [Figure("", a_photo(c, (600, 400)), f"{c}.", "Jo Berg", "A ship") for c in colours]
    return _saying(Passage("", "<p>Look.</p>"), *figures, figures[0])


def _odd() -> tuple[Any, ...]:
    passage = Passage("", "<p>x &lt; y &amp;&amp; ]]&gt; \U00010348 \U0001f469\u200d\U0001f467</p>")
    figure = Figure("", a_photo("#333399"), ODD, ODD, ODD)
    return (passage, Quote("", ODD, None, ODD), figure)
