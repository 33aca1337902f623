"""The newsroom expects that nobody can change what was decided without leaving a trace."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cms.kernel.frozen import Immutable
from comments.models import Decision
from comments.queries.chain import first_break
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


@pytest.fixture
def decisions(strike_story, moss, reply):
    comment = reply(strike_story)
    judge(comment, "approve", moss)
    judge(comment, "reject", moss)
    return list(Decision.objects.order_by("id"))


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_log_is_as_it_was_written(decisions):
    out = io.StringIO()
    call_command("check_log", stdout=out)

    assert "as it was written" in out.getvalue()


def test_rows_refuse_to_change(decisions):
    with pytest.raises(Immutable):
        decisions[0].save()
    with pytest.raises(Immutable):
        decisions[0].delete()
    with pytest.raises(Immutable):
        Decision.objects.update(reason="")
    with pytest.raises(Immutable):
        Decision.objects.all().delete()


@pytest.mark.parametrize("column", ["reason", "note", "batch"])
def test_a_row_changed_behind_our_back_is_named(decisions, column):
    sql(f"UPDATE comments_decision SET {column} = 'other' WHERE id = %s", decisions[1].pk)  # noqa: S608

    assert first_break() == decisions[1].pk
    with pytest.raises(CommandError, match=f"row {decisions[1].pk}"):
        call_command("check_log")


def test_a_row_taken_out_is_noticed(decisions):
    sql("DELETE FROM comments_decision WHERE id = %s", decisions[1].pk)

    assert first_break() == decisions[2].pk


def test_a_cut_end_is_noticed(decisions):
    sql("DELETE FROM comments_decision WHERE id = %s", decisions[2].pk)

    assert first_break() == 0
    with pytest.raises(CommandError, match="missing"):
        call_command("check_log")
