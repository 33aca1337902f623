"""What does schema.org call a story? See https://schema.org/NewsArticle."""

from typing import Any

Json = dict[str, Any]


def news_article(detail: Json, canonical: str, site_name: str, site_url: str) -> Json:
    """Return the JSON-LD of an article, its quotes as Quotation with their speakers."""
    quotes = [
        block
        for section in detail["sections"]
        for block in section["blocks"]
        if block["type"] == "quote"
    ]
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
            "author": [{"@type": "Person", "name": name["name"]} for name in detail["byline"]],
            "publisher": {"@type": "NewsMediaOrganization", "name": site_name, "url": site_url},
            "image": _image(detail["lead_photo"]),
            "mentions": [_quotation(quote) for quote in quotes],
            "correction": [
                {"@type": "CorrectionComment", "text": c["note"], "datePublished": c["at"]}
                for c in detail["corrections"]
            ],
        }
    )


def _without_empty(facts: Json) -> Json:
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}


def _image(photo: Json | None) -> Json | None:
    if not photo or not photo["url"]:
        return None
    return _without_empty(
        {
            "@type": "ImageObject",
            "url": photo["url"],
            "width": photo["width"],
            "height": photo["height"],
            "caption": photo["caption"],
            "creditText": photo["credit"],
        }
    )


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
