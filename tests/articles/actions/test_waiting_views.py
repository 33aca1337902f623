import pytest

from articles.actions.waiting_views import PAGES_MOST, WaitingViews
from articles.rules.parcels import NO_PAGE, Page, Sighting, Why

STRIKE = Page("dockers-strike", "", "views")
RHEA, TROY, STREET = b"rhea", b"troy", b"street"


@pytest.fixture
def waiting():
    return WaitingViews()


def add(waiting, page=STRIKE, visitor=RHEA, *, day=1, cap=1):
    return waiting.add(page, visitor=visitor, neighbours=STREET, day=day, cap=cap)


def test_a_repeat_is_told_and_does_not_wait(waiting):
    sizes = [add(waiting), add(waiting), add(waiting, visitor=TROY)]
    first = waiting.take()[0]
    after = add(waiting)

    assert sizes == [1, 1, 2]
    assert after == 0
    assert first.seen == {STRIKE: {RHEA: Sighting(STREET, 1), TROY: Sighting(STREET, 1)}}
    assert first.dropped == {(STRIKE, Why.REPEAT): 1}
    assert waiting.take()[0].dropped == {(STRIKE, Why.REPEAT): 1}


def test_a_visitor_is_let_through_as_often_as_the_newsroom_wishes(waiting):
    for _view in range(4):
        add(waiting, cap=3)

    assert waiting.take()[0].seen[STRIKE][RHEA].n == 3


def test_a_new_day_is_a_new_parcel_and_forgets_yesterdays_visitors(waiting):
    add(waiting, day=1)
    add(waiting, day=2)

    parcels = waiting.take()

    assert [parcel.day for parcel in parcels] == [1, 2]
    assert len({parcel.number for parcel in parcels}) == 2
    assert len(waiting.known) == 1


def test_what_is_put_back_keeps_its_number_and_comes_first(waiting):
    add(waiting)
    taken = waiting.take()
    add(waiting, visitor=TROY)

    waiting.put_back(taken)

    assert waiting.size == 2
    assert waiting.take()[0] is taken[0]
    assert waiting.take() == []


def test_made_up_addresses_do_not_fill_the_memory(waiting, monkeypatch):
    for number in range(PAGES_MOST + 50):
        page = Page(f"made-up-{number}", "", "views")
        add(waiting, page, visitor=number.to_bytes(8))
        waiting.drop(page, Why.MACHINE, day=1)
    add(waiting, Page("made-up-1", "", "views"), visitor=TROY)

    parcel = waiting.take()[0]
    assert len(parcel.seen) == PAGES_MOST
    assert len(parcel.dropped) <= PAGES_MOST + 2
    assert parcel.dropped[NO_PAGE, Why.FULL] == 50
    assert TROY in parcel.seen[Page("made-up-1", "", "views")]


def test_while_the_database_is_away_only_so_many_wait(waiting, monkeypatch):
    monkeypatch.setattr("articles.actions.waiting_views.WAITING_MOST", 10)

    for number in range(15):
        add(waiting, visitor=number.to_bytes(8))

    parcel = waiting.take()[0]
    assert len(parcel.seen[STRIKE]) == 10
    assert parcel.dropped == {(NO_PAGE, Why.FULL): 5}
