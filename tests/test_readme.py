"""The README's promises that a program can hold: its curl lines lead to doors that stand."""

import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.management import get_commands
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


DOCS = README + "".join(file.read_text() for file in (ROOT / "docs").rglob("*.md"))
ROOMS = {"cms", "articles", "comments", "media"}


def test_every_command_that_is_named_can_be_given():
    named = set(re.findall(r"manage\.py ([a-z_]+)", DOCS))

    assert named - set(get_commands()) == set()


def test_every_command_of_ours_is_named_somewhere():
    ours = {name for name, app in get_commands().items() if app.split(".")[0] in ROOMS}

    assert {name for name in ours if not re.search(rf"\b{name}\b", DOCS)} == set()


def test_every_setting_of_an_operator_is_named():
    said = (ROOT / "cms" / "settings.py").read_text() + (ROOT / "cms" / "env.py").read_text()
    names = re.findall(r"\b(?:text|flag|number|words|zone)\(\s*\"([A-Z_]+)\"", said)

    assert len(names) > 20
    assert {name for name in names if name not in DOCS} == set()
