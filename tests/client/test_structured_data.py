"""The newsroom expects that schema.org's own vocabulary knows every word of its JSON-LD.

The vocabulary comes as types (schema-dts, of Google), in which a property that a type does not have
is an error, at any depth.
"""

import json

import pytest

from tests.samples import publish_samples

pytestmark = pytest.mark.django_db

HEAD = 'import type { NewsArticle, WithContext } from "schema-dts";\n'


def as_program(stories: list[dict]) -> str:
    return HEAD + "".join(
        f"export const story{number}: WithContext<NewsArticle> = "
        f"{json.dumps(story, ensure_ascii=False, indent=1)};\n"
        for number, story in enumerate(stories)
    )


def told(api, slug: str) -> dict:
    answer = api.get(f"/api/v1/articles/{slug}/")
    assert answer.status_code == 200
    return answer.json()["seo"]["json_ld"]


def test_every_kind_of_story_is_in_schema_orgs_words(api, ada, story_copy, compiled):
    slugs = publish_samples(story_copy, by=ada)

    stories = [told(api, slug) for slug in slugs]

    assert len(stories) > 10
    assert compiled(as_program(stories)) == ""


WRONG = {
    "headlines": (),
    "captions": ("image", 0),
    "spokenBy": ("mentions", 0),
    "job": ("mentions", 0, "spokenByCharacter"),
    "jobTitel": ("author", 0),
    "adress": ("publisher",),
}


def test_a_word_that_schema_org_does_not_know_is_found(api, strike_story, compiled):
    stories = []
    for word, path in WRONG.items():
        stories.append(told(api, "dockers-strike"))
        place = stories[-1]
        for step in path:
            place = place[step]
        place[word] = "x"

    said = compiled(as_program(stories)).replace('"', "'")

    assert [word for word in WRONG if f"'{word}'" not in said] == []
