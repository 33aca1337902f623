"""The newsroom expects that everybody can work here: WCAG 2.2 A and AA, as far as axe can tell."""

from typing import Any

import pytest

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
PAGES = {
    "the first page": "/admin/",
    "the list of stories": "/admin/articles/article/",
    "an empty desk": "/admin/articles/article/add/",
    "a live story at the desk": "/admin/articles/article/{story}/change/",
    "the history of a story": "/admin/articles/article/{story}/history/",
    "the readers of a story": "/admin/articles/article/{story}/numbers/",
    "the board": "/admin/articles/article/now/",
    "the weights": "/admin/articles/article/weights/?views=1&shares=2&comments=3",
    "the library": "/admin/media/photo/",
    "a photo": "/admin/media/photo/{photo}/change/",
    "the replies": "/admin/comments/comment/",
}


def flaws(page: Any) -> list[str]:
    """Return what axe finds on the page as it is: rule, and the elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no browser group")
    found = axe.Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", PAGES)
def test_nobody_is_kept_out(desk, live_server, strike_story, which, scheme):
    desk.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    path = PAGES[which].format(story=strike_story.pk, photo=strike_story.lead_photo_id)

    desk.goto(f"{live_server.url}{path}")
    desk.wait_for_load_state("networkidle")

    found = flaws(desk)
    assert not found, "\n".join(found)
