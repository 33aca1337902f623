"""What shape does a refusal have in the OpenAPI document?"""

from typing import Any

from rest_framework import serializers


class ProblemErrorShape(serializers.Serializer[Any]):
    """One thing that is wrong; `field` is a JSON pointer into the body, or a parameter's name."""

    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemShape(serializers.Serializer[Any]):
    """RFC 9457; a problem may carry further members."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    errors = ProblemErrorShape(many=True)  # type: ignore[assignment]
    request_id = serializers.CharField()


def problems(*statuses: int) -> dict[tuple[int, str], type[ProblemShape]]:
    """Return what `extend_schema(responses=...)` says about the statuses."""
    return {(status, "application/problem+json"): ProblemShape for status in statuses}
