"""Who on a page is known here already, and who is new? Nobody is made twice."""

import pytest

from articles.importers.page_cast import make_authors, make_experts, make_tags
from articles.models import Author, Expert, ExpertName, Tag
from articles.rules.page import Person, propose

pytestmark = pytest.mark.django_db


def test_an_expert_is_found_by_name_whatever_its_case_and_accents(rosa):
    ids = make_experts([Person(key="x", name="ROSA LÍND")])

    assert ids == {"x": rosa.pk}
    assert Expert.objects.count() == 1


def test_an_expert_is_found_by_another_spelling(rosa):
    ExpertName.objects.create(expert=rosa, name="Rosa Lindgren")

    assert make_experts([Person(key="x", name="Rosa Lindgren")]) == {"x": rosa.pk}


def test_an_organisation_is_not_taken_for_a_person_of_the_same_name(rosa):
    ids = make_experts([Person(key="x", name="Rosa Lind", kind="organisation")])

    assert ids["x"] != rosa.pk
    assert Expert.objects.get(pk=ids["x"]).slug == "rosa-lind-2"


def test_when_two_experts_have_the_name_a_third_is_made_rather_than_the_wrong_one_taken(rosa):
    Expert.objects.create(slug="rosa-lind-2", name="Rosa Lind")

    ids = make_experts([Person(key="x", name="Rosa Lind")])

    assert Expert.objects.get(pk=ids["x"]).slug == "rosa-lind-3"


def test_full_names_are_remembered_and_bywords_are_not(rosa):
    aliases = ("Rosa Maria Lind", "Lind", "the economist")

    for _time in range(2):
        make_experts([Person(key="x", name="Rosa Lind", aliases=aliases)])

    assert list(ExpertName.objects.values_list("expert", "name")) == [(rosa.pk, "Rosa Maria Lind")]


def test_authors_and_tags_are_made_once(berit):
    page = propose(
        "A headline\n\nA standfirst that says a little more.\n\nBy Berit Holm and Jo Berg\n\n"
        "A passage of text that stands here.\n\nEmpty heading\n\nSource: The Paper\n"
    )

    made = [(make_authors(page), make_tags(page)) for _time in range(2)]

    assert made[0] == made[1]
    assert made[0][0][0] == berit.pk
    assert list(Author.objects.order_by("pk").values_list("slug", flat=True)) == [
        "berit-holm",
        "jo-berg",
    ]
    assert Tag.objects.get().name == "Empty heading"
