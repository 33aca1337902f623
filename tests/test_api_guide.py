"""Is what docs/api.md tells frontends to ask for really there?"""

import re
from pathlib import Path

import pytest

GUIDE = (Path(__file__).parents[1] / "docs" / "api.md").read_text()
QUERIES = sorted(set(re.findall(r"[`(]\?([a-z_]+=[^`\s)]+)", GUIDE)))


def paths() -> list[str]:
    """Return every address that the guide names, with something that is there in its places."""
    named = re.findall(r"(?:GET |`)(/?[a-z0-9/.{}_-]+(?:\?[^\s`]*)?)", GUIDE)
    doors = [one for one in named if one.endswith(("/", ".rss", ".xml", ".txt")) or "?" in one]
    full = {one if one.startswith("/") else f"/api/v1/{one}" for one in doors}
    return sorted(full - {"/api/v1/"})


def filled(path: str) -> str:
    path = path.replace("articles/{slug}", "articles/dockers-strike").replace("…", "")
    return path.replace("categories/{slug}", "categories/city").replace("{slug}", "strikes")


@pytest.mark.django_db
@pytest.mark.parametrize("path", paths())
def test_every_address_of_the_guide_answers(api, strike_story, path):
    if path.endswith("/search/"):
        path += "?q=quay"

    assert api.get(filled(path)).status_code == 200, filled(path)


@pytest.mark.django_db
@pytest.mark.parametrize("query", QUERIES)
def test_every_query_of_the_guide_is_understood(api, strike_story, query):
    at = "articles/" if query.startswith("tag") else "articles/dockers-strike/"

    assert api.get(f"/api/v1/{at}?{query}").status_code in {200, 404}, query


def test_the_guide_is_read():
    assert len(paths()) > 12
    assert QUERIES
