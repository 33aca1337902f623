"""The newsroom expects that counts of another system come along once, and stand apart from ours."""

import pytest
from django.core.management import CommandError, call_command

from articles.actions.popularity import count_event
from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Address, ImportedCount, Popularity, ShareCount
from cms.kernel import clock as newsroom_clock

HEAD = "article,what,n,as_of\n"


@pytest.fixture
def bring_in(tmp_path, capsys, clock):
    def run(text, *flags):
        file = tmp_path / "counts.csv"
        file.write_text(HEAD + text if not text.startswith("article") else text)
        call_command("import_counts", str(file), *flags)
        return capsys.readouterr().out

    return run


def counts():
    return {(row.article_id, row.what): row.n for row in ImportedCount.objects.all()}


def test_the_plan_is_shown_and_nothing_is_changed(bring_in, strike_story):
    said = bring_in("dockers-strike,facebook,120,2026-11-01\n")

    assert "line 2: dockers-strike facebook: 120" in said
    assert "1 new, 0 changed" in said
    assert "--apply" in said
    assert counts() == {}
    assert not ShareCount.objects.exists()


def test_counts_stand_beside_ours_and_readers_are_told_both(bring_in, strike_story, api):
    ShareCount.objects.create(article=strike_story, network="x", n=2)
    count_event(article_id=strike_story.pk, metric="shares", n=2, at=newsroom_clock.now())

    bring_in("dockers-strike,x,100,2026-11-01\ndockers-strike,views,5000,2026-11-01\n", "--apply")

    row = ShareCount.objects.get()
    assert (row.n, row.imported) == (2, 100)
    popularity = Popularity.objects.get(pk=strike_story.pk)
    assert (popularity.shares, popularity.views) == (2, 0)
    said = api.get("/api/v1/articles/dockers-strike/").json()
    assert said["share"]["by_network"]["x"] == 102
    assert counts() == {(strike_story.pk, "x"): 100, (strike_story.pk, "views"): 5000}


def test_doing_it_again_changes_nothing_and_newer_counts_take_the_place(bring_in, strike_story):
    bring_in("dockers-strike,x,100,2026-11-01\n", "--apply")
    again = bring_in("dockers-strike,x,100,2026-11-01\n", "--apply")
    newer = bring_in("dockers-strike,x,150,2026-11-02\n", "--apply")
    older = bring_in("dockers-strike,x,100,2026-11-01\n", "--apply")

    assert "1 as they are" in again
    assert "x: 150 (was 100)" in newer
    assert "1 older than what is here" in older
    assert ShareCount.objects.get().imported == 150


def test_a_source_key_and_a_former_address_name_the_story_too(
    bring_in, strike_story, story_copy, ada
):
    old = create_article(story_copy(slug="other"), by=ada, source_key="wp-7")
    address = Address.objects.get(slug="dockers-strike")
    Address.objects.create(
        article=strike_story, slug="former", language=address.language, since=address.since
    )

    bring_in("wp-7,views,7,2026-11-01\nformer,views,8,2026-11-01\n", "--apply")

    assert counts() == {(old.pk, "views"): 7, (strike_story.pk, "views"): 8}


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_changed(bring_in, strike_story):
    text = "dockers-strike,x,1,2026-11-01\nnowhere,x,1,2026-11-01\ndockers-strike,x,?,2026-11-01\n"

    with pytest.raises(CommandError) as refused:
        bring_in(text, "--apply")

    assert "line 3: no story has the address or source key 'nowhere'" in str(refused.value)
    assert "line 4: n is '?'" in str(refused.value)
    assert counts() == {}


def test_a_slug_of_two_languages_wants_one(bring_in, strike_story, story_copy, ada):
    spanish = create_article(story_copy(slug="dockers-strike", language="es"), by=ada)
    publish(spanish.pk, by=ada)

    with pytest.raises(CommandError, match=r"line 2: .* means several stories \(en, es\)"):
        bring_in("dockers-strike,x,1,2026-11-01\n", "--apply")
    bring_in("article,language,what,n,as_of\ndockers-strike,es,x,1,2026-11-01\n", "--apply")

    assert counts() == {(spanish.pk, "x"): 1}


def test_two_names_of_one_story_are_one_story(bring_in, strike_story):
    address = Address.objects.get(slug="dockers-strike")
    Address.objects.create(
        article=strike_story, slug="former", language=address.language, since=address.since
    )

    with pytest.raises(CommandError, match=r"line 3: .* the same story as in line 2"):
        bring_in("dockers-strike,x,1,2026-11-01\nformer,x,2,2026-11-01\n", "--apply")

    assert counts() == {}


def test_a_file_that_is_not_there_is_told_so(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_counts", str(tmp_path / "none.csv"))
