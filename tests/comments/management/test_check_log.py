"""The newsroom expects that nobody can change what was decided without leaving a trace."""

import hashlib
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cms.kernel.clock import rfc3339
from cms.kernel.frozen import Immutable
from comments.models import Decision
from comments.queries import chain
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


@pytest.mark.parametrize("column", ["reason", "note", "batch", "network_hash"])
def test_a_row_changed_behind_our_back_is_named(decisions, column):
    sql(f"UPDATE comments_decision SET {column} = 'other' WHERE id = %s", decisions[1].pk)  # noqa: S608

    assert first_break() == decisions[1].pk
    with pytest.raises(CommandError, match=f"row {decisions[1].pk}"):
        call_command("check_log")


def test_a_network_taken_out_or_exchanged_is_noticed(strike_story, moss, reply):
    row = judge(reply(strike_story), "approve", moss, network="a-network").decision
    assert first_break() is None

    for other in ("", "another"):
        sql("UPDATE comments_decision SET network_hash = %s WHERE id = %s", other, row.pk)
        assert first_break() == row.pk


def test_a_log_from_before_there_were_networks_is_as_it_was_written(decisions):
    for row in decisions:
        facts = [
            row.comment_id, row.what, row.was, row.became, row.by_kind, row.by_id, row.reason,
            row.note, row.evidence, row.score, row.model_version, row.batch, row.undoes_id,
            row.version, row.revision, row.before, rfc3339(row.at),
        ]  # fmt: skip
        before = f"{row.prev_hash}{json.dumps(facts, sort_keys=True)}"
        assert row.hash == hashlib.sha256(before.encode()).hexdigest()


def test_what_is_decided_while_the_log_is_followed_breaks_nothing(
    decisions, strike_story, moss, reply, monkeypatch
):
    monkeypatch.setattr(chain, "AT_ONCE", 1)
    comment = reply(strike_story)
    told = []

    def decide_meanwhile(done):
        if not told:
            judge(comment, "approve", moss)
        told.append(done)

    assert first_break(decide_meanwhile) is None
    assert told == [1, 2, 3, 4]


def test_a_row_taken_out_is_noticed(decisions):
    sql("DELETE FROM comments_decision WHERE id = %s", decisions[1].pk)

    assert first_break() == decisions[2].pk


def test_a_cut_end_is_noticed(decisions):
    sql("DELETE FROM comments_decision WHERE id = %s", decisions[2].pk)

    assert first_break() == 0
    with pytest.raises(CommandError, match="missing"):
        call_command("check_log")
