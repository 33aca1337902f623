"""How does a page from a file become a story? The plan is shown first; nothing else is done."""

import io

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from articles.models import Article, Category, Edition
from tests.articles.importers.pages import OURS, manuscript, read_by_readers

__all__ = ["manuscript"]

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    call_command("import_page", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_plan_is_shown_and_nothing_is_written(manuscript):
    said = run(manuscript)

    for word in ("headline", "standfirst", "lead photo", "opening", "speaker", "furniture"):
        assert word in said
    assert "no file" in said
    assert "proposed as a tag" in said
    assert "Nothing was written" in said
    assert not Article.objects.exists()


def test_apply_makes_the_draft_once():
    first, second = run(OURS, "--apply"), run(OURS, "--apply")

    draft = Article.objects.get()
    assert f"Draft {draft.pk} made." in first
    assert f"Draft {draft.pk} says this already." in second
    assert f"draft {draft.pk} already" in run(OURS)
    assert not Edition.objects.exists()


def test_publishing_names_what_is_missing_line_by_line_with_its_place():
    with pytest.raises(CommandError) as refusal:
        run(OURS, "--publish")

    lines = str(refusal.value).splitlines()
    assert "The draft stays" in lines[0]
    assert lines[1].strip().startswith("lead photo: ")
    assert "section 3 “What the neighbours fear”, block 3" in lines[2]
    assert Article.objects.count() == 1
    assert not Edition.objects.exists()


def test_missing_photos_can_be_allowed():
    said = run(OURS, "--publish", "--allow-missing-photos")

    article = Article.objects.get()
    assert article.slug in said
    assert article.category.slug == "news"
    assert read_by_readers(article.slug)["title"] == article.headline
    assert "already" in run(OURS, "--publish", "--allow-missing-photos")
    assert Edition.objects.get().number == 1


def test_photos_from_a_folder_take_their_places(tmp_path):
    for number, colour in ((1, "#336699"), (2, "#993366")):
        Image.new("RGB", (40, 30), colour).save(tmp_path / f"{number}.png")

    said = run(OURS, "--apply", "--photos", tmp_path, "--category", "news")

    assert "no file" not in said
    assert Article.objects.get().lead_photo is not None


def test_a_guess_can_be_refused(ada):
    run(OURS, "--apply", "--refuse", "tag:29", "--by", "ada", "--language", "es")

    article = Article.objects.get()
    assert not article.tags.exists()
    assert article.created_by == ada
    assert article.language == "es"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b" \n ", "empty"),
        ("photo.txt", b"\x89PNG\x00\x00", "binary"),
        ("latin.txt", "café".encode("latin-1"), "UTF-8"),
        ("long.txt", b"word " * 500_000, "larger"),
    ],
)
def test_a_file_that_is_no_manuscript_is_refused_in_one_line(tmp_path, name, content, said):
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        run(file, "--apply")

    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.txt",), "cannot be read"),
        ((OURS.parent,), "is a folder"),
        ((OURS, "--refuse", "tag:1"), "no guess called tag:1"),
        ((OURS, "--apply", "--category", "nowhere"), "no category"),
        ((OURS, "--apply", "--by", "nobody"), "no user"),
        ((OURS, "--apply", "--language", "e n"), "language"),
        ((OURS, "--apply", "--photos", "nowhere"), "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(arguments, said):
    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert not Article.objects.exists()
    assert not Category.objects.exists()


def test_a_page_in_html_is_read_too(tmp_path):
    file = tmp_path / "page.html"
    paragraphs = OURS.read_text().split("\n\n")
    file.write_text("<html>" + "".join(f"<p>{one}</p>" for one in paragraphs) + "</html>")

    run(file, "--apply")

    assert Article.objects.get().headline.startswith("Orlemouth lights")
