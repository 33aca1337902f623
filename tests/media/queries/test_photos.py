"""What may the public know of a photo?"""

import json

import pytest

from media.actions.take_in import take_in
from media.api.shapes import CropShape, PhotoShape
from media.models.stores import uploads
from media.queries.photos import photo_crops, photo_facts
from tests.media.pictures import opened, photo_bytes


@pytest.fixture
def archive_of_three(harbour, ada):
    others = [
        take_in(data=photo_bytes(form, 330, 200), name=f"SECRET-{form}", by=ada)
        for form in ("GIF", "AVIF")
    ]
    return [harbour, *others]


def test_the_public_shape_of_a_photo_is_complete(harbour):
    facts = photo_facts([harbour.pk])[harbour.pk]

    assert {key: value for key, value in facts.items() if key not in {"renditions", "url"}} == {
        "id": harbour.pk,
        "alt": "Four coloured quarters",
        "caption": "The harbour at dawn",
        "credit": "Ada / Courier",
        "width": 800,
        "height": 600,
        "focal_point": {"x": 0.5, "y": 0.5},
        "blurhash": harbour.blurhash,
        "dominant_colour": harbour.dominant_colour,
    }
    kinds = [(one["format"], one["width"]) for one in facts["renditions"]]
    widths = (320, 480, 640, 800)
    assert kinds == [(form, width) for form in ("avif", "jpeg", "webp") for width in widths]


def test_addresses_are_absolute_and_lead_to_the_files(harbour, settings):
    facts = photo_facts([harbour.pk])[harbour.pk]

    for one in facts["renditions"]:
        address = f"{settings.SITE_URL}/uploads/"
        assert one["url"].startswith(address)
        with uploads().open(one["url"].removeprefix(address)) as file:
            picture = opened(file.read())
        assert (picture.format.lower(), *picture.size) == (
            one["format"],
            one["width"],
            one["height"],
        )
    own = [one["url"] for one in facts["renditions"] if one["format"] == "jpeg"]
    assert facts["url"] == own[-1]


def test_a_store_with_its_own_addresses_keeps_them(harbour, settings):
    elsewhere = {"base_url": "https://cdn.newsroom.test/"}
    default = settings.STORAGES["default"]
    settings.STORAGES = settings.STORAGES | {"default": default | {"OPTIONS": elsewhere}}

    facts = photo_facts([harbour.pk])[harbour.pk]

    assert facts["url"].startswith("https://cdn.newsroom.test/photos/")


def test_nothing_private_is_in_the_public_shape(archive_of_three, ada):
    told = json.dumps(photo_facts([photo.pk for photo in archive_of_three]))

    for photo in archive_of_three:
        assert photo.sha256[:12] not in told
        assert str(photo.original) not in told
    assert "SECRET" not in told
    assert "ada@" not in told


def test_any_number_of_photos_costs_two_queries(archive_of_three, django_assert_num_queries):
    ids = [photo.pk for photo in archive_of_three]

    with django_assert_num_queries(2):
        one = photo_facts(ids[:1])
    with django_assert_num_queries(2):
        three = photo_facts(ids)
    with django_assert_num_queries(0):
        none = photo_facts([])

    assert (len(one), len(three), none) == (1, 3, {})
    assert three[ids[0]] == one[ids[0]]


def test_an_unknown_photo_is_left_out(harbour):
    assert list(photo_facts([harbour.pk, 10**12])) == [harbour.pk]


def test_a_photo_not_rendered_yet_has_no_address(harbour):
    harbour.renditions.all().delete()

    facts = photo_facts([harbour.pk])[harbour.pk]

    assert (facts["url"], facts["renditions"]) == ("", [])


def test_crops_are_told_apart_in_one_query(archive_of_three, django_assert_num_queries):
    ids = [photo.pk for photo in archive_of_three]

    with django_assert_num_queries(1):
        crops = photo_crops(ids)

    shapes = {one["crop"]: one["width"] / one["height"] for one in crops[ids[0]]}
    assert shapes["1x1"] == 1
    assert abs(shapes["16x9"] - 16 / 9) < 0.02
    assert abs(shapes["4x3"] - 4 / 3) < 0.02


def test_the_described_shape_is_the_shape(archive_of_three):
    for photo in archive_of_three:
        facts = photo_facts([photo.pk])[photo.pk]
        described = PhotoShape(facts).data
        assert json.loads(json.dumps(described)) == facts
        assert set(PhotoShape().fields) == set(facts)
        crops = photo_crops([photo.pk])[photo.pk]
        assert [dict(one) for one in CropShape(crops, many=True).data] == crops
