"""Which requests need a session? The admin's; the API knows tokens only.

Each of Django's middlewares for signed-in browsers steps aside below /api/: a public read then pays
for nothing that it does not use, and a cookie can never act on the API.
"""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.deprecation import MiddlewareMixin


class _AsideForTheApi(MiddlewareMixin):
    def __call__(self, request: HttpRequest) -> Any:
        """Pass requests below /api/ on untouched."""
        if request.path_info.startswith("/api/"):
            return self.get_response(request)
        return super().__call__(request)


class DeskSession(_AsideForTheApi, SessionMiddleware):
    """Sessions, for the admin."""


class DeskCsrf(_AsideForTheApi, CsrfViewMiddleware):
    """CSRF tokens, for the admin; every view of the API is exempt, as it knows no cookies."""


class DeskUser(_AsideForTheApi, AuthenticationMiddleware):
    """The signed-in user, for the admin."""


class DeskMessages(_AsideForTheApi, MessageMiddleware):
    """What was done, told on the next page; for the admin."""
