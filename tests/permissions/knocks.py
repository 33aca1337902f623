"""How does one knock at each door for programs, and what is answered to somebody who may?

A door is called by its verb and its address as the documents have them; `(scheduled)` behind it
says in which state the story is, where that makes a difference.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from articles.models import Address, Article, DeskNote
from articles.queries.working_copy import load
from cms.kernel import clock
from comments.actions.decide import Judgement
from comments.actions.decide_many import decide_many
from comments.models import Comment, Decision
from tests.comments.conftest import judge
from tests.media.pictures import photo_bytes
from tests.permissions.addresses import below
from tests.permissions.newsroom import Newsroom

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ROOMS = {"editor": "editor", "moderation": "moderator", "preview": "preview"}  # to their scopes
LATER = "2099-12-24T00:00:00Z"
PLACES = {
    "<int:note>": "{note}",
    "<int:number>": "{n}",
    "<int:delivery>": "{delivery}",
    "<str:handle>": "{commenter}",
    "<str:kind>": "{list}",
}


def doors() -> Iterator[str]:
    """Return every door of editors', moderators' and previewers' programs, from the URL conf."""
    for path, pattern in below("api/v1/"):
        if path.split("/", maxsplit=1)[0] in ROOMS:
            door: Any = pattern.callback.cls  # type: ignore[attr-defined]
            yield from (f"{v} {_said(path)}" for v in VERBS if hasattr(door, v.lower()))


def _said(path: str) -> str:
    for place, name in PLACES.items():
        path = path.replace(place, name)
    path = re.sub(r"<int:pk>", "{id}", path)
    return re.sub(r"<\w+:(\w+)>", r"{\1}", path)


@dataclass
class Knock:
    """Whose story, reply or decision it is, and who knocks."""

    room: Newsroom
    user: Any
    whose: Any  # who wrote the story, or decided
    story: Article


Body = dict[str, Any] | Callable[[Knock], dict[str, Any]]


@dataclass(frozen=True)
class Door:
    """What is answered to somebody who may, what is sent, and what stands in the address."""

    status: int
    body: Body | None = None
    version: bool = False
    form: bool = False
    of: str = "story"  # what {id} names
    state: str = "draft"

    def asked(self, call: str, at: Knock) -> Callable[[APIClient], Any]:
        """Put what is asked together, and return what asks it as a client."""
        verb, path = call.partition(" (")[0].split(" ")
        body = self.body(at) if callable(self.body) else self.body
        facts: dict[str, Any] = {"HTTP_IF_MATCH": "*"} if self.version else {}
        if body is not None:
            facts |= {"data": body, "format": "multipart" if self.form else "json"}
        where = f"/api/v1/{self._filled(path, at)}"
        return lambda client: getattr(client, verb.lower())(where, **facts)

    def _filled(self, path: str, at: Knock) -> str:
        names = at.room.names | {"story": at.story.pk}
        for name, value in _NAMED.items():
            if f"{{{name}}}" in path:
                path = path.replace(f"{{{name}}}", str(value(at)))
        if "{id}" in path:
            path = path.replace("{id}", str(_OF.get(self.of, lambda _at: names[self.of])(at)))
        assert "{" not in path, path
        return path


def _decision(at: Knock) -> Decision:
    judge(at.room.names["reply"], "approve", at.whose)
    return Decision.objects.latest("pk")


def _batch(at: Knock) -> str:
    reply: Comment = at.room.names["reply"]
    judged = Judgement(reply.key, reply.version, "reject", reason="abuse")
    batch, _items = decide_many(judgements=[judged], by=at.whose, at=clock.now(), network="")
    return batch


def _former_address(at: Knock) -> Address:
    address: Address = Address.objects.create(
        article=at.story, slug="formerly", language="en", since=clock.now()
    )
    return address


