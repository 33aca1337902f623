"""The newsroom expects that photos are found, cut and replaced where one sees what one does."""

import json
import random
from typing import Any

import pytest

from articles.queries.live import story
from articles.queries.working_copy import load
from cms.kernel import clock as newsroom_clock
from media.models import Photo
from media.rules.crops import CROPS, crop_box
from tests.media.pictures import photo_bytes
from tests.stories import a_photo

ARCHIVE = "/admin/media/photo/"
BOXES = """Object.fromEntries([...document.querySelectorAll('[data-crop]')].map(
  (frame) => [frame.dataset.crop, frame.dataset.box]))"""


def _page_of(desk: Any, live_server: Any, photo: Photo) -> None:
    desk.goto(f"{live_server.url}{ARCHIVE}{photo.pk}/change/")
    desk.wait_for_selector(".photo-ready")


def _point(desk: Any) -> tuple[float, float]:
    return float(desk.input_value("#id_focal_x")), float(desk.input_value("#id_focal_y"))


def _boxes(photo: Photo, point: tuple[float, float]) -> dict[str, str]:
    """Return what the server would cut, as the page writes it."""
    boxes = {name: crop_box(photo.width, photo.height, r, point) for name, r in CROPS.items()}
    return {name: f"{b.left} {b.top} {b.width} {b.height}" for name, b in boxes.items()}


@pytest.mark.django_db(transaction=True)
def test_the_browser_cuts_as_the_server_does(desk, live_server):
    chance = random.Random(9)  # noqa: S311 - the same points every time
    _page_of(desk, live_server, Photo.objects.get(pk=a_photo()))
    asked = []
    for _turn in range(400):
        size = (chance.randint(1, 9000), chance.randint(1, 9000))
        point = (round(chance.random(), 3), chance.choice([0, 0.5, 1, round(chance.random(), 3)]))
        asked += [(size, ratio, point) for ratio in CROPS.values()]

    script = """async (asked) => {
      const { cropBox } = await import("newsroom/media/crop_box")
      return asked.map(([[width, height], ratio, point]) => {
        const box = cropBox(width, height, ratio, point)
        return [box.left, box.top, box.width, box.height]
      })
    }"""
    cut = desk.evaluate(script, asked)

    boxes = [crop_box(*size, ratio, point) for size, ratio, point in asked]
    assert cut == [[b.left, b.top, b.width, b.height] for b in boxes]


@pytest.mark.django_db(transaction=True)
def test_a_click_and_the_keys_move_the_focal_point_and_the_crops_follow(desk, live_server):
    photo = Photo.objects.get(pk=a_photo(size=(800, 400)))
    _page_of(desk, live_server, photo)
    assert desk.evaluate(BOXES) == _boxes(photo, (0.5, 0.5))

    stage = desk.locator("[data-stage]").bounding_box()
    desk.mouse.click(stage["x"] + stage["width"] * 0.2, stage["y"] + stage["height"] * 0.7)
    clicked = _point(desk)
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Shift+ArrowUp")
    moved = _point(desk)
    desk.focus("#id_focal_x")
    desk.keyboard.press("Shift+ArrowRight")

    point = _point(desk)
    assert clicked == pytest.approx((0.2, 0.7), abs=0.01)
    assert moved == pytest.approx((clicked[0] + 0.01, clicked[1] - 0.1))
    assert point == pytest.approx((moved[0] + 0.1, moved[1]))
    assert desk.evaluate(BOXES) == _boxes(photo, point)
    desk.wait_for_selector(".photo-told:has-text('% from the left')")


@pytest.mark.django_db(transaction=True)
def test_the_point_is_dragged_and_kept(desk, live_server):
    photo = Photo.objects.get(pk=a_photo(size=(800, 400)))
    _page_of(desk, live_server, photo)

    stage = desk.locator("[data-stage]").bounding_box()
    desk.hover("[data-mark]")
    desk.mouse.down()
    desk.mouse.move(stage["x"] - 50, stage["y"] + stage["height"] * 0.25)
    desk.mouse.up()
    point = _point(desk)
    with desk.expect_navigation():
        desk.click("[name=_continue]")

    photo.refresh_from_db()
    assert point == pytest.approx((0, 0.25), abs=0.01)
    assert (photo.focal_x, photo.focal_y) == pytest.approx(point)


@pytest.mark.django_db(transaction=True)
def test_a_file_is_replaced_and_live_readers_get_the_new_one(desk, live_server, strike_story):
    photo = Photo.objects.get(pk=strike_story.lead_photo_id)
    _page_of(desk, live_server, photo)
    desk.click(".photo-used >> text=Replace the file")
    desk.set_input_files(
        "#id_file",
        {
            "name": "new.jpg",
            "mimeType": "image/jpeg",
            "buffer": photo_bytes(width=640, height=900),
        },
    )
    desk.wait_for_selector("text=640 × 900")
    assert desk.is_visible(".photo-used >> text=Dockers strike")

    with desk.expect_navigation():
        desk.click("text=Replace it everywhere")

    shown = story("dockers-strike", None, newsroom_clock.now())
    lead = json.loads(bytes(shown.detail) + b"}}")["lead_photo"]
    files = {str(row.file) for row in photo.renditions.filter(crop="")}
    assert (lead["id"], lead["width"], lead["height"]) == (photo.pk, 640, 900)
    assert {r["url"].split("/uploads/")[1] for r in lead["renditions"]} == files


