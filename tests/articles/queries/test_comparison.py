"""How two states of a story differ: the newsroom expects that ..."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.write_copy import create_article, write_copy
from articles.models import Author, Category, Expert, Tag
from articles.queries.comparison import Fold, comparison
from articles.queries.working_copy import load
from articles.rules.copy import BylineEntry, Figure, Passage, Quote, Section, Seo
from tests.stories import a_photo


@pytest.fixture
def before(ada, story_copy):
    """The strike story as it was saved first."""
    return load(create_article(story_copy(), by=ada))


def with_block(copy, number, **changes):
    """Return the copy with facts of its block of that number changed."""
    wanted = copy.blocks()[number].id
    return copy.with_sections(
        tuple(
            replace(
                section,
                blocks=tuple(
                    replace(block, **changes) if block.id == wanted else block
                    for block in section.blocks
                ),
            )
            for section in copy.sections
        )
    )


def told(row):
    """Return the details of a row in short: words with their signs, names, pictures."""
    signs = {"same": "", "added": "+", "removed": "-", "gap": "…"}
    return {
        detail.what: [
            signs[s.kind] + getattr(s, "text", "")
            for s in detail.words or detail.items
            if getattr(s, "text", "") != " "
        ]
        or detail.pictures
        or detail.is_setting
        for detail in row.details
    }


def rows(found):
    return [row for row in found.body if not isinstance(row, Fold) and row.change != "same"]


def test_two_equal_states_do_not_differ(before):
    found = comparison(before, before)

    assert found.is_same
    assert found.body == (Fold(4),)


def test_a_changed_word_is_told_in_its_passage(before):
    after = with_block(before, 0, html="<p>Nothing moved on the dark quay.</p>")

    (row,) = rows(comparison(before, after))

    assert (row.kind, row.change, row.part) == ("passage", "changed", before.blocks()[0].id)
    assert told(row) == {"text": ["Nothing moved on the", "+dark", " quay."]}


def test_a_speaker_is_told_by_name(before, rosa):
    olav = Expert.objects.create(slug="olav", name="Olav Berg", role="Harbour master")
    after = with_block(before, 2, expert=olav.pk, attribution="said Berg")

    (row,) = rows(comparison(before, after))

    assert told(row) == {
        "speaker": ["-Rosa Lind, Economist, Port University", "+Olav Berg, Harbour master"],
        "attribution": ["said", "-Lind", "+Berg"],
    }


def test_an_expert_who_was_merged_since_keeps_the_name_here(before, rosa):
    other = Expert.objects.create(slug="r-lind", name="R. Lind", merged_into=rosa)
    after = with_block(before, 2, expert=other.pk)

    (row,) = rows(comparison(before, after))

    assert told(row)["speaker"] == ["-Rosa Lind, Economist, Port University", "+R. Lind"]


def test_a_photo_is_told_with_both_pictures_and_its_words(before):
    other = a_photo("#aa3322")
    after = with_block(before, 3, photo=other, caption="The crane at dusk.")

    (row,) = rows(comparison(before, after))

    found = told(row)
    assert (found["photo"].before["id"], found["photo"].after["id"]) == (
        before.blocks()[3].photo,
        other,
    )
    assert found["photo"].after["thumbnail"]
    assert found["caption"] == ["The crane at", "-dawn", "+dusk", "."]


def test_a_photo_that_is_gone_is_told_by_its_number(before):
    after = with_block(before, 3, photo=987654)

    (row,) = rows(comparison(before, after))

    assert told(row)["photo"].after == {"id": 987654}


def test_a_caption_alone_shows_which_photo_it_belongs_to(before):
    (row,) = rows(comparison(before, with_block(before, 3, caption="Later.")))

    assert told(row)["photo"].is_same


def test_only_the_setting_or_a_link_changed(before):
    bold = with_block(before, 0, html="<p><strong>Nothing</strong> moved on the quay.</p>")
    html = '<p><a href="https://example.org/">Nothing</a> moved on the quay.</p>'
    linked = with_block(before, 0, html=html)

    assert told(rows(comparison(before, bold))[0]) == {"setting": True}
    assert told(rows(comparison(before, linked))[0]) == {"links": ["+https://example.org/"]}


def test_what_is_gone_stands_where_it_stood_and_what_is_new_where_it_is(before, rosa):
    opening, costs = before.sections
    kept = (Quote("n1", "New.", rosa.pk), *costs.blocks[:1], *costs.blocks[2:])
    after = before.with_sections((opening, replace(costs, blocks=kept)))

    found = comparison(before, after)

    assert [(r.count if isinstance(r, Fold) else (r.kind, r.change)) for r in found.body] == [
        1, ("heading", "same"), ("quote", "added"), 1, ("quote", "removed"), 1,
    ]  # fmt: skip
    gone = found.body[4]
    assert told(gone)["quote"] == ["-A port that sleeps feeds nobody."]
    assert gone.can_return
    assert not found.body[2].can_return


def test_what_moved_says_under_which_heading_it_stood(before):
    opening, costs = before.sections
    after = before.with_sections(
        (
            replace(opening, blocks=(*opening.blocks, costs.blocks[1])),
            replace(costs, blocks=(costs.blocks[0], costs.blocks[2])),
        )
    )

    (row,) = rows(comparison(before, after))

    assert (row.change, row.was_in) == ("moved", "What it costs")
    assert told(row) == {"quote": ["A port that sleeps feeds nobody."]}


def test_a_section_that_moved_is_told_by_its_heading(before):
    opening, costs = before.sections
    more = Section("n1", "More", blocks=(Passage("n2", "<p>More.</p>"),))
    whole = before.with_sections((opening, costs, more))

    (row,) = rows(comparison(whole, before.with_sections((opening, more, costs))))

    assert (row.kind, row.change) == ("heading", "moved")
    assert told(row) in ({"heading": ["More"]}, {"heading": ["What it costs"]})


def test_a_photo_in_the_middle_of_a_text_rewrites_nothing(before):
    whole = with_block(before, 0, html="<p>One.</p><p>Two.</p><p>Three.</p>")
    opening = whole.sections[0]
    cut = (
        Passage(opening.blocks[0].id, "<p>One.</p>"),
        Figure("n1", None, "A crane."),
        Passage("n2", "<p>Two.</p><p>Three, and more.</p>"),
    )
    after = whole.with_sections((replace(opening, blocks=cut), whole.sections[1]))

    first, photo, second = rows(comparison(whole, after))

    assert [(d.what, d.paragraphs) for d in first.details] == [("text", 0), ("left", 1)]
    assert told(first)["text"] == ["One.", "-\n\nThree."]
    assert photo.kind == "photo"
    assert [(d.what, d.paragraphs) for d in second.details] == [("text", 0), ("came", 1)]
    assert told(second)["text"] == ["+Three, and more."]
    assert not second.is_carried


def test_a_text_that_was_cut_in_two_says_so(before):
    whole = with_block(before, 0, html="<p>One.</p><p>Two.</p>")
    opening = whole.sections[0]
    cut = (replace(opening, blocks=(Passage(opening.blocks[0].id, "<p>One.</p>"),)),)
    below = Section("n1", "New", blocks=(Passage("n2", "<p>Two.</p>"),))
    after = whole.with_sections((*cut, below, whole.sections[1]))

    first, heading, second = rows(comparison(whole, after))

    assert told(first) == {"left": ["Two."]}
    assert heading.kind == "heading"
    assert (second.change, second.is_carried, told(second)) == ("added", True, {"came": ["Two."]})


def test_a_heading_that_changed_is_told_by_its_words(before):
    opening, costs = before.sections
    after = before.with_sections((opening, replace(costs, heading="What it cost")))

    (row,) = rows(comparison(before, after))

    assert (row.kind, told(row)) == ("heading", {"heading": ["What it", "-costs", "+cost"]})


def test_a_block_that_became_another_kind_is_gone_as_the_one_and_new_as_the_other(before):
    opening = before.sections[0]
    other = Quote(opening.blocks[0].id, "Nothing moved.")
    after = before.with_sections((replace(opening, blocks=(other,)), before.sections[1]))

    (row,) = rows(comparison(before, after))

    assert told(row) == {
        "text": ["-Nothing moved on the quay."], "quote": ["+Nothing moved."],
    }  # fmt: skip


def test_facts_are_told_by_name(before, strikes, berit):
    world = Category.objects.create(slug="world", name="World")
    ports = Tag.objects.create(slug="ports", name="Ports")
    jo = Author.objects.create(slug="jo", name="Jo Berg")
    after = replace(
        before,
        headline="Dockers strike for a fourth day",
        category=world.pk,
        tags=(strikes.pk, ports.pk),
        byline=(BylineEntry(berit.pk, "Editor"), BylineEntry(jo.pk)),
        lead=None,
        seo=Seo(title="Strike", noindex=True),
        slug="dockers-strike-2",
    )

    facts = {row.part: told(row) for row in comparison(before, after).facts}

    assert facts["/headline"] == {"headline": ["Dockers strike for a", "-third", "+fourth", " day"]}
    assert facts["/category"] == {"category": ["-City", "+World"]}
    assert facts["/tags"] == {"tags": ["Strikes", "+Ports"]}
    assert facts["/byline"] == {
        "byline": ["-Berit Holm (Reporter)", "+Berit Holm (Editor)", "+Jo Berg"]
    }
    assert facts["/lead"]["photo"].after is None
    assert facts["/lead"]["caption"] == ["-The crane at dawn."]
    assert facts["/seo"] == {"seo_title": ["+Strike"], "noindex": ["+noindex"]}
    assert facts["/slug"] == {"slug": ["-dockers-strike", "+dockers-strike-2"]}
    assert set(facts) == {
        "/headline", "/category", "/tags", "/byline", "/lead", "/seo", "/slug",
    }  # fmt: skip


def test_other_stories_are_told_by_their_headlines(before, strike_story, draft_story):
    after = replace(before, related=(strike_story.pk,), translation_of=draft_story.pk)

    facts = {row.part: told(row) for row in comparison(before, after).facts}

    assert facts["/related"] == {"related": ["+Dockers strike for a third day"]}
    assert facts["/translation_of"] == {"translation_of": ["+Secret: the mayor resigns"]}


def long(copy, blocks, expert, photo):
    kinds = [
        Passage("", "<p>Text</p>"),
        Quote("", "Words", expert),
        Figure("", photo, "Caption", "Jo", "A crane"),
    ]
    return copy.with_sections(
        tuple(
            Section("", f"Part {n}", blocks=tuple(replace(kinds[(n + k) % 3]) for k in range(10)))
            for n in range(max(1, blocks // 10))
        )
    )


def test_comparing_costs_the_same_for_3_and_for_200_blocks(ada, story_copy, rosa):
    photo, counts = a_photo("#445566"), []
    for blocks in (3, 200):
        article = create_article(long(story_copy(), blocks, rosa.pk, photo), by=ada)
        before = load(article)
        after = write_copy(
            article.pk, with_block(before, 1, text="Other words"), by=ada, version=None
        )
        with CaptureQueriesContext(connection) as asked:
            found = comparison(before, load(after))
        assert len(rows(found)) == 1
        counts.append(len(asked))

    assert counts[0] == counts[1]
