"""The newsroom expects that editors see what was not counted, why and when."""

import pytest

from articles.models.sightings import Dropped
from articles.rules.parcels import Why
from articles.rules.popularity import METRICS, day_of
from cms.kernel import clock as newsroom_clock

PAGE = "/admin/articles/article/not-counted/"


@pytest.fixture
def desk(client, ada, clock):
    client.force_login(ada)
    return client


def dropped(why, n, *, days_ago=0, story=0, metric="views"):
    day = day_of(newsroom_clock.now()) - days_ago
    Dropped.objects.create(day=day, metric=METRICS[metric], why=why, article_id=story, n=n)


def test_each_reason_is_a_plot_and_a_column_of_the_table_by_day(desk):
    dropped(Why.MACHINE, 4321)
    dropped(Why.MACHINE, 9, metric="reads")
    dropped(Why.REPEAT, 7, days_ago=29)
    dropped(Why.BURST, 1, days_ago=30)

    page = desk.get(PAGE)

    says = page.content.decode()
    assert [plot.total for plot in page.context["plots"]] == [4330, 7]
    assert says.count('<svg class="plot') == 2
    assert "<td>4,330</td><td>0</td>" in says
    assert page.context["rows"][0] == ("24 Oct 2026", [0, 7])
    assert len(desk.get(PAGE, {"days": "90"}).context["plots"]) == 3


def test_when_all_was_counted_the_page_says_so(desk):
    assert "All that was told was counted." in desk.get(PAGE).content.decode()


@pytest.mark.parametrize("query", [{"days": "31"}, {"days": ""}, {"day": "30"}])
def test_a_question_that_is_not_understood_is_told_so(desk, query):
    assert desk.get(PAGE, query).status_code == 400


def test_every_reason_has_its_words(desk):
    for number, why in enumerate(Why, 1):
        dropped(why, number)

    assert len(desk.get(PAGE).context["plots"]) == len(Why)


def test_the_page_of_a_story_says_what_was_not_counted_of_it(desk, strike_story):
    dropped(Why.REPEAT, 12, story=strike_story.pk)
    dropped(Why.BURST, 99)

    says = desk.get(f"/admin/articles/article/{strike_story.pk}/numbers/").content.decode()

    assert "The same reader, story and day" in says
    assert "Too many from one network" not in says


def test_it_is_for_those_who_may_see_stories(client, desk, moss):
    client.force_login(moss)

    assert client.get(PAGE).status_code == 403
