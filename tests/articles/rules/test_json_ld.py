"""Is what search engines read of a story what they ask for, and true?"""

from articles.rules.json_ld import news_article

PHOTO = {
    "url": "https://example.org/1.webp",
    "width": 40,
    "height": 30,
    "caption": "",
    "credit": "",
}


def told(**facts):
    detail = {
        "title": "Strike",
        "standfirst": "The port is silent.",
        "language": "en",
        "published_at": "2026-11-22T09:00:00.000Z",
        "updated_at": "2026-11-22T09:00:00.000Z",
        "word_count": 12,
        "category": {"slug": "city", "name": "City"},
        "tags": [],
        "byline": [],
        "lead_photo": None,
        "sections": [],
        "corrections": [],
    }
    page = "https://example.org/en/strike/"
    return news_article(detail | facts, page, "The Courier", "https://example.org")


def of_blocks(*blocks):
    return told(sections=[{"heading": "", "blocks": list(blocks)}])


def a_quote(**facts):
    nothing = {"expert": None, "printed_name": "", "said_on": None}
    return {"type": "quote", "text": "No."} | nothing | facts


def test_a_photo_is_as_large_as_its_pixels():
    [image] = told(lead_photo=PHOTO)["image"]

    assert image["width"] == {"@type": "QuantitativeValue", "value": 40, "unitCode": "E37"}
    assert image["height"]["value"] == 30
    assert not {"caption", "creditText"} & image.keys()


def test_every_photo_is_told_once_the_lead_first():
    second = {"type": "photo", "photo": PHOTO | {"url": "https://example.org/2.webp"}}
    again = {"type": "photo", "photo": PHOTO | {"caption": "Again."}}
    missing = {"type": "photo", "photo": None}
    empty = {"type": "photo", "photo": PHOTO | {"url": None}}

    story = told(
        lead_photo=PHOTO, sections=[{"heading": "", "blocks": [second, again, missing, empty]}]
    )

    assert [image["url"][-6:] for image in story["image"]] == ["1.webp", "2.webp"]
    assert "caption" not in story["image"][0]


def test_a_story_without_photos_says_nothing_of_them():
    assert "image" not in told()
    assert "image" not in told(lead_photo=PHOTO | {"url": None})


def test_a_story_that_nobody_signed_is_the_newsrooms():
    assert told()["author"] == [told()["publisher"]]
    signed = told(byline=[{"name": "Berit Holm", "slug": "berit-holm", "role": "Reporter"}])
    assert signed["author"] == [{"@type": "Person", "name": "Berit Holm", "jobTitle": "Reporter"}]


def test_who_speaks_is_a_person_an_organisation_or_a_name():
    rosa = {
        "name": "Rosa Lind",
        "role": "Economist",
        "organisation": "University",
        "kind": "person",
    }
    port = {"name": "The Port", "role": "Port", "organisation": "City", "kind": "organisation"}

    told_of = of_blocks(
        a_quote(expert=rosa, said_on="2026-11-20"),
        a_quote(expert=port),
        a_quote(printed_name="A passer-by"),
        a_quote(),
    )["mentions"]

    assert told_of == [
        {
            "@type": "Quotation",
            "text": "No.",
            "dateCreated": "2026-11-20",
            "spokenByCharacter": {
                "@type": "Person",
                "name": "Rosa Lind",
                "jobTitle": "Economist",
                "affiliation": {"@type": "Organization", "name": "University"},
            },
        },
        {
            "@type": "Quotation",
            "text": "No.",
            "spokenByCharacter": {"@type": "Organization", "name": "The Port"},
        },
        {
            "@type": "Quotation",
            "text": "No.",
            "spokenByCharacter": {"@type": "Person", "name": "A passer-by"},
        },
        {"@type": "Quotation", "text": "No."},
    ]
