"""The newsroom expects that a long discussion costs what a short one does, step by step.

SQLite counts the steps of its machine, which no busy computer changes; `make bench-threads`
measures the time, with 100,000 replies.
"""

import pytest
from django.db import connection

from articles.models import Edition
from comments.api.kept import remembered
from tests.benchmarks.threads import written

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="steps of SQLite"),
]
SIZES = (700, 5_000)  # chains of 70 and of 500: both go as deep as the tree
MOST = 1.5  # pages differ in what stands on them; a scan would cost ten times


def steps_of(api, path):
    remembered.forget()
    steps = 0

    def count():
        nonlocal steps
        steps += 1
        return 0

    connection.connection.set_progress_handler(count, 1)
    answer = api.get(path)
    connection.connection.set_progress_handler(None, 1)
    assert answer.status_code == 200, path
    return steps


def test_ten_times_as_many_replies_take_no_more_steps(api, open_story, closed_column, moss):
    stories = [Edition.objects.get(article=story) for story in (open_story, closed_column)]

    calls = written(stories, SIZES, moss)

    steps = {name: [steps_of(api, path) for path in paths] for name, paths in calls.items()}
    grown = {name: round(long / short, 2) for name, (short, long) in steps.items()}
    assert {name: times for name, times in grown.items() if times > MOST} == {}
    assert len(steps) > 10
