"""The newsroom expects that the figures it publishes once a year are those of its log."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from cms.kernel import clock as kernel_clock
from comments.actions.report import report
from comments.actions.undo import undo
from comments.models import BlockList
from comments.queries.block_lists import forget
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = pytest.mark.django_db


def run(*options):
    out = io.StringIO()
    call_command("moderation_report", *options, stdout=out)
    return out.getvalue()


def rows_of(year):
    rows = [json.loads(line) for line in run("--year", year, "--format", "ndjson").splitlines()]
    return {(row["what"], row["ground"], row["reason"]): row for row in rows}


@pytest.fixture
def year(clock, moss, open_story, reply):
    """Three abuses (one undone), one illegal that was reported, one a rule found, one spam."""
    BlockList.objects.create(kind="blocked", text="casino")
    forget()
    reply(open_story, "Visit the casino.", by=TROY)
    abuses = [reply(open_story, by=TROY) for _number in range(3)]
    against, spam = reply(open_story, by=TROY), reply(open_story, by=TROY)
    for kept in (against, reply(open_story, by=TROY)):
        report(key=kept.key, reason="illegal", note="", reporter=RHEA, at=kernel_clock.now())
    for comment in abuses:
        clock.shift(60)
        done = judge(comment, "reject", moss)
    undo(decision_id=done.decision.pk, by=moss, at=kernel_clock.now())
    judge(against, "reject", moss, reason="illegal")
    judge(against, "spam", moss, reason="spam")
    judge(spam, "spam", moss, reason="spam")
    judge(kept, "approve", moss)


def test_rejections_are_told_by_ground_and_reason(year):
    said = rows_of("2026")

    whole = said["rejections", "", ""]
    abuse = said["rejections", "terms", "abuse"]
    assert (whole["count"], whole["automated"], whole["taken_back"]) == (6, 1, 1)
    assert whole["automated_share"] == 0.1667
    assert (abuse["count"], abuse["taken_back"], abuse["median_seconds"]) == (3, 1, 120.0)
    assert said["rejections", "illegal", "illegal"]["count"] == 1
    assert said["rejections", "terms", "spam"]["count"] == 1
    rule = said["rejections", "terms", ""]
    assert (rule["count"], rule["automated_share"], rule["median_seconds"]) == (1, 1.0, 0.0)


def test_what_readers_report_as_illegal_is_told(year):
    told = rows_of("2026")["reports", "illegal", "illegal"]

    assert (told["count"], told["agreed"], told["median_seconds"]) == (2, 1, 180.0)


def test_the_year_is_the_newsrooms_own(clock, settings, moss, open_story, reply):
    settings.TIME_ZONE = "Pacific/Auckland"
    clock.move_to("2026-12-31T10:59:59+00:00")
    judge(reply(open_story), "reject", moss)
    clock.move_to("2026-12-31T11:00:00+00:00")
    judge(reply(open_story), "reject", moss)

    counts = {one: rows_of(one)["rejections", "", ""]["count"] for one in ("2026", "2027", "2028")}

    assert counts == {"2026": 1, "2027": 1, "2028": 0}


def test_what_came_with_an_import_is_nobodys_decision(tmp_path, strike_story):
    file = tmp_path / "replies.ndjson"
    file.write_text(
        json.dumps(
            {"id": "c1", "article": strike_story.slug, "text": "Rejected there.",
             "at": "2024-05-01T10:00:00Z", "state": "rejected"}
        )
    )  # fmt: skip
    call_command("import_comments", str(file), "--apply", stdout=io.StringIO())

    assert rows_of(str(kernel_clock.now().year))["rejections", "", ""]["count"] == 0


def test_a_spreadsheet_reads_it_too(year):
    [whole, *others] = csv.DictReader(io.StringIO(run("--year", "2026")))

    assert (whole["year"], whole["what"], whole["count"]) == ("2026", "rejections", "6")
    assert {row["ground"] for row in others} == {"illegal", "terms"}
    assert others[-1]["automated_share"] == "0.0"


def test_a_year_without_decisions_has_no_shares(db):
    said = rows_of("2001")

    assert set(said) == {("rejections", "", ""), ("reports", "illegal", "illegal")}
    assert said["rejections", "", ""]["automated_share"] is None
    assert said["rejections", "", ""]["median_seconds"] is None


@pytest.mark.parametrize("odd", ["soon", "0", "99999", "-5"])
def test_an_odd_year_is_refused(db, odd):
    with pytest.raises(CommandError):
        run(f"--year={odd}")
