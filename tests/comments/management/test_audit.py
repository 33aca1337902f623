"""The newsroom expects that the log cannot be changed unseen, and can be given out safely."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from cms.kernel.frozen import Immutable
from cms.kernel.spreadsheet import cell
from comments.models import Decision, LogHead
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(strike_story, moss, reply):
    return judge(reply(strike_story), "reject", moss, note="=HYPERLINK(1)").decision


def copy_of(row):
    fields = [field.attname for field in Decision._meta.concrete_fields]
    return Decision(**{name: getattr(row, name) for name in fields} | {"note": "Nothing."})


def test_there_is_no_way_to_write_over_a_row(logged):
    copy = copy_of(logged)

    for change in (
        logged.save,
        logged.delete,
        lambda: Decision.objects.update(note=""),
        lambda: Decision.objects.all().delete(),
        lambda: logged.comment.decisions.all().delete(),
        lambda: logged.comment.decisions.update(note=""),
        lambda: Decision.objects.bulk_update([logged], ["note"]),
        lambda: Decision.objects.update_or_create(pk=logged.pk, defaults={"note": ""}),
        lambda: Decision.objects.bulk_create(
            [copy], update_conflicts=True, update_fields=["note"], unique_fields=["id"]
        ),
        lambda: Decision.objects.bulk_create([copy], None, *(False, True, ["note"], ["id"])),
        logged.save_base,
        lambda: copy.save_base(force_update=True),
        lambda: LogHead.objects.update(hash=""),
        lambda: LogHead.objects.all().delete(),
    ):
        with pytest.raises(Immutable):
            change()
    call_command("audit", "--verify")


def test_a_new_row_with_an_old_number_is_refused(logged):
    copy = copy_of(logged)

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()

    assert Decision.objects.get(pk=logged.pk).note == "=HYPERLINK(1)"


def test_a_broken_chain_is_found(logged):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE comments_decision SET note = 'x' WHERE id = %s", [logged.pk])

    with pytest.raises(CommandError, match=f"at row {logged.pk}"):
        call_command("audit", "--verify")


def test_a_log_that_is_gone_with_its_head_is_missed(logged):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM comments_decision")
        cursor.execute("UPDATE comments_loghead SET hash = ''")

    with pytest.raises(CommandError, match="rows are missing"):
        call_command("audit", "--verify")


def test_a_hash_noted_earlier_proves_that_nothing_is_gone(
    logged, strike_story, moss, reply, capsys
):
    call_command("audit", "--verify")
    noted = capsys.readouterr().out.split()[-1]
    judge(reply(strike_story), "approve", moss)

    call_command("audit", "--verify", "--holds", noted)
    with pytest.raises(CommandError, match="missing"):
        call_command("audit", "--verify", "--holds", "0" * 64)


def test_all_is_given_out_and_no_spreadsheet_runs_it(logged, tmp_path, capsys):
    as_csv, as_lines = tmp_path / "log.csv", tmp_path / "log.ndjson"

    call_command("audit", "--export", str(as_csv))
    call_command("audit", "--export", str(as_lines), "--since", "2026-01-01", "--verify")

    rows = list(csv.DictReader(as_csv.read_text().splitlines()))
    lines = [json.loads(line) for line in as_lines.read_text().splitlines()]
    assert len(rows) == len(lines) == Decision.objects.count() == 2
    assert rows[1]["note"] == "'=HYPERLINK(1)"
    assert lines[1]["note"] == "=HYPERLINK(1)"
    assert (lines[1]["by"], lines[1]["what"], lines[1]["hash"]) == ("moss", "reject", logged.hash)
    assert "2 rows written" in capsys.readouterr().out


@pytest.mark.parametrize(
    "asked",
    [[], ["--export", "log.txt"], ["--export", "/nowhere/log.csv"], ["--verify", "--since", "x"]],
)
def test_what_it_cannot_do_is_said(asked):
    with pytest.raises(CommandError):
        call_command("audit", *asked)


def test_an_empty_period_has_no_rows(logged, tmp_path):
    file = tmp_path / "log.ndjson"

    call_command("audit", "--export", str(file), "--until", "2000-01-01T00:00:00Z")

    assert file.read_text() == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
     ("x=1", "x=1"), (-1.5, "-1.5"), (None, ""), ([{"code": "links"}], '[{"code": "links"}]')],
)  # fmt: skip
def test_a_cell_is_no_formula(value, expected):
    assert cell(value) == expected
