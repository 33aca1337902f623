"""How does a test sit at the desk? In a real Chromium, before a real server."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

# Chromium's own build without windows: each page of the other one opens a window that nobody sees,
# which costs eight times the CPU of this one.
CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or "/usr/bin/chromium"
)
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
    """Ada's page, signed in; how one signs in is asked elsewhere (test_keeping)."""
    client = Client()
    client.force_login(ada)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page
