"""The newsroom expects that keys fit into a header, and that nothing is purged too late for it."""

import pytest

from cms.kernel.keys import LONGEST, broader, fitted, with_broader


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("article-12", "articles"),
        ("tag-4", "tags"),
        ("category-2", "categories"),
        ("articles-tag-4", "articles"),
        ("articles-language-en", "articles"),
        ("articles", "articles"),
        ("most-popular", "most-popular"),
        ("*", "*"),
    ],
)
def test_a_key_belongs_to_a_broader_one(key, said):
    assert broader(key) == said


def test_the_broader_key_is_purged_with_each():
    assert with_broader(["tag-4", "tag-5", "articles-tag-4"]) == [
        *("tag-4", "tags", "tag-5", "articles-tag-4", "articles"),
    ]


def test_short_keys_stay_as_they_are():
    assert fitted("articles article-1 tag-4") == "articles article-1 tag-4"


def test_of_too_many_keys_the_most_numerous_kind_gives_way():
    keys = [*(f"article-{n}" for n in range(900)), "tag-4", "photo-9"]

    said = fitted(" ".join(keys))

    assert said.split() == ["articles", "tag-4", "photo-9"]


def test_whatever_is_carried_fits_and_is_purged_with_each_of_its_keys():
    kinds = ("article", "comments", "expert", "tag", "photo", "author", "articles-tag")
    keys = [f"{kind}-{n}" for n in range(10_000_000, 10_000_400) for kind in kinds]

    carried = fitted(" ".join(keys))

    assert len(carried) <= LONGEST
    assert all(set(with_broader([key])) & set(carried.split()) for key in keys)
