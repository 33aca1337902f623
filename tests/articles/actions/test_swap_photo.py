"""One photo for another in all that is written: the newsroom expects that ..."""

import pytest

from articles.actions.publish import publish
from articles.actions.swap_photo import swap_photo
from articles.models import Article, Edition, Revision
from articles.queries.working_copy import load
from articles.rules.copy import Figure
from cms.kernel.errors import Invalid, Missing
from cms.kernel.usage import used
from media.models import Photo
from tests.stories import a_photo


@pytest.fixture
def old(strike_story, draft_story):
    return strike_story.lead_photo_id


@pytest.fixture
def new(db):
    return a_photo("#aa0000")


def photos_of(story):
    copy = load(Article.objects.get(pk=story.pk))
    figures = [block.photo for block in copy.blocks() if isinstance(block, Figure)]
    return [copy.lead.photo, *figures]


def test_every_working_copy_shows_the_other_photo(ada, strike_story, draft_story, old, new):
    swap = swap_photo(old=old, new=new, by=ada)

    assert (swap.stories, swap.refused) == ([strike_story.pk, draft_story.pk], [])
    assert photos_of(strike_story) == photos_of(draft_story) == [new, new]
    for story in (strike_story, draft_story):
        last = Revision.objects.filter(article=story).latest("number")
        assert (last.why, last.by, last.number) == ("photo replaced", ada, 2)


def test_readers_see_the_former_until_the_story_is_published_again(ada, strike_story, old, new):
    before = bytes(Edition.objects.get(article=strike_story).detail)

    swap_photo(old=old, new=new, by=ada)

    assert bytes(Edition.objects.get(article=strike_story).detail) == before
    assert [use.hows for use in used("photo", [old])[old]] == [("live",)]
    publish(strike_story.pk, by=ada)
    assert f'"id":{new},' in bytes(Edition.objects.get(article=strike_story).detail).decode()
    assert used("photo", [old])[old] == []


def test_the_same_again_changes_nothing_more(ada, old, new):
    swap_photo(old=old, new=new, by=ada)

    assert swap_photo(old=old, new=new, by=ada).stories == []
    assert Revision.objects.filter(why="photo replaced").count() == 2


def test_a_photo_is_no_other_than_itself(ada, strike_story, old):
    with pytest.raises(Invalid):
        swap_photo(old=old, new=old, by=ada)

    assert photos_of(strike_story) == [old, old]


@pytest.mark.parametrize("which", ["old", "new"])
def test_a_photo_that_is_not_there_is_missing(ada, strike_story, old, new, which):
    with pytest.raises(Missing):
        swap_photo(**{"old": old, "new": new, which: 10**6}, by=ada)

    assert photos_of(strike_story) == [old, old]


def test_a_story_that_cannot_be_written_is_named_and_the_others_go_on(
    ada, strike_story, draft_story, old, new
):
    Photo.objects.filter(pk=new).update(credit="x" * 300)
    Article.objects.filter(pk=strike_story.pk).update(language="??")

    swap = swap_photo(old=old, new=new, by=ada)

    assert swap.stories == [draft_story.pk]
    assert [story for story, _refusal in swap.refused] == [strike_story.pk]
    assert photos_of(strike_story) == [old, old]
    assert len(load(Article.objects.get(pk=draft_story.pk)).lead.credit) == 200
