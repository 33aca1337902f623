"""How does a test sit at the desk? In a real Chromium, before a real server."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
TIMEOUT = 10_000  # ms


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave these tests to a run that asks for them: `pytest tests/browser`."""
    asked = any("browser" in Path(str(arg).split("::")[0]).parts for arg in config.args)
    return None if asked else True


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests, with a profile of its own."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM} (set CHROMIUM)")
    playwright = pytest.importorskip("playwright.sync_api", reason="no browser group installed")
    # Playwright's loop runs in this thread; Django would refuse the database otherwise.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Any, live_server: Any) -> Iterator[Any]:
    """A page that refuses everything from elsewhere, and fails on an error in our scripts."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(TIMEOUT)
    page = context.new_page()
    strangers: list[str] = []
    errors: list[str] = []
    own = (live_server.url, "data:", "blob:", "about:")
    page.on("request", lambda asked: asked.url.startswith(own) or strangers.append(asked.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: "Content Security" in said.text and errors.append(said.text))
    yield page
    context.close()
    assert not strangers, "the desk asked somebody else"
    assert not errors


@pytest.fixture
def desk(page: Any, live_server: Any, ada: Any) -> Any:
    """Ada's page, signed in."""
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", "ada-edits")
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")
    return page
