"""Which calls are measured, and what is the right answer to each?"""

import json
import secrets
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

API = "/api/v1"
WHOLE = "expand=comments,related,most_popular"
STORIES = 200  # that the requests for one story are spread over


@dataclass(frozen=True)
class Request:
    """One request as it is sent."""

    path: str
    method: str = "GET"
    etag: str = ""
    body: str = ""

    def line(self) -> str:
        """Return the request as requests.lua reads it."""
        return f"{self.method}\t{self.path}\t{self.etag}\t{self.body}"


@dataclass(frozen=True)
class Call:
    """One row of the table: requests of one kind, and the status that is right."""

    name: str
    server: str  # which of the running servers answers
    requests: list[Request]
    right: int = 200


class WrongAnswer(Exception):
    """A call is not answered as it should be, so there is nothing to measure."""


def floors() -> list[Call]:
    """Return the calls of Django views that do nothing."""
    return [
        Call("empty view, no middleware", "bare", [Request("/")]),
        Call("empty view, default middleware", "default", [Request("/")]),
    ]


def newsroom(url: str) -> list[Call]:
    """Return the calls of the newsroom at the address, made from what it holds.

    Raises WrongAnswer when it does not hold enough.
    """
    # The newest stories are those that readers reply to.
    stories = pages(url, "articles/", language="en", page_size="100")[:STORIES]
    paths = [f"{API}/articles/{story['slug']}/" for story in stories]
    return [
        Call("article detail", "newsroom", [Request(path) for path in paths]),
        Call("its 304", "newsroom", _known(url, paths), 304),
        Call("whole page, expanded", "newsroom", [Request(f"{path}?{WHOLE}") for path in paths]),
        Call("list of 20", "newsroom", [Request(f"{API}/articles/")]),
        Call("list by tag, page 3", "newsroom", [_third_page_of_a_tag(url)]),
        Call("search", "newsroom", _searches(stories)),
        Call("search, another each time", "newsroom", _new_searches(stories)),
        *comments(url, paths),
        Call("tell of a view", "newsroom", [_view(path) for path in paths], 204),
        Call("post a comment", "newsroom", [_reply(path) for path in paths], 202),
        Call("most popular", "newsroom", [Request(f"{API}/most-popular/")]),
    ]


def comments(url: str, paths: list[str]) -> list[Call]:
    """Return the calls about the replies to the stories; "forgetful" keeps no page in memory."""
    lists = [f"{path}comments/" for path in paths]
    since = [
        f"{path}comments/since/?after={_body(url, f'{path}comments/')['after']}" for path in paths
    ]
    answered = [_body(url, path)["results"] for path in lists[:50]]
    first = [rows[0]["id"] for rows in answered if rows]
    slugs = ",".join(path.split("/")[-2] for path in paths[:100])
    one = [f"{API}/comments/{key}/" for key in first]
    return [
        Call("comments page", "newsroom", [Request(path) for path in lists]),
        Call("comments page, just changed", "forgetful", [Request(path) for path in lists]),
        Call("comments page, 304", "newsroom", _known(url, lists), 304),
        Call("since, 304", "newsroom", _known(url, since), 304),
        Call("since, nothing new", "newsroom", [Request(path) for path in since]),
        Call("a reply", "forgetful", [Request(path) for path in one]),
        Call("its replies", "forgetful", [Request(f"{path}replies/") for path in one]),
        Call("its context", "forgetful", [Request(f"{path}context/") for path in one]),
        Call("counts of 100", "newsroom", [Request(f"{API}/comments/counts/?articles={slugs}")]),
    ]


def _known(url: str, paths: list[str]) -> list[Request]:
    return [Request(path, etag=_etag(url, path)) for path in paths]


def _body(url: str, path: str) -> Any:
    return json.loads(ask(url, Request(path))[2])


def pages(url: str, of: str, **params: str) -> list[dict[str, Any]]:
    """Return the rows on the first three pages of a list."""
    rows: list[dict[str, Any]] = []
    for page in ("1", "2", "3"):
        path = f"{API}/{of}?{urlencode(params | {'page': page})}"
        body = json.loads(ask(url, Request(path))[2])
        rows += body["results"]
        if not body["next"]:
            break
    return rows


def _third_page_of_a_tag(url: str) -> Request:
    tags = pages(url, "tags/", page_size="100")
    tag = max(tags, key=lambda row: row["article_count"])
    return Request(f"{API}/articles/?tag={tag['slug']}&page=3")


def _searches(stories: list[dict[str, Any]]) -> list[Request]:
    """Ask for a few words that many stories hold."""
    words = sorted({word for story in stories for word in story["title"].lower().split()})
    return [Request(f"{API}/search/?{urlencode({'q': word})}") for word in words[:20]]


def _new_searches(stories: list[dict[str, Any]]) -> list[Request]:
    """Ask for pairs of words: more than any process keeps answers of."""
    words = sorted({word for story in stories for word in story["title"].lower().split()})
    pairs = [f"{one} {other}" for one in words for other in words if one < other]
    return [Request(f"{API}/search/?{urlencode({'q': pair})}") for pair in pairs[:4000]]


def _etag(url: str, path: str) -> str:
    return ask(url, Request(path))[1]


def _reply(path: str) -> Request:
    sent = {"text": "The ferry was late again, said @@.", "author": {"name": "Rhea"}}
    return Request(f"{path}comments/", "POST", body=json.dumps(sent))


def _view(path: str) -> Request:
    return Request(f"{path}views/", "POST", body="seen")


def demand_right_answers(url: str, call: Call) -> int:
    """Send some of the requests once; return the length of the last answer in bytes.

    Raises WrongAnswer when one of them has another status: errors are quick, and measure nothing.
    """
    size = 0
    for request in call.requests[:5]:
        status, _etag, body = ask(url, request)
        if status != call.right:
            raise WrongAnswer(f"{call.name}: {request.path} is {status}: {body[:200]!r}")
        size = len(body)
    return size


def ask(url: str, request: Request) -> tuple[int, str, bytes]:
    """Return the status, the ETag and the body of an answer."""
    headers = {"If-None-Match": request.etag} if request.etag else {}
    if request.body:
        headers["Content-Type"] = "application/json"
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    body = request.body.replace("@@", secrets.token_hex(4))
    connection.request(request.method, request.path, body or None, headers)
    answer = connection.getresponse()
    found = answer.status, answer.headers.get("ETag", ""), answer.read()
    connection.close()
    return found