@pytest.mark.django_db(transaction=True)
def test_the_grid_is_walked_and_picked_from_by_keyboard(desk, live_server):
    photos = [a_photo(f"#{number}{number}8800") for number in range(6)][::-1]
    desk.goto(f"{live_server.url}{ARCHIVE}")
    desk.focus(".photo-open >> nth=0")

    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Space")
    desk.keyboard.press("End")
    desk.keyboard.press("Space")

    desk.wait_for_selector(".action-counter:has-text('2 of 6 selected')")
    picked = (
        "[...document.querySelectorAll('.action-select:checked')].map(box => Number(box.value))"
    )
    assert desk.evaluate(picked) == [photos[1], photos[5]]
    desk.keyboard.press("Home")
    desk.keyboard.press("ArrowDown")
    below = int(desk.evaluate("document.activeElement.dataset.photo"))
    assert below != photos[0]
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert desk.url.split("?")[0].endswith(f"{ARCHIVE}{below}/change/")


def _open_archive(desk: Any, live_server: Any, story_id: int) -> None:
    desk.goto(f"{live_server.url}/admin/articles/article/{story_id}/change/")
    desk.wait_for_selector(".desk-ready")
    desk.click("[data-name=storyPhoto]")
    desk.wait_for_selector(".desk-library button")


@pytest.mark.django_db(transaction=True)
def test_escape_leaves_the_archive_and_the_focus_returns(desk, live_server, draft_story):
    _open_archive(desk, live_server, draft_story.pk)

    desk.keyboard.press("ArrowDown")
    assert desk.evaluate("document.activeElement.dataset.photo")
    desk.keyboard.press("Escape")

    desk.wait_for_selector(".desk-photos", state="detached")
    assert desk.evaluate("document.activeElement !== document.body")


@pytest.mark.django_db(transaction=True)
def test_missing_words_are_asked_for_where_the_photo_is_used(desk, live_server, draft_story):
    bare = a_photo("#aa0000")
    Photo.objects.filter(pk=bare).update(alt="", credit="")
    _open_archive(desk, live_server, draft_story.pk)

    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#desk-check-credit:focus")
    assert desk.locator(".desk-check p.desk-asks:visible").count() == 2
    desk.keyboard.type("Ada")
    desk.fill("#desk-check-alt", "A red field")
    assert desk.locator(".desk-check p.desk-asks:visible").count() == 0
    desk.click(".desk-check [type=submit]")
    with desk.expect_navigation():
        desk.click("[name=_save]")

    figures = [block for block in load(draft_story).blocks() if getattr(block, "photo", 0) == bare]
    assert [(figure.credit, figure.alt) for figure in figures] == [("Ada", "A red field")]
    assert Photo.objects.get(pk=bare).alt == ""


@pytest.mark.django_db(transaction=True)
def test_several_files_come_in_at_once_each_with_its_fate(desk, live_server, draft_story):
    _open_archive(desk, live_server, draft_story.pk)
    files = [
        ("a.jpg", photo_bytes(width=300, height=200)),
        ("no.jpg", b"<svg/>"),
        ("b.jpg", photo_bytes(width=310, height=200)),
    ]

    desk.set_input_files(
        ".desk-photos input[type=file]",
        [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in files],
    )

    desk.wait_for_selector(".desk-uploads li:has-text('b.jpg: taken in')")
    fates = desk.locator(".desk-uploads li").all_inner_texts()
    assert fates[1].startswith("no.jpg: Only JPEG")
    assert Photo.objects.count() == 3
    shown = (
        "[...document.querySelectorAll('.desk-library button')].map(b => Number(b.dataset.photo))"
    )
    new = list(Photo.objects.filter(width__in=(300, 310)).order_by("width"))
    assert desk.evaluate(shown)[:2] == [photo.pk for photo in new]


@pytest.mark.django_db(transaction=True)
def test_another_photo_brings_its_own_words_but_a_caption_of_ours_stays(
    desk, live_server, draft_story
):
    other = a_photo("#aa0000")
    Photo.objects.filter(pk=other).update(caption="A field", credit="Mo", alt="A red field")
    desk.goto(f"{live_server.url}/admin/articles/article/{draft_story.pk}/change/")
    desk.wait_for_selector(".desk-ready")

    desk.hover(".desk-lead .desk-frame")
    desk.click(".desk-lead .desk-frame-buttons button >> nth=0")
    desk.click(f".desk-library button[data-photo='{other}']")
    desk.wait_for_selector(".desk-check")

    words = [desk.input_value(f"#desk-check-{name}") for name in ("caption", "credit", "alt")]
    assert words == ["The crane at dawn.", "Mo", "A red field"]
