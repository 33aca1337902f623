"""How does the plan of a pasted page become a draft, and the same draft when it comes again?"""

from dataclasses import replace

import pytest

from articles.actions.lacking import NothingMayLack
from articles.actions.write_copy import write_copy
from articles.importers import page
from articles.models import Article, Author, Edition, Expert, ExpertName, Quote, Revision, Tag
from articles.queries.working_copy import load
from articles.rules.copy import Figure, Passage
from articles.rules.page import accept, propose
from cms.kernel.errors import Invalid
from tests.articles.importers.pages import (
    OURS,
    REAL,
    imported,
    manuscript,
    proposal_of,
    read_by_readers,
    text_of,
    words_for_readers,
    words_of_the_story,
)

__all__ = ["manuscript"]
WAIVED = frozenset({"photo_missing"})

pytestmark = pytest.mark.django_db


def test_every_word_of_the_page_reaches_the_readers_once_and_in_order(manuscript):
    draft = imported(manuscript, category=page.home_category()).article

    page.bring_out(draft, by=None, waive=WAIVED)

    answer = read_by_readers(draft.slug)
    photos = [b for s in answer["sections"] for b in s["blocks"] if b["type"] == "photo"]
    expected = words_of_the_story(text_of(manuscript), 1 + len(photos))
    assert words_for_readers(answer) == expected


def test_the_real_pages_quotes_lead_to_their_four_speakers():
    if not REAL.exists():
        pytest.skip("there is no corpus beside this checkout: the real page is not tried")

    article = imported(REAL).article

    said = Quote.objects.filter(section__article=article).values_list(
        "expert__name", "expert__kind"
    )
    ministry = "Ministry of Industry and Infrastructure Development"
    assert sorted(said) == [
        ("Kassym-Jomart Tokayev", "person"),
        (ministry, "organisation"),
        ("Vadim Karasev", "person"),
        ("Vadim Karasev", "person"),
        ("Vyacheslav Polovinko", "person"),
        ("Vyacheslav Polovinko", "person"),
    ]
    copy = load(article)
    assert len([section for section in copy.sections if section.heading]) == 4
    assert copy.source.name == "Segodnya"
    assert [*article.tags.values_list("name", flat=True)] == ["Bilateral cooperation"]


def test_a_page_becomes_a_draft_with_all_its_parts():
    done = imported(OURS)

    copy = load(done.article)
    assert done.made
    assert [section.heading for section in copy.sections] == [
        "",
        "What the engineer measured",
        "What the neighbours fear",
    ]
    assert copy.lead.caption == "Lamps wait in a shed on Fish Quay."
    assert copy.lead.credit == "Odile Marsh"
    quotes = Quote.objects.filter(section__article=done.article)
    assert set(quotes.values_list("expert__slug", flat=True)) == {
        "marta-oyelaran",
        "tomas-wendell",
        "lamp-committee-of-orlemouth",
    }
    assert any("“Light the road and leave the walls alone.”" in quote.text for quote in quotes)
    assert Revision.objects.get(article=done.article).why == page.WHY


def test_the_same_page_again_is_the_same_draft_and_makes_nobody_twice(manuscript):
    first = imported(manuscript)
    rows = [model.objects.count() for model in (Article, Expert, ExpertName, Tag, Author, Revision)]

    second = imported(manuscript)

    assert second.article.pk == first.article.pk
    assert not second.made
    assert not second.changed
    after = [
        model.objects.count() for model in (Article, Expert, ExpertName, Tag, Author, Revision)
    ]
    assert after == rows


def test_an_amended_page_changes_the_draft_and_keeps_what_stays(tmp_path):
    first = imported(OURS)
    before = load(first.article)
    amended = tmp_path / OURS.name
    amended.write_text(OURS.read_text().replace("eleven nights", "twelve nights"))

    second = imported(amended)

    after = load(second.article)
    assert second.changed
    assert second.article.pk == first.article.pk
    assert "twelve nights" in after.sections[1].blocks[0].html
    assert [b.id for b in after.blocks()][2:] == [b.id for b in before.blocks()][2:]
    assert [s.id for s in after.sections] == [s.id for s in before.sections]


