"""The newsroom expects to see beforehand how well the aid would learn from its own decisions."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.comments.sayings import sayings

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus" / "comments" / "toxicity_en.csv"


def told(*options):
    out = io.StringIO()
    call_command("evaluate_moderation", *options, stdout=out)
    return json.loads(out.getvalue())


def written(path, texts):
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        rows = csv.writer(file)
        rows.writerow(["said", "label"])
        rows.writerows((text, "spam" if bad else "fine") for text, bad in texts)
    return path


@pytest.fixture
def columns():
    return ["--text", "said", "--label", "label", "--positive", "spam"]


def test_each_text_is_judged_before_it_teaches(tmp_path, columns):
    found = told(written(tmp_path / "a.csv", sayings(200)), *columns)

    assert found["learned"] == 200
    assert found["measured"] == 100
    assert found["auc"] > 0.95
    assert found["auc_after"]["25"] <= found["auc_after"]["100"] + 0.02
    assert sum(one["count"] for one in found["reliability"]) == 100
    assert found["precision_at_top"]["0.1"] == 1.0


def test_another_file_may_be_the_test(tmp_path, columns):
    other = written(tmp_path / "b.csv", sayings(80, seed=9))

    found = told(written(tmp_path / "a.csv", sayings(200)), *columns, "--test", str(other))

    assert found["measured"] == 80
    assert found["measured_on"] == "test"
    assert found["auc"] > 0.95


def test_shuffling_is_that_of_the_standard_library(tmp_path, columns):
    texts = sorted(sayings(200), key=lambda one: one[1])
    path = written(tmp_path / "a.csv", texts)

    assert told(path, *columns)["rejected"] > told(path, *columns, "--shuffle", "1")["rejected"]
    once, again = (told(path, *columns, "--shuffle", "1") for _time in range(2))
    assert {**once, "milliseconds": 0} == {**again, "milliseconds": 0}


def test_texts_may_be_empty_and_odd(tmp_path, columns):
    texts = [("", False), ("\ufeff\u200b", True), ("x" * 200_000, True), ("🦩", False)] * 4

    assert told(written(tmp_path / "a.csv", texts), *columns)["learned"] == 16


def test_what_is_odd_about_a_file_is_said(tmp_path, columns):
    path = written(tmp_path / "a.csv", sayings(20))
    short = written(tmp_path / "b.csv", [("fine", False)] * 10)

    for file, options, said in (
        (path, ["--text", "said", "--label", "toxic", "--positive", "1"], "no column toxic"),
        (tmp_path / "nowhere.csv", columns, "nowhere"),
        (tmp_path, columns, "directory"),
        (path, [*columns, "--encoding", "klingon"], "klingon"),
        (path, [*columns, "--after", "20"], "there are 20 rows"),
        (short, columns, r"b\.csv: no label in label is spam; there is fine \(10\)\."),
        (path, [*columns, "--test", str(short)], r"b\.csv: no label"),
    ):
        with pytest.raises(CommandError, match=said):
            told(file, *options)


def test_progress_is_drawn_on_a_terminal_only(tmp_path, columns, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    path = written(tmp_path / "a.csv", sayings(20))
    for screen, drawn in ((Terminal(), "20 of 20\n"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", screen)
        told(path, *columns)
        assert screen.getvalue().endswith(drawn)
        assert bool(screen.getvalue()) == bool(drawn)


def test_the_docs_say_what_each_figure_is(tmp_path, columns):
    found = told(written(tmp_path / "a.csv", sayings(60)), *columns)
    legend = (ROOT / "docs" / "learned-aid.md").read_text()

    assert [name for name in [*found, *found["reliability"][0]] if f"`{name}`" not in legend] == []


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not there")
def test_a_thousand_comments_of_the_corpus_are_learned_well_enough():
    options = ["--text", "text", "--label", "is_toxic", "--positive", "Toxic", "--shuffle", "1"]

    found = told(CORPUS, *options)

    assert found["auc"] >= 0.955
    assert found["calibration_error"] <= 0.06
