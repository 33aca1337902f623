"""Which settings are unsafe, and what is to be done about each?"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004

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
