from articles.management.plan_lines import describe
from articles.rules.page import accept, propose
from tests.articles.rules.page.test_refusals import PAGE


def test_the_plan_shows_the_article_its_people_and_every_guess():
    plan = describe(propose(PAGE))

    labels = [line.label for line in plan]
    assert labels[:4] == ["headline", "standfirst", "lead photo", "opening"]
    assert labels.count("quote") == labels.count("speaker") == 2
    assert "left out" in labels
    assert any(line.label == "tag" and line.guess for line in plan)
    assert any("has no text under it" in line.text for line in plan if line.label == "note")


def test_every_guess_of_the_proposal_that_can_be_refused_is_in_the_plan():
    proposal = propose(PAGE)

    shown = {line.id for line in describe(proposal)}

    assert {note.id for note in proposal.guesses} <= shown


def test_a_quote_without_a_speaker_says_so():
    proposal = propose(PAGE)

    plan = describe(accept(proposal, {"person:ida-holm"}))

    assert [line.text for line in plan if line.label == "speaker"] == [
        "nobody: refused by an editor",
        "nobody: refused by an editor",
    ]
