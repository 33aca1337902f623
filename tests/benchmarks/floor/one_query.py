"""What does a view cost that asks one indexed query, behind a new Django project's middleware?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from cms.settings import DATABASES
from tests.benchmarks.floor.empty import DEFAULT_MIDDLEWARE, application_with

_NEWEST = "SELECT card FROM articles_edition ORDER BY published_at DESC, id DESC LIMIT 1"


def one(_request: HttpRequest) -> HttpResponse:
    """Answer with one row."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        return HttpResponse(bytes(cursor.fetchone()[0]), content_type="application/json")


urlpatterns = [path("", one)]
application = application_with(DEFAULT_MIDDLEWARE, __name__, DATABASES)
