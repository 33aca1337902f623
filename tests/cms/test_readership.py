"""The newsroom expects that the first page tells how readers came and went."""

from datetime import timedelta

from articles.actions.popularity import count_event
from cms.kernel import clock as newsroom_clock
from cms.readership import panels


def _read(story, n, hours_ago, metric="views"):
    at = newsroom_clock.now() - timedelta(hours=hours_ago)
    count_event(article_id=story.pk, metric=metric, n=n, at=at)


def _figures(panel):
    return {figure.name: (figure.total, figure.change) for figure in panel.figures}


def test_a_day_and_a_week_are_added_up_and_compared_by_hours_that_are_over(clock, strike_story):
    for n, hours_ago in ((7, 0), (30, 3), (20, 27), (1000, 24), (40, 100), (50, 100 + 168)):
        _read(strike_story, n, hours_ago)
    _read(strike_story, 2, 1, "shares")

    day, week = panels(newsroom_clock.now())

    assert _figures(day)["views"] == (37, 50)  # 30 against 20: neither the 7 nor their hour before
    assert _figures(day)["shares"] == (2, None)
    assert _figures(week)["views"] == (7 + 30 + 20 + 1000 + 40, 2080)


def test_the_table_says_what_the_plots_show(clock, strike_story):
    _read(strike_story, 5, 0)
    _read(strike_story, 9, 23)

    day, week = panels(newsroom_clock.now())

    assert [row for row in day.rows if row[1][0]] == [
        ("Sat 10:00", [9, 0, 0, 0]),
        ("Sun 09:00", [5, 0, 0, 0]),
    ]
    assert len(day.rows) == 24
    assert [row[0] for row in week.rows][::9] == [
        "Sun 12:00",
        "Tue 18:00",
        "Fri 00:00",
        "Sun 06:00",
    ]
    assert len(week.rows) == 28
    assert [told for _column, told in day.plots[0].columns][-1] == "Sun 09:00: 5"


def test_days_are_named_where_they_begin(clock, strike_story):
    day, week = panels(newsroom_clock.now())

    assert [mark.label for mark in day.plots[0].moments] == ["12:00", "18:00", "00:00", "06:00"]
    assert [mark.label for mark in week.plots[0].moments] == [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
    ]  # fmt: skip


def test_one_query_draws_both_panels(clock, strike_story, django_assert_num_queries):
    _read(strike_story, 5, 40)

    with django_assert_num_queries(1):
        panels(newsroom_clock.now())
