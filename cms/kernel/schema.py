"""How is a view described in the OpenAPI document?"""

from typing import Any

from drf_spectacular.openapi import AutoSchema


class NewsroomSchema(AutoSchema):
    """drf-spectacular's reading of our views, with stable operation ids."""

    def get_operation_id(self) -> str:
        """Return the view's own `operation` (per method where it has several)."""
        named: Any = getattr(self.view, "operation", "")
        if isinstance(named, dict):
            return str(named.get(self.method.lower(), "")) or super().get_operation_id()
        return named or super().get_operation_id()
