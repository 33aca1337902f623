"""What else can be had together with one thing? `?expand=comments,related`.

A room names what can stand in another's answer, and which door of its own gives it. The part is
what that door answers to the same caller: no second way to read anything.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlencode

from django.urls import get_resolver
from django.utils.translation import gettext as _
from rest_framework.request import Request

from cms.kernel.answers import Answer, dumps
from cms.kernel.doorstep import Visit
from cms.kernel.errors import DomainError
from cms.kernel.lanes import read_at
from cms.kernel.params import bad_parameter
from cms.kernel.public import PublicRead

# Returns the part as JSON, from what stands in its place (None: nothing) and the door's answer.
Fit = Callable[[Any, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """A door by its name in the URL conf, whether it is one of the thing, and how it fits in."""

    door: str
    about_it: bool
    fit: Fit


_parts: dict[str, dict[str, Part]] = {}


def expandable(thing: str, name: str, part: Part) -> None:
    """Let answers about a thing ("article") have a part; to be called from `AppConfig.ready`."""
    _parts.setdefault(thing, {})[name] = part


def parts_named(thing: str, said: str) -> dict[str, Part]:
    """Return the parts that `?expand=` names, in that order.

    Raises BadParameter (400): `unknown_part`.
    """
    known = _parts.get(thing, {})
    names = [name.strip() for name in said.split(",")]
    if not set(names) <= set(known):
        message = _("Give some of: %(known)s.") % {"known": ", ".join(sorted(known))}
        raise bad_parameter("expand", "unknown_part", message)
    return {name: known[name] for name in names}


def part_of(
    request: Request, part: Part, names: Mapping[str, str], query: Mapping[str, str]
) -> Answer | None:
    """Return what the part's door answers; None where it has nothing to say.

    `names` stand in the path of a door of the thing itself, which is asked with `query`.
    """
    path = _path_of(part.door, tuple(names.items()) if part.about_it else ())
    asked = urlencode(query) if part.about_it else ""
    visit = Visit({**request.META, "PATH_INFO": path, "QUERY_STRING": asked})
    match = read_at(path)
    assert match  # noqa: S101 - every part is a read
    door = cast("type[PublicRead]", match.func.cls)()  # type: ignore[attr-defined]
    door.kwargs = match.kwargs
    try:
        return door.found(cast("Request", visit), **match.kwargs)
    except DomainError:
        return None


@lru_cache(maxsize=4096)
def _path_of(door: str, names: tuple[tuple[str, str], ...]) -> str:
    """Return the path of a door below the newsroom's own, wherever that is served."""
    return f"/{get_resolver().reverse(door, **dict(names))}"


def results_of(_before: Any, part: bytes) -> bytes:
    """Return the items of a list in the place of what named them."""
    return dumps(json.loads(part)["results"])


def as_it_is(_before: Any, part: bytes) -> bytes:
    """Return the whole answer."""
    return part


def below(before: Any, part: bytes) -> bytes:
    """Return an object that has a page of a list besides what it had."""
    own = {name: value for name, value in before.items() if name not in json.loads(part)}
    return dumps(own)[:-1] + b"," + part[1:]
