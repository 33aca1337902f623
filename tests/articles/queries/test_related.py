"""Does what shares most experts, then most tags, stand first beside a story?"""

import random

import pytest

from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article
from articles.models import Edition, Mention
from articles.models.editions import MentionKind
from articles.queries import related
from cms.kernel import clock as newsroom_clock

pytestmark = pytest.mark.django_db

SHARED = (MentionKind.EXPERT, MentionKind.TAG)


@pytest.fixture
def shelf(ada, story_copy, clock) -> list[int]:
    """Eight stories with experts and tags dealt at random, one of them withdrawn."""
    numbers = []
    for number in range(8):
        clock.shift(60)
        numbers.append(create_article(story_copy(slug=f"s-{number}"), by=ada).pk)
        publish(numbers[-1], by=ada)
    withdraw(numbers.pop(3), by=ada)
    deal = random.Random(4)  # noqa: S311
    Mention.objects.filter(kind__in=SHARED).delete()
    for edition in Edition.objects.all():
        for kind in SHARED:
            for target in deal.sample(range(900, 906), 3):
                Mention.objects.create(
                    edition=edition, kind=kind, target_id=target, published_at=edition.published_at
                )
    return numbers


def counted(of: int, kind: MentionKind, other: int) -> int:
    rows = Mention.objects.filter(kind=kind)
    mine = set(rows.filter(edition__article=of).values_list("target_id", flat=True))
    theirs = set(rows.filter(edition__article=other).values_list("target_id", flat=True))
    return len(mine & theirs)


def test_the_order_is_that_of_counting_everything(shelf):
    for own in shelf:
        others = [pk for pk in shelf if pk != own]
        wanted = sorted(
            others, key=lambda pk: (*(counted(own, kind, pk) for kind in SHARED), pk), reverse=True
        )
        assert related.related_ids(own, newsroom_clock.now(), 20) == wanted
        assert related.related_ids(own, newsroom_clock.now(), 2) == wanted[:2]


def test_of_a_common_tag_only_the_newest_are_looked_at(shelf, monkeypatch):
    monkeypatch.setattr(related, "MOST_SHARING", 1)
    monkeypatch.setattr(related, "AT_ONCE", (1, 1))

    found = related.related_ids(shelf[0], newsroom_clock.now(), 20)

    assert sorted(found) == shelf[1:]  # the rest by category
    assert found[0] in shelf[-4:]
