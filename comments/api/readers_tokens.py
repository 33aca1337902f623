"""Whom has the newspaper's own login signed in? A JSON Web Token (RFC 7519) says so.

Strict on purpose (RFC 8725): the algorithm is the key's, never the token's; a key is known by its
`kid`; issuer, audience, subject and an end within a day are demanded. What a token says wrong is
never told, only whether its time is over.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jwt
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.errors import DomainError

ALGORITHMS = frozenset(
    {
        *("ES256", "ES384", "ES512", "EdDSA", "HS256", "HS384", "HS512"),
        *("PS256", "PS384", "PS512", "RS256", "RS384", "RS512"),
    }
)
LONGEST_TOKEN = 4096  # characters
LONGEST_SUBJECT = 255
LONGEST_LIFE = 24 * 60 * 60  # seconds
LEEWAY = 30  # seconds between our clock and theirs
DEMANDED = ["exp", "sub", "aud", "iss"]


class TokenInvalid(DomainError):
    """The token opens nothing."""

    code = "token_invalid"
    status = 401
    message = _("This token opens nothing.")
    headers = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class TokenExpired(TokenInvalid):
    """The token has opened something, and does not any more."""

    code = "token_expired"
    message = _("The time of this token is over.")


@dataclass(frozen=True, slots=True)
class Member:
    """Who is signed in at the newspaper: `email` only when the newspaper has verified it."""

    issuer: str
    subject: str
    name: str = ""
    email: str = ""


def member_of(token: str) -> Member:
    """Return whom the token names. Raises TokenExpired and TokenInvalid (401)."""
    claims = _claims(token)
    subject, name = claims["sub"], claims.get("name", "")
    if not isinstance(name, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise TokenInvalid
    email = claims.get("email", "") if claims.get("email_verified") is True else ""
    if not isinstance(email, str) or not all(map(_is_text, (subject, name, email))):
        raise TokenInvalid
    return Member(issuer=claims["iss"], subject=subject, name=name, email=email)


def _is_text(said: str) -> bool:
    """Return whether a database can hold it: no NUL, no half of a surrogate pair."""
    return "\x00" not in said and not any("\ud800" <= sign <= "\udfff" for sign in said)


def _claims(token: str) -> dict[str, Any]:
    audience, issuer = settings.READER_JWT_AUDIENCE, settings.READER_JWT_ISSUER
    if len(token) > LONGEST_TOKEN or not audience or not issuer:
        raise TokenInvalid
    try:
        algorithm, key = _key_of(jwt.get_unverified_header(token).get("kid"))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=audience,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": DEMANDED, "enforce_minimum_key_length": True},
        )
        left = int(claims["exp"]) - clock.now().timestamp()
    except jwt.ExpiredSignatureError:
        raise TokenExpired from None
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
        raise TokenInvalid from None
    if left > LONGEST_LIFE + LEEWAY:
        raise TokenInvalid
    return claims


def _key_of(kid: Any) -> tuple[str, Any]:
    """Return algorithm and key. Raises TokenInvalid for a `kid` nobody has named."""
    said = settings.READER_JWT_KEYS.get(kid) if isinstance(kid, str) else None
    if said is None or said["alg"] not in ALGORITHMS:
        raise TokenInvalid
    return said["alg"], _prepared(said["alg"], said["key"])


@lru_cache(maxsize=32)
def _prepared(algorithm: str, key: str) -> Any:
    return jwt.get_algorithm_by_name(algorithm).prepare_key(key)


def trouble_of_key(alg: str, key: str) -> str:
    """Return why a key of the login cannot be used ("" when it can)."""
    if "PRIVATE KEY" in key:
        return "it is a private key"
    if alg not in ALGORITHMS:
        return "its algorithm is none of ours"
    try:
        algorithm = jwt.get_algorithm_by_name(alg)
        return "it is too short" if algorithm.check_key_length(algorithm.prepare_key(key)) else ""
    except (jwt.PyJWTError, NotImplementedError, ValueError, TypeError):
        return f"it is no key for {alg}"
