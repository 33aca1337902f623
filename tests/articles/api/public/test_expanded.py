"""Does one request paint a whole page, with what each door says on its own?"""

import pytest
from django.test.utils import override_script_prefix

from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.models import Discussion

pytestmark = pytest.mark.django_db

URL = "/api/v1/articles/dockers-strike/"
ALL = "comments,related,most_popular"


@pytest.fixture
def other(ada, story_copy) -> int:
    pk: int = create_article(story_copy(slug="other"), by=ada).pk
    publish(pk, by=ada)
    return pk


def test_each_part_is_what_its_own_door_answers(api, strike_story, other):
    plain = api.get(URL).json()
    page = api.get(f"{URL}?expand={ALL}").json()

    assert page["related"] == api.get(f"{URL}related/?language=en").json()["results"]
    assert page["related"][0]["slug"] == "other"
    assert page["most_popular"] == api.get("/api/v1/most-popular/").json()
    replies = api.get(f"{URL}comments/?language=en").json()
    assert page["comments"] == plain["comments"] | replies
    parts = set(ALL.split(","))
    assert {k: v for k, v in page.items() if k not in parts} == {
        k: v for k, v in plain.items() if k not in parts
    }


def test_a_newsroom_below_another_address_has_parts_too(api, strike_story, other):
    with override_script_prefix("/news/"):
        page = api.get(f"{URL}?expand={ALL}", SCRIPT_NAME="/news")

    assert page.status_code == 200
    assert page.json()["related"][0]["slug"] == "other"


def test_less_of_the_story_with_more_beside_it(api, strike_story, other):
    page = api.get(f"{URL}?expand=related&fields=title").json()

    assert list(page) == ["title", "related"]
    assert list(api.get(f"{URL}?expand=related&fields=related").json()) == ["related"]


def test_it_changes_when_a_part_changes(api, strike_story, ada, story_copy):
    first = api.get(f"{URL}?expand={ALL}")
    again = api.get(f"{URL}?expand={ALL}", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304

    publish(create_article(story_copy(slug="third"), by=ada).pk, by=ada)
    then = api.get(f"{URL}?expand={ALL}", HTTP_IF_NONE_MATCH=first["ETag"])

    assert then.status_code == 200
    assert [story["slug"] for story in then.json()["related"]] == ["third"]


def test_caches_learn_all_that_is_in_it(api, strike_story, other):
    keys = api.get(f"{URL}?expand={ALL}")["Surrogate-Key"].split()

    assert {f"article-{strike_story.pk}", f"article-{other}", "most-popular"} <= set(keys)
    assert f"comments-{strike_story.pk}" in keys
    assert len(keys) == len(set(keys))


def test_a_closed_discussion_is_a_part_too(api, strike_story):
    Discussion.objects.update(policy="closed")

    assert api.get(f"{URL}?expand=comments").json()["comments"]["results"] == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("expand=sections", "unknown_part"),
        ("expand=comments,", "unknown_part"),
        ("expand=", "empty_parameter"),
        ("expand=related&expand=comments", "repeated_parameter"),
    ],
)
def test_other_parts_are_refused(api, strike_story, query, code):
    answer = api.get(f"{URL}?{query}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code
