"""Which pages do the tests import, and what do readers see of them?"""

import json
from collections import Counter
from pathlib import Path

import pytest

from articles.importers import page
from articles.importers.page_reading import known_people
from articles.queries.live import story
from articles.rules.clean import as_plain
from articles.rules.page import propose, read_manuscript, words
from cms.kernel import clock

OURS = Path(__file__).parent / "manuscript.txt"
REAL = Path(__file__).parents[4] / "shared" / "corpus" / "article-page.txt"
# Words of the page that are no part of the story: labels and what the frontend shows itself.
FURNITURE = words("Share this article: Leave a Reply most popular")


@pytest.fixture(params=[OURS, REAL], ids=["ours", "real"])
def manuscript(request):
    if not request.param.exists():
        pytest.skip("there is no corpus beside this checkout: the real page is not tried")
    return request.param


def text_of(path):
    return read_manuscript(path.read_bytes())


def proposal_of(path):
    return propose(text_of(path), known_people=known_people())


def imported(path, **filing):
    """Import the page and return what came of it."""
    proposal = proposal_of(path)
    key = page.source_key(proposal, path.name)
    return page.apply(proposal, page.Filing(source_key=key, **filing), by=None)


def read_by_readers(slug):
    """Return the public answer without its counters."""
    found = story(slug, None, clock.now())
    return json.loads(found.detail + b"}}")


def words_for_readers(answer):
    """Return the words of a public answer in the order in which they stand on the page."""
    texts = [answer["title"], answer["standfirst"], *_figure(answer["lead_photo"])]
    for section in answer["sections"]:
        texts.append(section["heading"])
        for block in section["blocks"]:
            texts += _block(block)
    texts += [tag["name"] for tag in answer["tags"]]
    return [word for text in [*texts, answer["source"]["name"]] for word in words(text)]


def _block(block):
    match block["type"]:
        case "text":
            return [as_plain(block["html"])]
        case "quote":
            return [block["text"], block["attribution"]]
        case "photo":
            return _figure(block)


def _figure(figure):
    return [figure["caption"], figure["credit"]]


def words_of_the_story(text, photos):
    """Return the words of the manuscript, in order, without labels and furniture."""
    every = list(words(text))
    assert tuple(every[-len(FURNITURE) :]) == FURNITURE
    every = every[: -len(FURNITURE)]
    assert Counter(every)["Photo"] >= photos
    del every[len(every) - 1 - every[::-1].index("Source")]
    return [word for word in every if word != "Photo"]
