"""How does a whole page come with one request? One article with the parts that are named."""

import json
from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request

from articles.api.public.picked import Picking
from articles.api.public.story_kept import remembered
from cms.kernel.answers import Answer, dumps, fingerprint
from cms.kernel.expanding import Part, part_of
from cms.kernel.memory import Kept


def expanded(request: Request, story: Kept, parts: Mapping[str, Part], picks: Picking) -> Answer:
    """Return the story with its parts, each in its place; it changes when one of them does."""
    slug, language = story.names
    names, query = {"slug": slug}, {"language": language}
    found = {name: part_of(request, part, names, query) for name, part in parts.items()}
    there = {name: answer for name, answer in found.items() if answer}
    tags = [f"{name}={_etag(answer)}" for name, answer in there.items()]
    state = ("expanded", story.etag, *tags, request.META.get("QUERY_STRING", ""))
    kept = remembered.get(state) or remembered.put(
        state,
        with_parts(json.loads(story.body), there, parts, picks),
        etag=fingerprint(repr(state).encode()),
    )
    edges = [story.edge, *(answer.edge for answer in there.values())]
    changes = [story.modified, *(answer.modified for answer in there.values())]
    return Answer(
        kept.body,
        kept.etag,
        modified=max(filter(None, changes), default=None),
        keys=_keys(story.keys, *(answer.keys for answer in there.values())),
        edge=min(filter(None, edges), default=None),
        coded=kept.coded,
    )


def _etag(answer: Answer) -> str:
    return answer.etag or fingerprint(answer.body)


def _keys(*said: Any) -> list[str]:
    each = (key for keys in said for key in (keys.split() if isinstance(keys, str) else keys))
    return list(dict.fromkeys(each))


def with_parts(
    article: dict[str, Any],
    there: Mapping[str, Answer],
    parts: Mapping[str, Part],
    picks: Picking,
) -> bytes:
    """Return the story's JSON: the bytes of the parts behind what is wanted of the story itself."""
    shown = picks.of(article) if picks.any else article
    plain = dumps({name: value for name, value in shown.items() if name not in there})[:-1]
    placed = [
        f'"{name}":'.encode() + parts[name].fit(article.get(name), answer.body)
        for name, answer in there.items()
    ]
    return (plain + b"," if len(plain) > 1 else plain) + b",".join(placed) + b"}"