def test_a_draft_that_was_edited_since_is_not_written_over(ada):
    draft = imported(OURS).article
    edited = replace(load(draft), headline="An editor's own headline")
    write_copy(draft.pk, edited, by=ada, version=1)

    with pytest.raises(page.EditedSince):
        imported(OURS)

    draft.refresh_from_db()
    assert draft.headline == "An editor's own headline"
    assert draft.version == 2
    assert imported(OURS, again=True).changed
    draft.refresh_from_db()
    assert draft.headline.startswith("Orlemouth lights")


def test_a_refused_import_makes_no_expert(ada):
    draft = imported(OURS).article
    write_copy(draft.pk, replace(load(draft), headline="Edited"), by=ada, version=1)
    Quote.objects.all().delete()
    ExpertName.objects.all().delete()
    Expert.objects.all().delete()

    with pytest.raises(page.EditedSince):
        imported(OURS)

    assert not Expert.objects.exists()


def test_experts_whom_the_newsroom_knows_by_another_name_are_found():
    known = Expert.objects.create(slug="m-oyelaran", name="M. Oyelaran", role="City engineer")
    ExpertName.objects.create(expert=known, name="Marta Oyelaran")

    article = imported(OURS).article

    assert Quote.objects.filter(section__article=article, expert=known).count() == 1
    assert not Expert.objects.filter(slug="marta-oyelaran").exists()


def test_a_byword_of_one_page_leads_nobody_astray_on_the_next():
    imported(OURS)

    names = set(ExpertName.objects.values_list("name", flat=True))

    assert "the committee" not in names
    assert "Wendell" not in names


def test_a_refused_speaker_leaves_the_quote_without_one():
    proposal = accept(proposal_of(OURS), ["person:tomas-wendell"])

    article = page.apply(proposal, page.Filing(source_key="page:x"), by=None).article

    assert Quote.objects.get(section__article=article, expert=None).text.startswith("I told")
    assert not Expert.objects.filter(slug="tomas-wendell").exists()


def test_what_the_draft_lacks_is_named_and_it_stays_a_draft():
    draft = imported(OURS, category=page.home_category()).article

    with pytest.raises(NothingMayLack) as refusal:
        page.bring_out(draft, by=None, waive=frozenset())

    assert [error["code"] for error in refusal.value.errors] == ["photo_missing"] * 2
    assert not Edition.objects.exists()
    assert Article.objects.filter(pk=draft.pk).exists()


def test_what_readers_see_already_is_not_published_again():
    draft = imported(OURS, category=page.home_category()).article
    page.bring_out(draft, by=None, waive=WAIVED)

    again = imported(OURS).article

    assert page.bring_out(again, by=None, waive=WAIVED) is None
    assert Edition.objects.get().number == 1


def test_two_stories_of_one_headline_have_two_addresses(tmp_path):
    other = tmp_path / "another-page.txt"
    other.write_text(OURS.read_text())

    slugs = [imported(path).article.slug for path in (OURS, other)]

    assert slugs[1] == f"{slugs[0]}-2"


def test_paragraphs_that_follow_each_other_are_one_passage():
    text = "A headline\n\nA standfirst that says a little more of it.\n\nOne went.\n\nTwo came.\n"

    copy = load(page.apply(propose(text), page.Filing(source_key="page:x"), by=None).article)

    assert [type(block) for block in copy.blocks()] == [Passage]
    assert copy.blocks()[0].html == "<p>One went.</p><p>Two came.</p>"


def test_a_headline_that_fits_nowhere_is_refused_with_its_place():
    proposal = propose("Word " * 100 + "\n\nA standfirst.\n\nA text that says something.\n")

    with pytest.raises(Invalid) as refusal:
        page.apply(proposal, page.Filing(source_key="page:x"), by=None)

    assert "/headline" in [error["field"] for error in refusal.value.errors]
    assert not Article.objects.exists()


def test_photos_that_an_editor_put_in_stay_when_the_page_comes_again(ada, story_copy):
    draft = imported(OURS).article
    photo = story_copy().lead.photo
    copy = load(draft)
    write_copy(
        draft.pk,
        replace(copy, lead=replace(copy.lead, photo=photo, alt="Lamps")),
        by=ada,
        version=1,
    )

    assert not imported(OURS).changed

    lead = load(Article.objects.get(pk=draft.pk)).lead
    assert lead == Figure("", photo, copy.lead.caption, copy.lead.credit, "Lamps")
