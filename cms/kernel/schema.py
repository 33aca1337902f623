"""How is a view described in the OpenAPI document?"""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from cms.kernel.errors import Invalid, Missing, at_field
from cms.kernel.problems import body_of
from cms.kernel.shapes import PROBLEM, REQUEST_ID

_UNKNOWN = "This parameter is not known here. Known: -."


class NewsroomSchema(AutoSchema):
    """drf-spectacular's reading of our views, with stable operation ids."""

    def get_operation_id(self) -> str:
        """Return the view's own `operation` (per method where it has several)."""
        named: Any = getattr(self.view, "operation", "")
        if isinstance(named, dict):
            return str(named.get(self.method.lower(), "")) or super().get_operation_id()
        return named or super().get_operation_id()

    def get_tags(self) -> list[str]:
        """Return the view's own tags, or what its path begins with, spelt like them."""
        return [tag[:1].upper() + tag[1:].replace("-", " ") for tag in super().get_tags()]


def plain_names(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Call a component `Article`, not `ArticleShape`: the suffix is only our own.

    A post-processing hook of drf-spectacular: takes and returns the document.
    """
    names = set(result.get("components", {}).get("schemas", {}))
    short = {n: re.sub(r"Shape(Request)?$", r"\1", n) for n in names}
    free = {n: s for n, s in short.items() if s != n and s not in names}
    if not free:
        return result
    pattern = re.compile(r'"(#/components/schemas/)?(' + "|".join(map(re.escape, free)) + r')"')
    text = pattern.sub(lambda m: f'"{m[1] or ""}{free[m[2]]}"', json.dumps(result, default=str))
    renamed: dict[str, Any] = json.loads(text)
    schemas = renamed["components"]["schemas"]
    renamed["components"]["schemas"] = dict(sorted(schemas.items()))
    return renamed


def refused_alike(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Give every door that takes our tokens an example of what all of them refuse alike.

    A post-processing hook of drf-spectacular: takes and returns the document.
    """
    known = _refused_by_all()
    components = result.setdefault("components", {}).setdefault("examples", {})
    for status, name, body in known:
        components[name] = {"summary": body["code"], "value": body}
        for operation in _operations(result):
            answer = operation["responses"].get(status, {}).get("content", {}).get(PROBLEM)
            if answer is not None and {"bearer": []} in operation.get("security", []):
                shown = answer.setdefault("examples", {})
                shown[name] = {"$ref": f"#/components/examples/{name}"}
    return result


def _operations(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in result["paths"].values():
        yield from (one for one in path.values() if isinstance(one, dict) and "responses" in one)


def _refused_by_all() -> list[tuple[str, str, dict[str, Any]]]:
    """Return status, name and body of each."""
    unknown = at_field("colour", "unknown_parameter", _UNKNOWN)
    with translation.override(None):
        bodies = {
            "BadParameter": body_of(
                400, code="bad_parameter", detail=str(Invalid.message), errors=[unknown]
            ),
            "NotAuthenticated": body_of(401),
            "Forbidden": body_of(403),
            "NotFound": body_of(404, detail=str(Missing.message)),
            "NotAcceptable": body_of(406),
            "UnsupportedMediaType": body_of(415),
        }
    return [
        (str(body["status"]), name, {**body, "request_id": REQUEST_ID})
        for name, body in bodies.items()
    ]


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the document names our tokens."""

    target_class = "cms.kernel.tokens.BearerToken"
    name = "bearer"

    def get_security_definition(self, _auto_schema: AutoSchema) -> dict[str, str]:
        """Return RFC 6750's way to carry a token."""
        return {"type": "http", "scheme": "bearer"}
