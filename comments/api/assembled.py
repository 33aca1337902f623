"""How do the texts of replies become an answer?"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from rest_framework.request import Request

from articles.queries.live import aware
from cms.kernel.answers import dumps
from cms.kernel.paging import Keyset, cursors
from cms.kernel.params import bad_parameter, whole_number
from comments.api.moments import cursor
from comments.queries import thread
from comments.queries.changes import Since
from comments.queries.items import Item
from comments.queries.story import Story
from comments.queries.thread import Found, Root, Walk
from comments.rules.tree import DEEPEST

BESIDE = 3


def limit_of(request: Request) -> int:
    """Return how many are asked for."""
    return whole_number(request.query_params, "limit", 20, least=1, most=100)


def depth_of(request: Request) -> int:
    """Return how many levels of replies are asked for."""
    return whole_number(request.query_params, "depth", DEEPEST, least=1, most=DEEPEST)


def page_of_roots(request: Request, story: Story) -> bytes:
    """Return the page of roots that is asked for, each with its first replies."""
    query = request.query_params
    name = query.get("ordering", "newest")
    if name not in thread.ORDERINGS:
        raise bad_parameter("ordering", "unknown_ordering", ", ".join(thread.ORDERINGS))
    count = whole_number(query, "replies", 3, least=0, most=20)
    limit, depth = limit_of(request), depth_of(request)
    asked = Keyset(request, thread.ORDERINGS[name])
    # One more of each than is shown, which tells whether there are more.
    walk = Walk(limit + 1, asked.position, asked.backwards)
    rows = thread.roots(story.article_id, name, walk, first=count and count + 1, deepest=depth)
    page = asked.page(rows, limit, _place_of)
    head = {
        "count": story.comment_count,
        "after": cursor(story.article_id, Since(story.change)),
        "next": page.next,
        "previous": page.previous,
    }
    more = _onwards(request)
    return with_results(head, [_root(row, count, more) for row in page.rows])


def _place_of(row: Root) -> list[Any]:
    return [aware(row.sort) if isinstance(row.sort, datetime) else row.sort, row.id]


def _root(row: Root, count: int, onwards: Callable[[str, str], str]) -> str:
    read = row.replies[:count]
    more = len(row.replies) > count if read else row.has_below
    after = read[-1].path if read else ""
    address = f'"{onwards(row.key, after)}"' if more else "null"
    return f'{row.item.text},"replies":[{_joined(read)}],"next_replies":{address}}}'


def _onwards(request: Request) -> Callable[[str, str], str]:
    """Return what says where the replies to a root begin, or go on after a path."""
    query = QueryDict(mutable=True)
    if "depth" in request.query_params:
        query["depth"] = request.query_params["depth"]
    cursor_of, depth = cursors(thread.READING, query), query.urlencode()
    address = request.build_absolute_uri(reverse("comment-replies", kwargs={"key": "-key-"}))
    before, behind = address.rsplit("-key-", 1)

    def onwards(key: str, after: str) -> str:
        at = f"cursor={cursor_of([after]).replace(':', '%3A')}" if after else ""
        asked = "&".join(filter(None, (depth, at)))
        return f"{before}{key}{behind}{asked and '?' + asked}"

    return onwards


def page_of_replies(request: Request, comment: Found) -> bytes:
    """Return the page that is asked for of what stands below a reply."""
    limit, deepest = limit_of(request), comment.depth + depth_of(request)
    asked = Keyset(request, thread.READING)
    walk = Walk(limit + 1, asked.position, asked.backwards)
    found = thread.replies(comment, walk, deepest=deepest)
    if asked.backwards:
        found.reverse()  # as walked
    page = asked.page(found, limit, lambda item: [item.path])
    head = {"next": page.next, "previous": page.previous}
    return with_results(head, [item.text + "}" for item in page.rows])


def context(comment: Found) -> bytes:
    """Return a reply with what it answers, from the root down, and its neighbours."""
    above, before, after = map(_joined, thread.around(comment, count=BESIDE))
    own = comment.item.text + "}"
    return (
        f'{{"ancestors":[{above}],"comment":{own},"before":[{before}],"after":[{after}]}}'.encode()
    )


def with_results(head: dict[str, Any], results: Iterable[str]) -> bytes:
    """Return the JSON of an answer from its head and the JSON of its items."""
    return dumps(head)[:-1] + f',"results":[{",".join(results)}]}}'.encode()


def _joined(items: Iterable[Item]) -> str:
    return ",".join([item.text + "}" for item in items])
