"""Document, rows and document again: a body comes back from the database without a difference."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions.write_copy import create_article, write_copy
from articles.queries.working_copy import load
from articles.rules.clean import clean, clean_text
from articles.rules.copy import Figure, Passage, Quote, Section, Source
from articles.rules.flow import from_flow, to_flow
from tests.stories import a_photo

# Letters from right to left, marks that turn the direction, and what HTML and code give a meaning.
ODD = "ab <>&\"'“”ñя\u00a0\u200f\u2028\u202e\u0645\u064a😀;#\\{}%"
WORDS = st.text(
    st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=("Cs",))), max_size=24
)
LINES = WORDS.map(clean_text)
LINE = LINES.map(lambda text: " ".join(text.split()))
HTML = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
PASSAGES = (
    st.lists(
        st.one_of(
            HTML.map(lambda text: f"<p>{text}</p>"),
            HTML.map(lambda text: f"<p>a<br><strong>{text}</strong> <a href=\"https://a.example/\">b</a></p>"),
            HTML.map(lambda text: f"<ul><li><p>{text}</p></li><li><p>b</p></li></ul>"),
            HTML.map(lambda text: f"<ol><li><p>{text}</p></li></ol>"),
            HTML.map(lambda text: f"<blockquote><p>{text}</p></blockquote>"),
            HTML.map(lambda text: f"<pre><code>{text}</code></pre>"),
        ),
        max_size=3,
    )
    .map("".join)
    .map(clean)
)  # fmt: skip


def bodies(expert: int, photo: int) -> st.SearchStrategy[tuple[Section, ...]]:
    """Return bodies of one to sixty blocks of all kinds, ids not given yet."""
    numbers = st.sampled_from([None, expert])
    blocks = st.one_of(
        PASSAGES.map(lambda html: Passage("", html)),
        st.builds(
            Quote, st.just(""), LINES, numbers, LINE, LINES, st.none() | st.dates(),
            st.builds(Source, LINE, st.sampled_from(["", "https://a.example/?q=1&r=ñ"])),
        ),
        st.builds(Figure, st.just(""), st.sampled_from([None, photo]), LINES, LINE, LINES),
    )  # fmt: skip
    parts = st.builds(
        Section, st.just(""), LINE, st.just(""), st.lists(blocks, max_size=12).map(tuple)
    )
    return st.lists(parts, min_size=1, max_size=5).map(tuple)


@pytest.mark.django_db
def test_a_body_comes_back_from_the_database_as_the_document_that_was_saved(ada, story_copy, rosa):
    photo = a_photo()
    article = create_article(story_copy(), by=ada)

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(bodies(rosa.pk, photo))
    def survives(body):
        copy = story_copy(sections=body)
        article.refresh_from_db()
        write_copy(article.pk, copy, by=ada, version=article.version)
        shown = to_flow(load(article).sections)

        article.refresh_from_db()
        posted = replace(copy, sections=from_flow(shown))
        write_copy(article.pk, posted, by=ada, version=article.version)

        again = load(article).sections
        assert to_flow(again) == shown
        assert _ids(again) == _ids(from_flow(shown))
        assert all(_ids(again))

    survives()


def _ids(sections):
    return [*(s.id for s in sections), *(b.id for s in sections for b in s.blocks)]
