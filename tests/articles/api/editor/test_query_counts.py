"""What editors' doors cost: the newsroom expects that ..."""

import pytest

from articles.models import Address, Article
from cms.kernel import clock
from tests.articles.api.editor.conftest import URL
from tests.stories import a_photo


def sections(blocks: int, expert: int, photo: int) -> list[dict]:
    """Return a body of so many blocks of all types, in sections of ten."""
    words = {"caption": "A crane", "credit": "Jo", "alt": "A crane"}
    kinds = [
        {"type": "text", "html": "<p>Block</p>"},
        {"type": "quote", "text": "A port that sleeps feeds nobody.", "expert": expert},
        {"type": "photo", "photo": photo, **words},
    ]
    all_of_them = [kinds[n % 3] for n in range(blocks)]
    return [
        {"heading": f"Part {n}" if n else "", "blocks": all_of_them[n : n + 10]}
        for n in range(0, blocks, 10)
    ]


@pytest.fixture
def lengths(post, rosa):
    photo = a_photo("#112233")
    return [post(slug=f"s-{n}", sections=sections(n, rosa.pk, photo)) for n in (3, 200)]


def test_reading_costs_the_same_for_three_blocks_and_for_two_hundred(
    ada_api, lengths, django_assert_num_queries
):
    for story in lengths:
        with django_assert_num_queries(12):
            assert ada_api.get(f"{URL}{story['id']}/").status_code == 200


def test_changing_a_fact_or_a_block_costs_the_same_however_long(
    ada_api, lengths, django_assert_num_queries
):
    for story in lengths:
        here, block = f"{URL}{story['id']}/", story["sections"][0]["blocks"][0]["id"]
        with django_assert_num_queries(52):
            ada_api.patch(here, {"headline": "New"}, HTTP_IF_MATCH='"1"')
        with django_assert_num_queries(53):
            ada_api.patch(f"{here}blocks/{block}/", {"html": "<p>x</p>"}, HTTP_IF_MATCH='"2"')


def test_publishing_costs_the_same_however_long(ada_api, lengths, django_assert_num_queries):
    for story in lengths:
        with django_assert_num_queries(66):
            answer = ada_api.post(f"{URL}{story['id']}/publication/", {})
        assert answer.status_code == 201


def test_comparing_and_previewing_cost_the_same_however_long(
    ada_api, api, lengths, django_assert_num_queries
):
    for story in lengths:
        here = f"{URL}{story['id']}/"
        ada_api.patch(here, {"headline": "New"}, HTTP_IF_MATCH='"1"')
        link = ada_api.post(f"{here}preview/", {}).json()["url"].split("8000")[1]
        with django_assert_num_queries(4):
            assert ada_api.get(f"{here}revisions/2/diff/").status_code == 200
        with django_assert_num_queries(16):
            assert api.get(link).status_code == 200


def test_a_list_costs_the_same_for_one_story_and_for_thirty(
    ada_api, post, django_assert_num_queries
):
    for number in range(30):
        post(slug=f"s-{number}")

    for size in (1, 30):
        with django_assert_num_queries(3):
            assert len(ada_api.get(f"{URL}?page_size={size}").json()["results"]) == size


def test_addresses_cost_the_same_for_one_and_for_many(ada_api, post, django_assert_num_queries):
    story = Article.objects.get(pk=post()["id"])
    ada_api.post(f"{URL}{story.pk}/publication/", {})
    for count in (1, 20):
        with django_assert_num_queries(5):
            page = ada_api.get(f"{URL}{story.pk}/addresses/").json()
        assert len(page["results"]) == count
        for number in range(19):
            Address.objects.get_or_create(
                article=story, language="en", slug=f"s-{number}", defaults={"since": clock.now()}
            )


def test_a_refused_deletion_costs_the_same_however_many_stories_name_it(
    ada_api, post, strikes, django_assert_num_queries
):
    here = f"/api/v1/editor/tags/{strikes.pk}/"
    for count in (1, 10):
        while Article.objects.count() < count:
            post(slug=f"s-{Article.objects.count()}")
        with django_assert_num_queries(7):
            answer = ada_api.delete(here)
        assert (answer.status_code, answer.json()["story_count"]) == (409, count)