_OF: dict[str, Callable[[Knock], Any]] = {"decision": lambda at: _decision(at).pk}
_NAMED: dict[str, Callable[[Knock], Any]] = {
    "note": lambda at: DeskNote.objects.get(article=at.story).pk,
    "n": lambda _at: 1,
    "address": lambda at: _former_address(at).pk,
    "delivery": lambda at: at.room.names["delivery"],
    "block": lambda at: load(at.story).sections[0].blocks[0].id,
    "token": lambda at: at.room.names["link"],
    "commenter": lambda at: at.room.names["reply"].key,
    "batch": _batch,
    "list": lambda _at: "blocked",
}


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("harbour.jpg", photo_bytes(width=64, height=48), "image/jpeg")


def _judgement(at: Knock) -> dict[str, Any]:
    reply: Comment = at.room.names["reply"]
    return {"comment": reply.key, "version": reply.version, "decision": "approve"}


STORY, WHO = "editor/articles/{id}/", "moderation/commenters/{commenter}/"
HOOK = "editor/webhooks/{id}/"
NOTE, WORDS = {"note": "A name."}, {"text": "Call again."}
PLURALS = {"author": "authors", "category": "categories", "tag": "tags"}
DOORS: dict[str, Door] = {
    "GET editor/articles/": Door(200),
    "POST editor/articles/": Door(201, {}),
    f"GET {STORY}": Door(200),
    f"PATCH {STORY}": Door(200, {"headline": "Another"}, version=True),
    f"DELETE {STORY}": Door(204, version=True),
    f"PATCH {STORY}blocks/{{block}}/": Door(200, {"html": "<p>Anew.</p>"}, version=True),
    f"POST {STORY}submission/": Door(200, {}),
    f"DELETE {STORY}submission/": Door(200, NOTE, state="submitted"),
    f"POST {STORY}publication/": Door(201, {}),
    f"POST {STORY}publication/ (for later)": Door(201, {"at": LATER}),
    f"DELETE {STORY}publication/ (scheduled)": Door(200, {}, state="scheduled"),
    f"DELETE {STORY}publication/ (live)": Door(200, {}, state="live"),
    f"POST {STORY}correction/": Door(201, NOTE, state="live"),
    f"GET {STORY}notes/": Door(200),
    f"POST {STORY}notes/": Door(201, WORDS),
    f"POST {STORY}notes/{{note}}/settlement/": Door(200, {}),
    f"DELETE {STORY}notes/{{note}}/settlement/": Door(200, {}),
    f"GET {STORY}discussion/": Door(200),
    f"PATCH {STORY}discussion/": Door(200, {"policy": "closed"}),
    f"POST {STORY}preview/": Door(201, {}),
    f"DELETE {STORY}preview/": Door(204),
    "GET preview/articles/{id}/": Door(200),
    f"GET {STORY}addresses/": Door(200),
    f"DELETE {STORY}addresses/{{address}}/": Door(204, state="live"),
    f"GET {STORY}timeline/": Door(200),
    f"GET {STORY}revisions/": Door(200),
    f"GET {STORY}revisions/{{n}}/": Door(200),
    f"GET {STORY}revisions/{{n}}/diff/": Door(200),
    f"POST {STORY}revisions/{{n}}/restoration/": Door(200, {}),
    "POST editor/imports/page/": Door(200, {"text": "The tide came over the wall\n\nIt did.\n"}),
    "GET editor/photos/": Door(200),
    "POST editor/photos/": Door(201, lambda _at: {"file": _file()}, form=True),
    "GET editor/photos/{id}/": Door(200, of="photo"),
    "PATCH editor/photos/{id}/": Door(200, {"alt": "Boats"}, of="photo", version=True),
    "PUT editor/photos/{id}/file/": Door(
        200, lambda _at: {"file": _file()}, form=True, of="photo", version=True
    ),
    "GET editor/experts/": Door(200),
    "POST editor/experts/": Door(201, {"name": "Nia Berg"}),
    "GET editor/experts/{id}/": Door(200, of="expert"),
    "PATCH editor/experts/{id}/": Door(200, {"role": "Skipper"}, of="expert", version=True),
    "DELETE editor/photos/{id}/": Door(204, of="unused photo", version=True),
    "DELETE editor/experts/{id}/": Door(204, of="another expert", version=True),
    "POST editor/experts/{id}/merge/": Door(
        200, lambda at: {"away": at.room.names["another expert"]}, of="expert"
    ),
    **{
        call: door
        for one, plural in PLURALS.items()
        for call, door in {
            f"GET editor/{plural}/": Door(200),
            f"POST editor/{plural}/": Door(201, {"name": "Quays"}),
            f"GET editor/{plural}/{{id}}/": Door(200, of=one),
            f"PATCH editor/{plural}/{{id}}/": Door(200, {"name": "Quays"}, of=one),
            f"DELETE editor/{plural}/{{id}}/": Door(204, of=f"unused {one}"),
        }.items()
    },
    "GET editor/webhooks/": Door(200),
    "POST editor/webhooks/": Door(
        201, {"name": "Search", "url": "https://93.184.215.14/", "event_types": ["*"]}
    ),
    f"GET {HOOK}": Door(200, of="webhook"),
    f"PATCH {HOOK}": Door(200, {"name": "Search"}, of="webhook"),
    f"DELETE {HOOK}": Door(204, of="webhook"),
    f"POST {HOOK}secrets/": Door(201, {}, of="webhook"),
    f"POST {HOOK}test/": Door(202, {}, of="webhook"),
    f"GET {HOOK}deliveries/": Door(200, of="webhook"),
    f"GET {HOOK}deliveries/{{delivery}}/": Door(200, of="webhook"),
    f"POST {HOOK}deliveries/{{delivery}}/redelivery/": Door(202, {}, of="webhook"),
    "GET moderation/queue/": Door(200),
    "POST moderation/claims/": Door(200, {}),
    "DELETE moderation/claims/": Door(204),
    "POST moderation/decisions/": Door(200, _judgement),
    "POST moderation/decisions/bulk/": Door(200, lambda at: {"decisions": [_judgement(at)]}),
    "DELETE moderation/decisions/batches/{batch}/": Door(200),
    "GET moderation/decisions/{id}/": Door(200, of="decision"),
    "DELETE moderation/decisions/{id}/": Door(200, of="decision"),
    f"GET {WHO}": Door(200),
    f"POST {WHO}notes/": Door(201, WORDS),
    f"POST {WHO}warnings/": Door(201, WORDS),
    f"POST {WHO}premoderation/": Door(200, {"until": LATER}),
    f"DELETE {WHO}premoderation/": Door(200),
    f"POST {WHO}bans/": Door(201, {"by": "identity", "reason": "abuse"}),
    f"DELETE {WHO}bans/{{id}}/": Door(204, of="ban"),
    f"POST {WHO}rejections/": Door(200, {"count": 1, "reason": "abuse"}),
    "GET moderation/rules/": Door(200),
    "GET moderation/rules/{list}/": Door(200),
    "PUT moderation/rules/{list}/": Door(200, {"text": "swindle\n", "version": 0}),
    "PATCH moderation/rules/{list}/": Door(200, {"add": ["swindle"], "version": 0}),
    "POST moderation/rules/try/": Door(200, WORDS),
    "GET moderation/stats/": Door(200),
    "GET moderation/log/": Door(200),
}
NOTED = ("kernel_apitoken", "comments_networksalt")  # a token's last use, the salt of the day
OPEN = {"GET preview/{token}/"}  # to everybody who has the link


def scope_of(call: str) -> str:
    """Return the scope that a door takes."""
    return ROOMS[call.split(" ")[1].split("/", maxsplit=1)[0]]


def refused_inside(answer: Any) -> bool:
    """Return whether what was asked for many was refused of each alone."""
    told = json.loads(answer.content or b"{}")
    rows = told.get("results", []) if "batch" in told else []
    return bool(rows) and all(row["status"] == "forbidden" for row in rows)


def plain(answer: Any) -> str:
    """Return an answer for people."""
    return f"{answer.status_code} {answer.content[:300].decode(errors='replace')}"


def writes(queries: list[dict[str, str]]) -> list[str]:
    """Return the statements that changed something but what is noted of every caller."""
    said = [query["sql"] for query in queries]
    return [
        sql
        for sql in said
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"))
        and not any(table in sql for table in NOTED)
    ]
