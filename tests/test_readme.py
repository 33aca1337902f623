"""The README's promises that a program can hold: its curl lines lead to doors that stand."""

import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import resolve

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
CALLS = re.findall(r"http://127\.0\.0\.1:8000(/api/v1/[^'\s)<>`]*)", README)
THE_TYPO = "catgeory"


def demo_slugs() -> set[str]:
    """Return the slugs of the seeded newsroom's stories and experts."""
    newsroom = tomllib.loads((ROOT / "cms" / "demo" / "newsroom.toml").read_text())
    stories = {file.stem for file in (ROOT / "cms" / "demo" / "stories").glob("*.toml")}
    return stories | {expert["slug"] for expert in newsroom["experts"]}


@pytest.mark.parametrize("call", CALLS)
def test_a_call_of_the_tour_leads_to_a_door_and_to_something_seeded(call):
    parts = urlsplit(call)

    match = resolve(parts.path)

    known = set(getattr(match.func.cls, "params", ())) if hasattr(match.func, "cls") else set()
    asked = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    assert asked - known <= {THE_TYPO}
    assert set(match.kwargs.values()) <= demo_slugs()


def test_the_tour_is_not_empty():
    assert len(CALLS) > 8
