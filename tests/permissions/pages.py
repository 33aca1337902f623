"""Which pages has the admin, and what is answered there to each of the newsroom?

Pages that every model has are told by model; the others by verb and address below /admin/.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from articles.models import DeskNote
from tests.permissions.addresses import below
from tests.permissions.newsroom import ADMINISTRATOR, NOBODY, ROLES, Newsroom

OF_A_MODEL = re.compile(r"_(changelist|add|history|delete|change)$")
# Django's own, which every member of the newsroom may see.
OF_THE_SITE = frozenset(
    {
        "index", "login", "logout", "password_change", "password_change_done", "autocomplete",
        "jsi18n", "view_on_site", "app_list", None,
    }
)  # fmt: skip
STAFF = (*ROLES, ADMINISTRATOR)
NO_DOOR, NOT_HERE = 405, frozenset({401, 403})


def models() -> list[str]:
    """Return the models that have pages, as app.model."""
    return sorted(model._meta.label_lower for model in admin.site._registry)


def pages() -> Iterator[str]:
    """Return the addresses of the other pages, below /admin/."""
    for path, pattern in below("admin/"):
        if pattern.name not in OF_THE_SITE and not OF_A_MODEL.search(pattern.name or ""):
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)


def filled(path: str, room: Newsroom) -> str:
    """Return an address at which something stands."""
    story, photo = room.stories["draft"].pk, room.names["photo"]
    places = {
        "article_id": story,
        "id": room.people[NOBODY].pk,
        "key": room.names["reply"].key,
        "kind": "blocked",
        "note_id": DeskNote.objects.get(article=story).pk,
        "old": photo,
        "photo_id": photo,
        "pk": room.names["reply"].pk,
        "what": "publish",
        "which": "1",
    }
    return f"/admin/{path.format(**places)}"


def sessions(room: Newsroom) -> dict[str, Client]:
    """Return a browser for everybody who works here."""
    found = {}
    for role in STAFF:
        found[role] = Client()
        found[role].force_login(room.people[role])
    return found


def asked(client: Client, verb: str, path: str) -> Any:
    """Return the answer of a page; what it changed is taken back."""
    with transaction.atomic():
        answer: HttpResponse = getattr(client, verb.lower())(path)
        transaction.set_rollback(True)
    return answer


def is_open(answer: Any) -> bool:
    """Return whether somebody was let in."""
    to_login = answer.status_code == 302 and answer["Location"].startswith("/admin/login/")
    return answer.status_code not in NOT_HERE and not to_login


def rights_at(client: Client, label: str) -> str:
    """Return what a browser may do to the rows of a model, as the documents say it."""
    here = f"/admin/{label.replace('.', '/')}/"
    row = apps.get_model(label)._default_manager.order_by("pk").values_list("pk", flat=True).first()
    knocks = {
        "view": ("GET", here),
        "add": ("GET", f"{here}add/"),
        "change": ("POST", f"{here}{row or 1}/change/"),
        "delete": ("GET", f"{here}{row or 1}/delete/"),
    }
    may = [name for name, (verb, path) in knocks.items() if is_open(asked(client, verb, path))]
    return " ".join(may) or "no"
