"""How does a whole archive of published stories come in? Hundreds at once, in few statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.lacking import NothingMayLack
from articles.actions.publish import SlugTaken, publish
from articles.importers.archive import BackNumber, bring_in
from articles.models import (
    Address,
    Article,
    Discussion,
    Edition,
    Mention,
    Popularity,
    QuoteInPrint,
    Revision,
    SearchSlip,
    SearchText,
    Tag,
    TimelineEntry,
)
from articles.queries.working_copy import load
from articles.rules.document import written
from cms.kernel import clock as newsroom_clock
from cms.kernel.errors import Invalid
from cms.kernel.models import Announcement

BYTES = ("content", "detail", "card", "keys", "etag", "headline", "story_id", "published_at")


@pytest.fixture
def back_number(story_copy):
    """Return a maker of stories of three days ago; keywords change facts."""

    def make(**facts):
        at = newsroom_clock.now() - timedelta(days=3)
        return BackNumber(written(story_copy(**facts)), published_at=at)

    return make


def _beside(article_id):
    """Return all that lists and search read of a story."""
    mentions = Mention.objects.filter(edition__article=article_id).order_by("position")
    quotes = QuoteInPrint.objects.filter(edition__article=article_id).order_by("position")
    return (
        list(mentions.values_list("kind", "target_id", "position", "published_at")),
        list(
            quotes.values(
                "key", "expert", "text", "printed_name", "attribution", "said_on", "published_at"
            )
        ),
        SearchText.objects.get(edition__article=article_id).text,
        SearchSlip.objects.values("filed", "telling").get(edition__article=article_id),
    )


def test_a_story_of_the_archive_has_the_bytes_that_publishing_it_gives(
    clock, ada, back_number, strikes, strike_story
):
    slugs = ("zinc", "amber", "night", "ferry", "boats")
    tags = [Tag.objects.create(slug=slug, name=slug).pk for slug in slugs]
    number = back_number(
        slug="of-the-archive", tags=(strikes.pk, *tags), related=(strike_story.pk,)
    )
    (pk,) = bring_in([number], by=ada)
    of_archive = Edition.objects.values(*BYTES).get(article=pk)
    beside = _beside(pk)

    publish(pk, by=ada, substantive=False)

    assert Edition.objects.values(*BYTES).get(article=pk) == of_archive
    assert _beside(pk) == beside


def test_a_story_of_the_archive_leaves_the_rows_of_writing_and_publishing(ada, back_number):
    number = back_number()

    (pk,) = bring_in([number], by=ada)

    article = Article.objects.get(pk=pk)
    assert Revision.objects.get(article=pk).tree == written(load(article))
    assert list(TimelineEntry.objects.filter(article=pk).values_list("did", "by")) == [
        ("created", ada.pk),
        ("published", ada.pk),
    ]
    assert Discussion.objects.get(pk=pk).policy == "open"
    assert Popularity.objects.get(pk=pk).visible
    assert Address.objects.get(article=pk).since == number.published_at
    assert Announcement.objects.get().subject == str(pk)
    assert article.first_published_at == article.last_updated_at == number.published_at


def test_a_hundred_stories_cost_hardly_more_queries_than_ten(ada, back_number):
    def cost(count, name):
        numbers = [back_number(slug=f"{name}-{number}") for number in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bring_in(numbers, by=ada)
        return len(queries)

    few, many = cost(10, "few"), cost(100, "many")

    assert many < few * 3


def test_an_address_that_another_story_has_lets_none_of_them_in(ada, strike_story, back_number):
    numbers = [back_number(slug="a-new-one"), back_number(slug=strike_story.slug)]

    with pytest.raises(SlugTaken) as refusal:
        bring_in(numbers, by=ada)

    assert refusal.value.facts == {"slug": strike_story.slug}
    assert Article.objects.count() == 1
    assert Edition.objects.count() == 1


def test_a_story_that_lacks_something_lets_none_of_them_in(ada, back_number):
    with pytest.raises(NothingMayLack):
        bring_in([back_number(), back_number(slug="no-standfirst", standfirst="")], by=ada)

    assert not Article.objects.exists()


def test_a_document_that_is_no_story_is_refused_with_its_place(ada, back_number):
    number = back_number()
    number.document["colour"] = "red"

    with pytest.raises(Invalid) as refusal:
        bring_in([number], by=ada)

    assert refusal.value.errors[0]["field"] == "/colour"
    assert not Article.objects.exists()
