"""What does one typed character cost at the desk, in a short story and in one of 200 blocks?

    .venv/bin/python -m tests.benchmarks.desk

Chromium's own counters (CDP Performance.getMetrics) say how much CPU its main thread used.
Both stories are open in one browser and take turns, so that a busy machine weighs on both.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.servers import served
from tests.browser.conftest import CHROMIUM, FLAGS

BLOCKS = (10, 200)
ROUNDS, CHARACTERS = 6, 120
GOAL = 1.5  # times what a short story costs
RESULT = Path("bench-desk.json")
COUNTERS = ("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
SENTENCE = "Nothing moved on the quay that day, and nobody slept. "
LOGIN = ("ada", "ada-edits-the-bench")


def main() -> None:
    """Seed two stories, type into both by turns, print the cost of a character and the ratio."""
    with tempfile.TemporaryDirectory(prefix="newsroom-desk-") as folder:
        environment = {"DATA_DIR": folder, "RATE_LIMITS": "off", "LOG_LEVEL": "ERROR"}
        os.environ.update(environment)
        stories = _seeded()
        with served("cms.wsgi:application", environment) as server:
            costs = _measured(server.url, stories)
    short, long = (costs[blocks]["TaskDuration"] for blocks in BLOCKS)
    _print(costs, long / short)
    RESULT.write_text(json.dumps({"ms_per_character": costs, "ratio": round(long / short, 2)}))
    if long / short > GOAL:
        sys.exit(f"bench: a long story costs more than {GOAL} times a short one")


def _seeded() -> dict[int, int]:
    """Return the number of a story for each number of blocks."""
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True)
    subprocess.run([sys.executable, "manage.py", "collectstatic", "-v0", "--noinput"], check=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    import django  # noqa: PLC0415 - the folder of the data is known only now

    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    name, password = LOGIN
    ada = get_user_model().objects.create_superuser(name, "ada@example.org", password)
    return {blocks: _story(blocks, ada) for blocks in BLOCKS}


def _story(blocks: int, ada: Any) -> int:
    """Write a story: of twenty blocks one is a photo, four are quotes, one opens a section."""
    from articles.actions.write_copy import create_article  # noqa: PLC0415
    from articles.rules.copy import ArticleCopy, Figure, Passage, Quote, Section  # noqa: PLC0415
    from tests.stories import a_photo  # noqa: PLC0415

    photo = a_photo()

    def block(place: int) -> Passage | Quote | Figure:
        if place % 20 == 10:
            return Figure("", photo, SENTENCE, "Jo Berg", "A crane")
        return Quote("", SENTENCE) if place % 5 == 4 else Passage("", f"<p>{SENTENCE * 6}</p>")

    parts = [
        Section("", f"Part {first}" if first else "", "", tuple(map(block, range(first, last))))
        for first in range(0, blocks, 20)
        for last in [min(first + 20, blocks)]
    ]
    copy = ArticleCopy(headline=f"A story of {blocks}", slug=f"s-{blocks}", sections=tuple(parts))
    return create_article(copy, by=ada).pk


def _measured(url: str, stories: dict[int, int]) -> dict[int, dict[str, float]]:
    """Return milliseconds for a character, by counter; of the quietest round: noise only adds."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the browser group

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = browser.new_context(viewport={"width": 1400, "height": 1000})
        _sign_in(context, url)
        desks = {blocks: _opened(context, url, number) for blocks, number in stories.items()}
        rounds = [{n: _typed(page, cdp) for n, (page, cdp) in desks.items()} for _ in range(ROUNDS)]
        browser.close()
    return {
        blocks: {name: round(min(one[blocks][name] for one in rounds[1:]), 3) for name in COUNTERS}
        for blocks in stories
    }


def _sign_in(context: Any, url: str) -> None:
    page = context.new_page()
    page.goto(f"{url}/admin/login/")
    page.fill("#id_username", LOGIN[0])
    page.fill("#id_password", LOGIN[1])
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")
    page.close()


def _opened(context: Any, url: str, number: int) -> tuple[Any, Any]:
    page = context.new_page()
    page.goto(f"{url}/admin/articles/article/{number}/change/")
    page.wait_for_selector(".desk-ready")
    page.locator(".tiptap > p").nth(2).click()
    page.keyboard.press("End")
    cdp = context.new_cdp_session(page)
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})  # CPU, not waiting
    return page, cdp


def _typed(page: Any, cdp: Any) -> dict[str, float]:
    """Type, and return the milliseconds of CPU that each character cost."""
    page.bring_to_front()
    page.wait_for_timeout(1500)  # what the former round set going is over
    before = _counters(cdp)
    page.keyboard.type((SENTENCE * 3)[:CHARACTERS], delay=8)
    after = _counters(cdp)
    return {name: (after[name] - before[name]) * 1000 / CHARACTERS for name in COUNTERS}


def _counters(cdp: Any) -> dict[str, float]:
    found = cdp.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in found if one["name"] in COUNTERS}


def _print(costs: dict[int, dict[str, float]], ratio: float) -> None:
    print(f"{'ms of a typed character':28}" + "".join(f"{n:>5} blocks" for n in costs))
    for name in COUNTERS:
        print(f"{name:28}" + "".join(f"{cost[name]:12.3f}" for cost in costs.values()))
    print(f"ratio {ratio:.2f} (goal: below {GOAL})")


if __name__ == "__main__":
    main()
