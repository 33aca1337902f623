"""Whose token is this, and what does it open?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from cms.kernel import clock
from cms.kernel.models import LAST_USED_GRAIN, ApiToken, digest


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer nr_…`: one indexed look-up by the token's hash."""

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, ApiToken] | None:
        """Return the user and the token; None without the header.

        Raises AuthenticationFailed (401) when the token opens nothing.
        """
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if not kind:
            return None
        at = clock.now()
        token = (
            ApiToken.objects.valid(at)
            .select_related("user")
            .filter(digest=digest(secret.strip()))
            .first()
        )
        if kind.lower() != "bearer" or token is None:
            raise AuthenticationFailed(_("This token opens nothing."))
        if not token.last_used_at or at - token.last_used_at > timedelta(seconds=LAST_USED_GRAIN):
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
        return token.user, token

    def authenticate_header(self, _request: Request) -> str:
        """Return what a 401 says in `WWW-Authenticate`."""
        return "Bearer"


class HasScope(BasePermission):
    """The request carries a token with the scope that the view names in `scope`."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return whether the token has the scope."""
        token = request.auth
        return isinstance(token, ApiToken) and getattr(view, "scope", "") in token.scopes


def may(*permissions: str) -> type[BasePermission]:
    """Return a permission class: the token's user has one of Django's permissions ("app.code")."""

    def has_permission(_self: BasePermission, request: Request, _view: Any) -> bool:
        return any(request.user.has_perm(permission) for permission in permissions)

    check: Callable[..., bool] = has_permission
    return type("MayPermission", (BasePermission,), {"has_permission": check})
