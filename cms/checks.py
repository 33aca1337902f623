"""Which settings are unsafe, and what is to be done about each?"""

from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.db import DatabaseError, connection

from cms.kernel.caches import KINDS, cache_at
from comments.api.readers_tokens import trouble_of_key
from comments.queries.aid_figures import figures

FULL_TEXT = "fts5"
SHORTEST_SECRET = 24  # bytes, as Standard Webhooks demand


@register(Tags.security, deploy=True)
def secret_from_the_environment(**_: Any) -> list[CheckMessage]:
    """N001: production takes its secret from the environment, not from a generated file."""
    if not (settings.DATA_DIR / "secret_key").exists():
        return []
    return [
        Warning(
            "SECRET_KEY is not set; the one generated in DATA_DIR is used.",
            hint="Set SECRET_KEY, and remove the file secret_key from DATA_DIR.",
            id="newsroom.N001",
        )
    ]


@register(Tags.security)
def hosts_are_named(**_: Any) -> list[CheckMessage]:
    """N002: a star in ALLOWED_HOSTS lets strangers put their host into our links."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS contains *.",
            hint="Name the hosts, separated by commas.",
            id="newsroom.N002",
        )
    ]


@register(Tags.security)
def debug_is_off(**_: Any) -> list[CheckMessage]:
    """N003: DEBUG shows settings and code to readers."""
    if not settings.DEBUG:
        return []
    return [
        Warning(
            "DEBUG is on.",
            hint="Unset DEBUG wherever others can reach the server.",
            id="newsroom.N003",
        )
    ]


@register(Tags.security, deploy=True)
def limits_are_on(**_: Any) -> list[CheckMessage]:
    """N004: without limits anybody can fill the comment queue."""
    if settings.RATE_LIMITS:
        return []
    return [
        Warning(
            "RATE_LIMITS is off.",
            hint="Off is for load tests only; unset the variable.",
            id="newsroom.N004",
        )
    ]


@register(Tags.security, deploy=True)
def several_processes_share_limits(**_: Any) -> list[CheckMessage]:
    """N005: rate limits in the memory of one process are looser with several processes."""
    if "locmem" not in settings.CACHES["default"]["BACKEND"]:
        return []
    return [
        Warning(
            "The cache is in the memory of each process, so rate limits count per process.",
            hint="Set REDIS_URL.",
            id="newsroom.N005",
        )
    ]


@register(Tags.security)
def the_program_outside_can_be_asked(**_: Any) -> list[CheckMessage]:
    """N006: a program that cannot be asked, or cannot tell who asks, holds every reply."""
    parts = urlsplit(settings.SCREENING_URL)
    if not settings.SCREENING_URL:
        return []
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return [
            Error(
                "SCREENING_URL is no http(s) address, so every reply is held.",
                hint="Write it like https://screening.example/replies, or unset it.",
                id="newsroom.N006",
            )
        ]
    if len(settings.SCREENING_SECRET) < SHORTEST_SECRET:
        return [
            Warning(
                "SCREENING_SECRET is missing or short, so anybody could ask the program outside.",
                hint="Set 24 characters or more, or whsec_ and base64 of 24 to 64 bytes.",
                id="newsroom.N007",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def letters_reach_readers(**_: Any) -> list[CheckMessage]:
    """N008: the console prints letters, with what lets their readers act, and sends none."""
    mailer = getattr(settings, "MAILERS", {}).get("default", {}).get("BACKEND", "")
    if "console" not in (mailer or settings.EMAIL_BACKEND):
        return []
    return [
        Warning(
            "Letters to readers are printed on the console.",
            hint="Set EMAIL_URL=smtp+tls://user:password@host, and DEFAULT_FROM_EMAIL.",
            id="newsroom.N008",
        )
    ]


@register(Tags.security)
def the_login_is_named(**_: Any) -> list[CheckMessage]:
    """N009: a token that is made for another house, or by another one, must not open ours."""
    wanted = {
        name: getattr(settings, name) for name in ("READER_JWT_AUDIENCE", "READER_JWT_ISSUER")
    }
    missing = [name for name, value in wanted.items() if not value]
    if not settings.READER_JWT_KEYS or not missing:
        return []
    return [
        Error(
            f"READER_JWT_KEYS is set without {' and '.join(missing)}; no token is accepted.",
            hint="Name who makes the tokens (iss) and for whom they are made (aud).",
            id="newsroom.N009",
        )
    ]


@register(Tags.security)
def the_login_keys_are_sound(**_: Any) -> list[CheckMessage]:
    """N010: a short secret can be guessed, a private key has no place here."""
    return [
        Error(
            f"The key {kid!r} in READER_JWT_KEYS cannot be used: {trouble}.",
            hint="Give an algorithm of docs/identity.md and the public key in PEM, or for HS256 a "
            "random secret of 32 bytes or more.",
            id="newsroom.N010",
        )
        for kid, key in settings.READER_JWT_KEYS.items()
        if (trouble := trouble_of_key(key["alg"], key["key"]))
    ]


@register(Tags.security)
def frontends_get_the_token(**_: Any) -> list[CheckMessage]:
    """N011: a page that is not told the token can neither confirm nor unsubscribe."""
    return [
        Error(
            f"{name} is no address with {{token}}.",
            hint="Write it like https://paper.example/confirm?token={token}.",
            id="newsroom.N011",
        )
        for name in ("COMMENT_VERIFY_URL", "COMMENT_UNSUBSCRIBE_URL")
        if (url := getattr(settings, name)) and not ("{token}" in url and urlsplit(url).netloc)
    ]


@register(Tags.security)
def the_figures_are_not_guessed(**_: Any) -> list[CheckMessage]:
    """N013: a short token for /metrics can be guessed."""
    if not settings.METRICS_TOKEN or len(settings.METRICS_TOKEN) >= SHORTEST_SECRET:
        return []
    return [
        Warning(
            "METRICS_TOKEN is short; it can be guessed.",
            hint=f"Set {SHORTEST_SECRET} random characters or more, or unset it.",
            id="newsroom.N013",
        )
    ]


@register(Tags.caches)
def caches_can_be_told(**_: Any) -> list[CheckMessage]:
    """N014, N015: a cache that is never told, or that anybody can empty."""
    return [trouble for url in settings.PURGE_URLS if (trouble := _trouble_of_cache(url))]


def _trouble_of_cache(url: str) -> CheckMessage | None:
    cache = cache_at(url)
    if cache is None:
        kinds = ", ".join(f"{kind}://" for kind in KINDS)
        return Error(
            "An entry of PURGE_URL cannot be understood, so that cache is told nothing.",
            hint=f"Begin it with one of {kinds}; tokens have settings of their own.",
            id="newsroom.N014",
        )
    secret = cache.kind.secret
    if getattr(settings, secret):
        return None
    hint = f"Set {secret} (docs/caching.md)."
    if secret == "PURGE_TOKEN":  # noqa: S105 - a name
        said = "PURGE_TOKEN is not set: whoever reaches the cache can empty it."
        return Warning(said, hint=hint, id="newsroom.N015")
    said = f"{secret} is not set, so the cache refuses to forget anything."
    return Error(said, hint=hint, id="newsroom.N015")


@register(Tags.security)
def proxies_are_addresses(**_: Any) -> list[CheckMessage]:
    """N017: a proxy that is no address breaks every request that came through one."""
    return [
        Error(
            f"TRUSTED_PROXIES has {proxy!r}, which is no address or network.",
            hint="Write addresses or networks with commas, like 10.0.0.2,10.1.0.0/16.",
            id="newsroom.N017",
        )
        for proxy in settings.TRUSTED_PROXIES
        if not _is_network(proxy)
    ]


def _is_network(said: str) -> bool:
    with suppress(ValueError):
        return bool(ip_network(said, strict=False))
    return False


@register(Tags.security, deploy=True)
def the_proxy_is_believed(**_: Any) -> list[CheckMessage]:
    """N018: TLS ends at a proxy; one that is not believed makes every request look like http."""
    if not settings.HTTPS or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "SITE_URL is https, but no proxy is believed that requests came so: next and previous "
            "say http, HSTS is not sent, and SSL_REDIRECT would lead in circles.",
            hint="Name the proxy in TRUSTED_PROXIES, and let it set X-Forwarded-Proto "
            "(docs/operations.md).",
            id="newsroom.N018",
        )
    ]


@register(Tags.database)
def the_aid_can_be_read(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """N012: an aid that cannot be read says nothing, and the queue is in the rules' order only."""
    try:
        found = figures() if databases else None
    except DatabaseError:  # before the first `migrate`, which asks for these checks
        return []
    if found is None or not found.damaged:
        return []
    return [
        Warning(
            "What the learned aid learned cannot be read.",
            hint="What it looks at has changed: run manage.py retrain_aid --read-anew."
            if found.outdated
            else "Run manage.py retrain_aid: it learns all lessons again.",
            id="newsroom.N012",
        )
    ]


@register(Tags.database)
def searches_can_be_answered(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """N016: SQLite without FTS5 has nothing to search in."""
    if not databases or connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pragma_module_list WHERE name = %s", [FULL_TEXT])
        if cursor.fetchone():
            return []
    return [
        Error(
            "This Python's SQLite has no FTS5, so nothing can be searched.",
            hint="Use a Python whose SQLite has it (those of python.org, Debian and uv do), "
            "or PostgreSQL by DATABASE_URL.",
            id="newsroom.N016",
        )
    ]
