"""Two editors save one story: the newsroom expects that ..."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.write_copy import create_article, write_copy
from articles.models import Article, Category, Edition, Revision, RollingRevision
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy, BylineEntry, Passage, Section, Source
from articles.rules.document import written
from tests.articles.admin.desk import change, told, typed

FIRST, SECOND = "Nothing moved on the quay.", "A day of silence costs two million."


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def moss_saves(moss, strike_story) -> Callable[..., Article]:
    """Moss replaces words in the text, and saves."""

    def save(before: str = "", after: str = "", **facts: Any) -> Article:
        strike_story.refresh_from_db()
        copy = load(strike_story)
        sections = tuple(
            Section(
                s.id,
                s.heading,
                s.anchor,
                tuple(
                    Passage(b.id, b.html.replace(before, after)) if isinstance(b, Passage) else b
                    for b in s.blocks
                ),
            )
            for s in copy.sections
        )
        changed = replace(copy, **{"sections": sections, **facts})
        return write_copy(strike_story.pk, changed, by=moss, version=strike_story.version)

    return save


def _typed(story: Article, before: str, after: str, **facts: Any) -> dict[str, Any]:
    posted = typed(story, **facts)
    return posted | {"body": posted["body"].replace(before, after)}


def _texts(story: Article) -> list[str]:
    return [b.html for b in load(story).blocks() if isinstance(b, Passage)]


def test_changes_in_other_places_are_saved_together_as_one_revision(desk, strike_story, moss_saves):
    mine = _typed(strike_story, FIRST, "Nobody moved on the quay.")
    moss_saves(SECOND, "It costs three million.", headline="By Moss")

    page = desk.post(change(strike_story), mine, follow=True)

    strike_story.refresh_from_db()
    assert _texts(strike_story) == ["<p>Nobody moved on the quay.</p>",
                                    "<p>It costs three million.</p>"]  # fmt: skip
    assert (strike_story.headline, strike_story.version) == ("By Moss", 3)
    assert Revision.objects.get(article=strike_story, number=3).why == "merged with version 2"
    assert "what moss saved meanwhile (version 2): Headline, 1 part changed" in told(page)


@pytest.mark.parametrize("button", ["_publish", "_schedule", "_correct"])
def test_a_text_that_nobody_has_read_together_is_saved_and_not_published(
    desk, strike_story, moss_saves, button
):
    ahead = {"publish_at": "2030-01-01T10:00"} if button == "_schedule" else {}
    mine = _typed(strike_story, FIRST, "Mine.", note="A name.", **ahead)
    moss_saves(SECOND, "Theirs.")
    before = list(Edition.objects.values_list("pk", "content"))

    page = desk.post(change(strike_story), mine | {button: ""}, follow=True)

    assert "Only saved" in told(page)
    assert _texts(strike_story) == ["<p>Mine.</p>", "<p>Theirs.</p>"]
    assert list(Edition.objects.values_list("pk", "content")) == before


def test_a_place_that_both_changed_is_asked_about_and_nothing_is_written(
    desk, strike_story, moss_saves
):
    mine = _typed(strike_story, FIRST, "Nobody moved.", headline="Mine")
    moss_saves(FIRST, "Something moved.", headline="Theirs")
    strike_story.refresh_from_db()
    before = written(load(strike_story))

    page = desk.post(change(strike_story), mine)

    asked = page.context["adminform"].form.collision
    assert [(p.title, p.both) for p in asked.panels] == [("Headline", False), ("Text", True)]
    says = page.content.decode()
    assert "moss saved this story" in says
    assert "Nobody moved.&lt;/p&gt;" in says
    assert "<mark>Nobody</mark> moved." in says
    strike_story.refresh_from_db()
    assert (strike_story.version, written(load(strike_story))) == (2, before)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("mine", ["<p>Mine.</p>", "<p>Also theirs.</p>"]),
        ("theirs", ["<p>Theirs.</p>", "<p>Also theirs.</p>"]),
        ("both", ["<p>Mine.</p>", "<p>Theirs.</p>", "<p>Also theirs.</p>"]),
    ],
)
def test_what_was_chosen_is_saved_with_everything_else_of_both(
    desk, strike_story, moss_saves, choice, expected
):
    mine = _typed(strike_story, FIRST, "Mine.", standfirst="My standfirst.")
    moss_saves(FIRST, "Theirs.")
    moss_saves(SECOND, "Also theirs.")
    desk.post(change(strike_story), mine)
    key = load(strike_story).blocks()[0].id

    page = desk.post(change(strike_story), mine | {"shown": "3", f"clash-block-{key}": choice})

    assert page.status_code == 302
    strike_story.refresh_from_db()
    assert strike_story.standfirst == "My standfirst."
    assert _texts(strike_story) == expected
    ids = [block.id for block in load(strike_story).blocks()]
    assert key in ids
    assert len(set(ids)) == len(ids)


def test_a_choice_holds_only_for_the_words_that_were_shown(desk, strike_story, moss_saves):
    mine = _typed(strike_story, FIRST, "Mine.", headline="Mine")
    moss_saves(FIRST, "Theirs.", headline="Theirs")
    desk.post(change(strike_story), mine)
    moss_saves("Theirs.", "Theirs, newer.")
    key = load(strike_story).blocks()[0].id
    chosen = {"shown": "2", f"clash-block-{key}": "mine", "clash-headline": "mine"}

    page = desk.post(change(strike_story), mine | chosen)

    asked = page.context["adminform"].form.collision
    assert asked.shown == 3
    assert [[s.chosen for s in p.sides] for p in asked.panels] == [[True, False], [False, False]]
    strike_story.refresh_from_db()
    assert strike_story.headline == "Theirs"
    assert _texts(strike_story)[0] == "<p>Theirs, newer.</p>"


def test_a_place_without_a_choice_is_asked_about_again(desk, strike_story, moss_saves):
    mine = _typed(strike_story, FIRST, "Mine.")
    moss_saves(FIRST, "Theirs.")

    page = desk.post(change(strike_story), mine | {"shown": "2", "clash-block-x": "mine"})

    assert page.context["adminform"].form.collision.panels
    assert _texts(strike_story)[0] == "<p>Theirs.</p>"


def test_without_the_version_that_was_opened_everything_that_differs_is_asked_about(
    desk, strike_story, moss_saves
):
    mine = _typed(strike_story, FIRST, "Mine.", seen_version="")
    moss_saves(SECOND, "Theirs.")

    page = desk.post(change(strike_story), mine)

    assert len(page.context["adminform"].form.collision.panels) == 2
    assert _texts(strike_story) == [f"<p>{FIRST}</p>", "<p>Theirs.</p>"]


def test_the_same_save_sent_twice_adds_nothing(desk, strike_story):
    mine = typed(strike_story)
    mine["body"] += "<h2>New</h2><p>A new paragraph.</p>"

    desk.post(change(strike_story), mine)
    desk.post(change(strike_story), mine)

    strike_story.refresh_from_db()
    assert strike_story.version == 2
    assert [s.heading for s in load(strike_story).sections] == ["", "What it costs", "New"]


def test_saving_forgets_what_was_kept_while_typing_and_a_clash_does_not(
    desk, ada, strike_story, moss_saves
):
    RollingRevision.objects.create(article=strike_story, by=ada, seen_version=1, tree={})
    mine = _typed(strike_story, FIRST, "Mine.")
    moss_saves(FIRST, "Theirs.")

    desk.post(change(strike_story), mine)
    assert RollingRevision.objects.exists()
    key = load(strike_story).blocks()[0].id
    desk.post(change(strike_story), mine | {"shown": "2", f"clash-block-{key}": "mine"})

    assert not RollingRevision.objects.exists()


def test_a_story_of_two_thousand_blocks_is_saved_at_once_and_merged(desk, ada, moss):
    sections = tuple(
        Section("", f"Part {n}", blocks=tuple(Passage("", f"<p>{n} {m}</p>") for m in range(20)))
        for n in range(100)
    )
    story = create_article(ArticleCopy(headline="Long", slug="long", sections=sections), by=ada)
    first, last = _typed(story, "0 0<", "mine<"), _typed(story, "99 19<", "theirs<")
    extra = {f"field-{n}": "x" for n in range(1_500)}

    assert desk.post(change(story), last | extra).status_code == 302
    assert desk.post(change(story), first | extra).status_code == 302

    texts = _texts(story)
    assert len(texts) == 2_000
    assert (texts[0], texts[-1]) == ("<p>mine</p>", "<p>theirs</p>")


def test_a_merge_costs_the_same_for_3_and_for_200_blocks(desk, ada, moss):
    counts = []
    for blocks in (3, 200):
        body = Section("", blocks=tuple(Passage("", f"<p>{n}.</p>") for n in range(blocks)))
        story = create_article(
            ArticleCopy(headline=f"L{blocks}", slug=f"l{blocks}", sections=(body,)), by=ada
        )
        mine, theirs = _typed(story, "0.<", "mine<"), _typed(story, "0.<", "theirs<")
        desk.post(change(story), theirs)
        with CaptureQueriesContext(connection) as asked:
            assert desk.post(change(story), mine).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_somebody_without_the_permission_merges_nothing(client, moss, strike_story):
    moss.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(moss)

    client.post(change(strike_story), typed(strike_story, headline="Mine", seen_version=0))

    strike_story.refresh_from_db()
    assert strike_story.version == 1


def test_rows_are_told_by_their_names_and_photos_are_shown(
    desk, strike_story, moss_saves, rosa, strikes, city
):
    other = Category.objects.create(slug="port", name="Port")
    mine = typed(strike_story, category="", tags=[], lead_credit="Mine", source_name="")
    mine["body"] = (
        mine["body"].replace("said Lind", "told Ada").replace("The crane at dawn.", "By Ada.")
    )
    copy = load(strike_story)
    (opening, costs) = copy.sections
    text, quote, figure = costs.blocks
    blocks = (text, replace(quote, attribution="told Moss"), replace(figure, caption="By Moss."))
    moss_saves(
        category=other.pk, lead=replace(copy.lead, credit="Theirs"), source=Source("Moss"),
        sections=(opening, replace(costs, blocks=blocks)),
    )  # fmt: skip

    panels = desk.post(change(strike_story), mine).context["adminform"].form.collision.panels

    said = {p.title: ["".join(piece.text for piece in side.pieces) for side in p.sides]
            for p in panels}  # fmt: skip
    assert said["Category"] == ["", "Port"]
    assert said["Quote"][0].endswith("— Rosa Lind, Economist, Port University, told Ada")
    assert said["Quote"][1].endswith("told Moss")
    assert said["Photo"][0].startswith("By Ada.")
    assert said["Source"] == ["https://example.org/port", "Moss"]
    pictures = {p.title: p.sides[0].picture for p in panels}
    assert pictures["Photo"]
    assert pictures["Lead photo"]
    assert "Tags" not in said


def test_two_names_for_one_byline_are_told_with_their_roles(desk, strike_story, moss_saves):
    author = load(strike_story).byline[0].author
    mine = typed(strike_story, byline_author=[author], byline_role=["Editor"])
    moss_saves(byline=(BylineEntry(author, "Photographer"),))

    (panel,) = desk.post(change(strike_story), mine).context["adminform"].form.collision.panels

    said = ["".join(piece.text for piece in side.pieces) for side in panel.sides]
    assert said == ["Berit Holm (Editor)", "Berit Holm (Photographer)"]
