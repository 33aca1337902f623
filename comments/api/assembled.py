"""How do the texts of replies become an answer?"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from rest_framework.request import Request

from cms.kernel.answers import dumps
from cms.kernel.asked import Asked
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
    asked = Keyset(request, thread.ORDERINGS[name], of=f"story {story.article_id}")
    # One more of each than is shown, which tells whether there are more.
    walk = Walk(limit + 1, asked.position, asked.backwards)
    rows = thread.roots(story.article_id, name, walk, first=count and count + 1, deepest=depth)
    page = asked.page(rows, limit, lambda row: thread.place_of(row, name))
    head = {
        "count": story.comment_count,
        "after": cursor(story.article_id, Since(story.change)),
        "next": page.next,
        "previous": page.previous,
    }
    more = _onwards(request)
    return with_results(head, [_root(row, count, more) for row in page.rows])


def _root(row: Root, count: int, onwards: Callable[[Root, str], str]) -> bytes:
    read = row.replies[:count]
    address = b"null"
    if len(row.replies) > count if read else row.has_below:
        after = read[-1].path.decode() if read else ""
        address = b'"%b"' % onwards(row, after).encode()
    replies = _joined(read)
    return b'%b,"replies":[%b],"next_replies":%b}' % (row.item.text, replies, address)


def _onwards(request: Request) -> Callable[[Root, str], str]:
    """Return what says where the replies to a root begin, or go on after a path."""
    depth, cursor_of = _replies_asked(request.query_params.get("depth", ""))
    before, behind = _replies_path()
    before = f"{Asked.by(request).origin}{before}"

    def onwards(row: Root, after: str) -> str:
        made = cursor_of(_below(int(row.item.id)), [after]) if after else ""
        at = f"cursor={made.replace(':', '%3A')}" if made else ""
        query = f"{depth}&{at}" if depth and at else depth or at
        door = f"{before}{row.key.decode()}{behind}"
        return f"{door}?{query}" if query else door

    return onwards


@lru_cache(maxsize=64)
def _replies_asked(depth: str) -> tuple[str, Callable[[str, list[Any]], str]]:
    """Return how replies to a depth are asked for, and what makes their cursors."""
    query = QueryDict(f"depth={depth}" if depth else "")
    return query.urlencode(), cursors(thread.READING, query)


def _below(comment_id: int) -> str:
    """Return the name of the list of what stands below a reply."""
    return f"below {comment_id}"


@cache
def _replies_path() -> tuple[str, str]:
    before, behind = reverse("comment-replies", kwargs={"key": "-key-"}).split("-key-")
    return before, behind


def page_of_replies(request: Request, comment: Found) -> bytes:
    """Return the page that is asked for of what stands below a reply."""
    limit, deepest = limit_of(request), comment.depth + depth_of(request)
    asked = Keyset(request, thread.READING, of=_below(comment.id))
    walk = Walk(limit + 1, asked.position, asked.backwards)
    found = thread.replies(comment, walk, deepest=deepest)
    if asked.backwards:
        found.reverse()  # as walked
    page = asked.page(found, limit, lambda item: [item.path.decode()])
    head = {"next": page.next, "previous": page.previous}
    return with_results(head, [item.text + b"}" for item in page.rows if item.text])


def alone(comment: Found, story: bytes) -> bytes:
    """Return a reply with the story that it stands under, as JSON."""
    return b'%b,"article":%b}' % (comment.item.text, story)


def context(comment: Found, story: bytes) -> bytes:
    """Return a reply with what it answers, from the root down, its neighbours, and its story."""
    above, before, after = map(_joined, thread.around(comment, count=BESIDE))
    return b'{"ancestors":[%b],"comment":%b},"before":[%b],"after":[%b],"article":%b}' % (
        above,
        comment.item.text,
        before,
        after,
        story,
    )


def with_results(head: dict[str, Any], results: Iterable[bytes]) -> bytes:
    """Return the JSON of an answer from its head and the JSON of its items."""
    return b'%b,"results":[%b]}' % (dumps(head)[:-1], b",".join(results))


def _joined(items: Iterable[Item]) -> bytes:
    return b",".join([item.text + b"}" for item in items if item.text])
