"""What does Django itself cost: a view that does nothing, with and without its middleware?"""

from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

# What `django-admin startproject` writes into a new project's settings.
DEFAULT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]


def empty(_request: HttpRequest) -> HttpResponse:
    """Answer 200 with nothing."""
    return HttpResponse()


urlpatterns = [path("", empty)]


def application_with(
    middleware: list[str], urls: str = __name__, databases: dict[str, Any] | None = None
) -> WSGIHandler:
    """Return a WSGI application of this one view, or another module's, behind the middleware."""
    settings.configure(
        SECRET_KEY="floor" * 10,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=urls,
        INSTALLED_APPS=INSTALLED_APPS,
        MIDDLEWARE=middleware,
        DATABASES=databases or {},
        USE_TZ=True,
    )
    return get_wsgi_application()
