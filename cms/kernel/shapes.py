"""What shape does a refusal have in the OpenAPI document?"""

from collections.abc import Collection
from typing import Any

from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers

from cms.kernel.errors import DomainError
from cms.kernel.problems import body_of

PROBLEM = "application/problem+json"
REQUEST_ID = "0f3c8d7a9b2e4c51"  # of every example


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
    return {(status, PROBLEM): ProblemShape for status in statuses}


def examples(refusals: Collection[DomainError]) -> list[OpenApiExample]:
    """Return what `extend_schema(examples=...)` says of refusals: the bodies that callers get."""
    return [
        OpenApiExample(
            refusal.code,
            {
                **body_of(
                    refusal.status,
                    code=refusal.code,
                    detail=str(refusal),
                    errors=refusal.errors,
                    facts=refusal.facts,
                ),
                "request_id": REQUEST_ID,
            },
            response_only=True,
            status_codes=[str(refusal.status)],
            media_type=PROBLEM,
        )
        for refusal in refusals
    ]
