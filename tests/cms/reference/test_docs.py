"""docs/comments.md, by which frontends are built: the newsroom expects that ..."""

import re
from pathlib import Path

from cms.reference.page import MODULES

DOCS = Path("docs/comments.md").read_text()
SCHEMA = Path("docs/openapi.yaml").read_text()
CALL = re.compile(r"^\| `(GET|POST|PUT|PATCH|DELETE) ([^`]+)` \| (?:`(\w+)\.js`)?", re.MULTILINE)


def _methods_of(path: str) -> set[str]:
    after = SCHEMA.split(f"\n  /api/v1/{path}:\n")[1]
    block = re.split(r"\n  /", after)[0]
    return {found.upper() for found in re.findall(r"^    (\w+):$", block, re.MULTILINE)}


def test_every_call_that_is_told_of_is_there():
    calls = CALL.findall(DOCS)

    assert len(calls) >= 15
    for method, path, _module in calls:
        assert method in _methods_of(path), path


def test_every_module_that_is_named_is_there():
    named = {f"replies/{module}" for _method, _path, module in CALL.findall(DOCS) if module}

    assert named <= set(MODULES)
