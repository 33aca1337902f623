"""What does schema.org call a story? See https://schema.org/NewsArticle.

Google asks for some of it: developers.google.com/search/docs/appearance/structured-data/article.
"""

from typing import Any

Json = dict[str, Any]
PIXELS = "E37"  # UN/CEFACT Recommendation 20; a bare number is no schema.org size


def news_article(detail: Json, canonical: str, site_name: str, site_url: str) -> Json:
    """Return the JSON-LD of an article, its quotes as Quotation with their speakers.

    A story without a byline is the newsroom's own; `image` has each photo once, the lead first.
    """
    blocks = [block for section in detail["sections"] for block in section["blocks"]]
    newsroom = {"@type": "NewsMediaOrganization", "name": site_name, "url": site_url}
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": canonical,
            "mainEntityOfPage": canonical,
            "headline": detail["title"],
            "description": detail["standfirst"],
            "inLanguage": detail["language"],
            "datePublished": detail["published_at"],
            "dateModified": detail["updated_at"],
            "wordCount": detail["word_count"],
            "articleSection": detail["category"]["name"],
            "keywords": [tag["name"] for tag in detail["tags"]],
            "author": [_author(name) for name in detail["byline"]] or [newsroom],
            "publisher": newsroom,
            "image": _images([detail["lead_photo"], *(block.get("photo") for block in blocks)]),
            "mentions": [_quotation(block) for block in blocks if block["type"] == "quote"],
            "correction": [
                {"@type": "CorrectionComment", "text": c["note"], "datePublished": c["at"]}
                for c in detail["corrections"]
            ],
        }
    )


def _without_empty(facts: Json) -> Json:
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}


def _author(name: Json) -> Json:
    return _without_empty({"@type": "Person", "name": name["name"], "jobTitle": name["role"]})


def _images(photos: list[Json | None]) -> list[Json]:
    shown: dict[str, Json] = {}
    for photo in photos:
        if photo and photo["url"]:
            shown.setdefault(photo["url"], _image(photo))
    return list(shown.values())


def _image(photo: Json) -> Json:
    return _without_empty(
        {
            "@type": "ImageObject",
            "url": photo["url"],
            "width": _pixels(photo["width"]),
            "height": _pixels(photo["height"]),
            "caption": photo["caption"],
            "creditText": photo["credit"],
        }
    )


def _pixels(count: int) -> Json:
    return {"@type": "QuantitativeValue", "value": count, "unitCode": PIXELS}


def _quotation(quote: Json) -> Json:
    speaker = quote["expert"] or {"name": quote["printed_name"], "kind": "person"}
    return _without_empty(
        {
            "@type": "Quotation",
            "text": quote["text"],
            "dateCreated": quote["said_on"],
            "spokenByCharacter": _speaker(speaker) if speaker["name"] else None,
        }
    )


def _speaker(speaker: Json) -> Json:
    is_person = speaker["kind"] == "person"
    return _without_empty(
        {
            "@type": "Person" if is_person else "Organization",
            "name": speaker["name"],
            "jobTitle": speaker.get("role") if is_person else None,
            "affiliation": (
                {"@type": "Organization", "name": speaker["organisation"]}
                if is_person and speaker.get("organisation")
                else None
            ),
        }
    )
