"""What is told outside, of which types, and who wants to hear it?"""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

TYPES = (
    "article.published",
    "article.updated",
    "article.corrected",
    "article.withdrawn",
    "article.moved",
    "comment.created",
    "comment.approved",
    "comment.rejected",
    "comment.removed",
    "photo.updated",
)
TEST = "webhook.test"
ALL = "*"
PATTERNS = (ALL, *(f"{thing}.*" for thing in ("article", "comment", "photo")), *TYPES)
LARGEST = 20_000  # bytes of a body (Standard Webhooks, "payload size")


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: its type, what it is about, and what is said of it.

    News of one subject ("article-7") are told in order. `language` and `category` (a slug) are
    what webhooks may be choosy about; "" where it has none.
    """

    type: str
    subject: str
    data: dict[str, Any]
    language: str = ""
    category: str = ""


# The news that an announcement holds: of its subject and its facts, told at a moment.
Tell = Callable[[str, dict[str, Any], datetime], Iterable[News]]


class TooLarge(ValueError):
    """A body is larger than anybody has to take."""


def wants(patterns: Collection[str], type_: str) -> bool:
    """Return whether somebody who asked for these hears of the type; a test is always heard."""
    thing, _dot, _what = type_.partition(".")
    return type_ == TEST or bool({type_, ALL, f"{thing}.*"} & set(patterns))


def is_heard(news: News, *, patterns: Collection[str], languages: Collection[str],
             categories: Collection[str]) -> bool:  # fmt: skip
    """Return whether the news is for somebody so choosy; who names no language takes all.

    What has no language or category of its own is kept from nobody for that.
    """
    return (
        wants(patterns, news.type)
        and (not (languages and news.language) or news.language in languages)
        and (not (categories and news.category) or news.category in categories)
    )


def body_of(news: News, timestamp: str) -> str:
    """Return the JSON that is sent; every try sends the same. Raises TooLarge."""
    said = {"type": news.type, "timestamp": timestamp, "data": news.data}
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    if len(body.encode()) > LARGEST:
        raise TooLarge(news.type)
    return body
