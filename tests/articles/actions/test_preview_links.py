"""Links that show a draft: the newsroom expects that ..."""

import pytest

from articles.actions.preview_links import (
    end_link,
    end_links,
    link_beside,
    make_link,
    opened,
    page_address,
    token_of,
)
from articles.models import PreviewLink
from articles.queries.previews import links_to
from cms.kernel import clock as newsroom_clock
from cms.kernel.errors import Missing
from cms.kernel.models import Announcement


def shows(link: PreviewLink) -> bool:
    try:
        return opened(token_of(link)).pk == link.pk
    except Missing:
        return False


def test_one_link_ends_and_the_others_stay(ada, draft_story):
    mine, theirs = (make_link(draft_story.pk, by=ada, hours=24) for _ in range(2))

    end_link(draft_story.pk, mine.pk)

    assert not shows(mine)
    assert shows(theirs)
    assert Announcement.objects.get(kind="preview.ended").facts == {"link": mine.pk}


def test_a_link_that_was_ended_can_be_ended_again(ada, draft_story, clock):
    link = make_link(draft_story.pk, by=ada, hours=24)
    end_link(draft_story.pk, link.pk)
    first = PreviewLink.objects.get().ended_at
    clock.shift(60)

    end_link(draft_story.pk, link.pk)

    assert PreviewLink.objects.get().ended_at == first
    assert Announcement.objects.filter(kind="preview.ended").count() == 1


def test_a_link_is_ended_at_its_own_story_only(ada, draft_story, strike_story):
    link = make_link(draft_story.pk, by=ada, hours=24)

    with pytest.raises(Missing):
        end_link(strike_story.pk, link.pk)

    assert shows(link)


def test_all_links_end_at_once_and_new_ones_work(ada, draft_story):
    old = [make_link(draft_story.pk, by=ada, hours=1), link_beside(draft_story.pk, by=ada)]

    end_links(draft_story.pk)

    assert not any(shows(link) for link in old)
    assert shows(make_link(draft_story.pk, by=ada, hours=1))
    assert shows(link_beside(draft_story.pk, by=ada))


def test_only_links_that_show_something_are_listed(ada, draft_story, clock):
    gone = make_link(draft_story.pk, by=ada, hours=1)
    clock.shift(3600)
    ended = make_link(draft_story.pk, by=ada, hours=1)
    end_link(draft_story.pk, ended.pk)
    there = make_link(draft_story.pk, by=ada, hours=1)

    assert links_to(draft_story.pk, newsroom_clock.now()) == [there]
    assert not shows(gone)


def test_an_editor_keeps_one_link_for_the_pane(ada, moss, draft_story, clock):
    first = link_beside(draft_story.pk, by=ada)
    clock.shift(10 * 3600)

    again, other = link_beside(draft_story.pk, by=ada), link_beside(draft_story.pk, by=moss)
    clock.shift(90 * 60)
    late = link_beside(draft_story.pk, by=ada)

    assert again == first
    assert len({first, other, late}) == 3


def test_a_token_of_one_link_opens_no_other(ada, draft_story, strike_story):
    link = make_link(draft_story.pk, by=ada, hours=1)
    number, signature = token_of(link).split(":")
    make_link(strike_story.pk, by=ada, hours=1)

    with pytest.raises(Missing):
        opened(f"{int(number) + 1}:{signature}")


def test_people_are_led_to_the_frontend_that_the_operator_names(ada, draft_story, settings):
    link = make_link(draft_story.pk, by=ada, hours=1)
    own = page_address(link)
    settings.PREVIEW_URL = "https://paper.example/draft/{token}"

    assert own == f"http://127.0.0.1:8000/preview/{token_of(link)}/"
    assert page_address(link) == f"https://paper.example/draft/{token_of(link)}"
