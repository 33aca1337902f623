"""The newsroom expects that a long story is opened and saved with as few statements as a short."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.write_copy import create_article
from articles.queries.working_copy import load
from articles.rules.copy import Figure, Passage, Quote, Section
from tests.articles.admin.desk import change, typed
from tests.stories import a_photo

FEW, MANY = 3, 200  # blocks


def _story(blocks, ada, story_copy, rosa):
    """Write a story of so many blocks; of three, one is a quote and one a photo."""
    photo = a_photo(f"#{blocks:06x}")
    kinds = (
        Passage("", "<p>Some words.</p>"),
        Quote("", "Said.", rosa.pk),
        Figure("", photo, "A crane.", "Jo Berg", "A crane"),
    )
    parts = [
        Section("", f"Part {first}", "", tuple(kinds[n % 3] for n in range(first, first + 3)))
        for first in range(0, blocks, 3)
    ]
    parts[-1] = Section("", "Last", "", parts[-1].blocks[: blocks - 3 * (len(parts) - 1)])
    copy = story_copy(headline=f"Of {blocks}", slug=f"of-{blocks}", sections=tuple(parts))
    return create_article(copy, by=ada)


def _opened(client, article):
    client.get(change(article))
    with CaptureQueriesContext(connection) as spent:
        assert client.get(change(article)).status_code == 200
    return len(spent)


def _saved(client, article):
    form = typed(article)
    body = form["body"].replace("Some words.", "Other words.") + "<p>One more.</p>"
    with CaptureQueriesContext(connection) as spent:
        assert client.post(change(article), form | {"body": body}).status_code == 302
    return len(spent)


def test_opening_costs_the_same_statements_for_few_blocks_and_for_many(
    client, ada, story_copy, rosa
):
    few, many = (_story(blocks, ada, story_copy, rosa) for blocks in (FEW, MANY))
    client.force_login(ada)

    spent = _opened(client, few), _opened(client, many)

    assert (len(load(few).blocks()), len(load(many).blocks())) == (FEW, MANY)
    assert spent[0] == spent[1]


def test_saving_costs_the_same_statements_for_few_blocks_and_for_many(
    client, ada, story_copy, rosa
):
    few, many = (_story(blocks, ada, story_copy, rosa) for blocks in (FEW, MANY))
    before = load(many)
    client.force_login(ada)

    spent = _saved(client, few), _saved(client, many)

    after = load(many)
    assert "Other words." in after.blocks()[0].html
    assert [b.id for b in after.blocks()][:MANY] == [b.id for b in before.blocks()]
    assert spent[0] == spent[1]
