"""Is the newsroom alive, and can it serve?"""

from django.db import connection
from django.db.utils import Error
from django.http import HttpRequest, JsonResponse


def live(_request: HttpRequest) -> JsonResponse:
    """Say that the process answers; touches nothing else."""
    return JsonResponse({"status": "live"}, headers={"Cache-Control": "no-store"})


def ready(_request: HttpRequest) -> JsonResponse:
    """Say whether the database answers: 200, or 503 to be taken out of rotation."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse(
            {"status": "database unavailable"},
            status=503,
            headers={"Cache-Control": "no-store", "Retry-After": "2"},
        )
    return JsonResponse({"status": "ready"}, headers={"Cache-Control": "no-store"})
