"""What does the form of a story say while somebody writes, before anything is saved?"""

from typing import Any

from articles.rules.clean import clean_text
from articles.rules.copy import ArticleCopy, Figure, Seo
from articles.rules.flow import FlowError, from_flow
from articles.rules.flow_tidy import without_blank_lines
from articles.rules.names import slug_of
from cms.kernel.numbers import row_number


def glanced_copy(posted: Any) -> ArticleCopy:
    """Return the story that the fields say, as far as they can be read.

    Nothing is refused and nothing is written: a text that cannot be cut into blocks counts as one
    that is not there yet.
    """
    said = {name: clean_text(value) for name, value in posted.items() if isinstance(value, str)}
    headline = " ".join(said.get("headline", "").split())
    return ArticleCopy(
        headline=headline,
        standfirst=said.get("standfirst", ""),
        slug=said.get("slug", "") or slug_of(headline),
        language=said.get("language", "") or ArticleCopy().language,
        category=row_number(said.get("category", "")),
        lead=_lead(said),
        sections=_sections(said.get("body", "")),
        seo=Seo(
            " ".join(said.get("seo_title", "").split()),
            said.get("seo_description", ""),
            said.get("canonical_url", ""),
            bool(said.get("noindex")),
        ),
    )


def _lead(said: dict[str, str]) -> Figure | None:
    words = (said.get(f"lead_{name}", "") for name in ("caption", "credit", "alt"))
    figure = Figure("", row_number(said.get("lead_photo", "")), *words)
    return None if figure == Figure("") else figure


def _sections(body: str) -> Any:
    try:
        return without_blank_lines(from_flow(body.replace("\r\n", "\n")))
    except FlowError:
        return ()
