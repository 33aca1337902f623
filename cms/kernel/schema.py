"""How is a view described in the OpenAPI document?"""

import json
import re
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class NewsroomSchema(AutoSchema):
    """drf-spectacular's reading of our views, with stable operation ids."""

    def get_operation_id(self) -> str:
        """Return the view's own `operation` (per method where it has several)."""
        named: Any = getattr(self.view, "operation", "")
        if isinstance(named, dict):
            return str(named.get(self.method.lower(), "")) or super().get_operation_id()
        return named or super().get_operation_id()


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


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the document names our tokens."""

    target_class = "cms.kernel.tokens.BearerToken"
    name = "bearer"

    def get_security_definition(self, _auto_schema: AutoSchema) -> dict[str, str]:
        """Return RFC 6750's way to carry a token."""
        return {"type": "http", "scheme": "bearer"}
