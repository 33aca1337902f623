"""The newsroom expects to see beforehand how well the aid would learn from its own decisions."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.comments.sayings import sayings

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "comments" / "toxicity_en.csv"


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


def test_labels_of_one_kind_give_no_auc_and_no_error(tmp_path, columns):
    found = told(written(tmp_path / "a.csv", [("fine", False)] * 10), *columns)

    assert found["auc"] is None


def test_a_missing_column_or_file_is_said(tmp_path, columns):
    path = written(tmp_path / "a.csv", sayings(3))

    with pytest.raises(CommandError, match="no column toxic"):
        told(path, "--text", "said", "--label", "toxic", "--positive", "1")
    with pytest.raises(CommandError, match="nowhere"):
        told(tmp_path / "nowhere.csv", *columns)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not there")
def test_a_thousand_comments_of_the_corpus_are_learned_well_enough():
    options = ["--text", "text", "--label", "is_toxic", "--positive", "Toxic", "--shuffle", "1"]

    found = told(CORPUS, *options)

    assert found["auc"] >= 0.955
    assert found["calibration_error"] <= 0.06
