"""What did the operator say in the environment?"""

import json
import os
import secrets
import tempfile
import warnings
from contextlib import suppress
from email.utils import formataddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

BASE_DIR = Path(__file__).resolve().parent.parent
_env = environ.Env()


def text(name: str, default: str = "") -> str:
    """Return the variable, or the default when it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """Return whether the variable says on/true/yes/1 (else off); the default when unset."""
    said = text(name).strip().lower()
    return default if not said else said in {"1", "on", "true", "yes"}


def number(name: str, default: int) -> int:
    """Return the variable as a whole number.

    Raises ImproperlyConfigured when it is not one.
    """
    said = text(name, str(default))
    try:
        return int(said)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={said} is not a whole number") from None


def seconds(name: str, default: float) -> float:
    """Return the variable as seconds, more than 0 and at most 60.

    Raises ImproperlyConfigured when it is none.
    """
    said = text(name, str(default))
    try:
        number = float(said)
    except ValueError:
        number = 0.0
    if not 0 < number <= 60:  # noqa: PLR2004
        raise ImproperlyConfigured(f"{name}={said} is no number of seconds between 0 and 60")
    return number


def choice(name: str, known: tuple[str, ...]) -> str:
    """Return which of the known words the variable says, the first one when it is unset.

    Raises ImproperlyConfigured when it says another one.
    """
    said = text(name, known[0]).strip().lower()
    if said not in known:
        raise ImproperlyConfigured(f"{name}={said} is none of {', '.join(known)}")
    return said


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the comma-separated words of the variable."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def zone(name: str, default: str) -> str:
    """Return the variable, or the default, as the name of a time zone ("Europe/Kyiv").

    Raises ImproperlyConfigured when there is no such zone.
    """
    said = text(name, default)
    try:
        ZoneInfo(said)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        message = f"{name}={said} is no time zone; write it like Europe/Kyiv"
        raise ImproperlyConfigured(message) from None
    return said


def origins_of(url: str) -> list[str]:
    """Return the origin of an address in a list; none for no address."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def data_dir() -> Path:
    """Return the folder for the database, the uploads and the generated secret, and make it."""
    folder = Path(text("DATA_DIR", str(BASE_DIR / "var"))).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return SECRET_KEY, or one that is made once and kept in the data folder.

    The file lets a fresh checkout start without a word of configuration; production sets the
    variable (a system check says so).
    """
    if said := text("SECRET_KEY"):
        return said
    kept = folder / "secret_key"
    if not kept.exists():
        _keep(kept, secrets.token_urlsafe(50))
    return kept.read_text().strip()


def _keep(file: Path, secret: str) -> None:
    """Write the file whole or not at all; of two processes at once, the first one's stays."""
    with tempfile.NamedTemporaryFile("w", dir=file.parent) as fresh:  # only its owner may read it
        fresh.write(secret)
        fresh.flush()
        with suppress(FileExistsError):
            os.link(fresh.name, file)


def database(folder: Path) -> dict[str, Any]:
    """Return Django's database settings from DATABASE_URL; a tuned SQLite file without one.

    Raises ImproperlyConfigured when the variable is no address of a database.
    """
    url = text("DATABASE_URL") or f"sqlite:///{folder / 'newsroom.sqlite3'}"
    with warnings.catch_warnings(action="ignore"):  # said better below
        config: dict[str, Any] = dict(_env.db_url_config(url))
    if not config.get("ENGINE"):
        raise ImproperlyConfigured("DATABASE_URL is not an address like postgres://user@host/name")
    config["CONN_MAX_AGE"] = None
    if config["ENGINE"].endswith("sqlite3"):
        gated = flag("SQLITE_GATE", default=True)  # off: to see what it is good for
        engine = "cms.kernel.sqlite3" if gated else config["ENGINE"]
        return config | {"ENGINE": engine, "OPTIONS": SQLITE}
    config["CONN_HEALTH_CHECKS"] = True
    return config


# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, because a
# deferred transaction that reads first fails at once when another writes (SQLite's BUSY_SNAPSHOT);
# FULL makes an acknowledged write survive a power cut.
SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
        "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;"
    ),
}


# Nobody waits for a Redis that is away; one that was started anew is found at the second try.
REDIS: dict[str, Any] = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "retry": Retry(NoBackoff(), 1),
}


def cache(url: str) -> dict[str, Any]:
    """Return Django's cache settings: Redis when a URL is given, else memory of this process."""
    if url:
        return {"BACKEND": "cms.kernel.steady.SteadyRedis", "LOCATION": url, "OPTIONS": REDIS}
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "newsroom",
        # Rate limits live here; Django's default of 300 entries would push them out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }


def hosts_of(site_url: str) -> list[str]:
    """Return the host of the site's own address and this machine's names."""
    host = urlsplit(site_url).hostname
    return sorted({"127.0.0.1", "localhost", "[::1]", *([host] if host else [])})


MAILERS: dict[str, tuple[str, dict[str, Any], int]] = {
    "smtp": ("smtp", {}, 25),
    "smtp+tls": ("smtp", {"use_tls": True}, 587),
    "smtp+ssl": ("smtp", {"use_ssl": True}, 465),
    "console": ("console", {}, 0),
    "file": ("filebased", {}, 0),
    "memory": ("locmem", {}, 0),
}
MAIL_PATIENCE = 15  # seconds that a mail server may take for one step


def mailer(url: str) -> dict[str, Any]:
    """Return BACKEND and OPTIONS (what the backend is made with) of an address in MAILERS.

    `smtp+tls://user:password@host:587`, `console:`, `file:///folder`.
    Raises ImproperlyConfigured for anything else.
    """
    try:
        parts = urlsplit(url)
        backend, options, port = MAILERS[parts.scheme]
        if backend == "smtp":
            options = options | {
                "host": _demanded(parts.hostname),
                "port": parts.port or port,
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "timeout": MAIL_PATIENCE,
            }
        elif backend == "filebased":
            options = {"file_path": _demanded(unquote(parts.path))}
    except (KeyError, ValueError):
        kinds = ", ".join(f"{kind}:" for kind in MAILERS)
        message = f"EMAIL_URL is not an address like smtp+tls://user:password@host ({kinds})"
        raise ImproperlyConfigured(message) from None
    return {"BACKEND": f"django.core.mail.backends.{backend}.EmailBackend", "OPTIONS": options}


def _demanded(part: str | None) -> str:
    if not part:
        raise ValueError
    return part


def sender(name: str, site_url: str) -> str:
    """Return who letters come from when nothing else is said: the site at its own host."""
    host = urlsplit(site_url).hostname or ""
    named = host if any(sign.isalpha() for sign in host) else "localhost"
    return formataddr((name, f"newsroom@{named}"))


def login_keys(name: str) -> dict[str, dict[str, str]]:
    """Return the keys of the newspaper's login by their `kid`: {"alg", "key"}.

    The variable is JSON, or the path of a file with JSON: {"kid": {"alg": "ES256", "key": "..."}}.
    Raises ImproperlyConfigured when it is neither.
    """
    said = text(name).strip()
    try:
        keys = json.loads(
            said if said.startswith("{") else Path(said).read_text() if said else "{}"
        )
        return {
            str(kid): {part: str(key[part]) for part in ("alg", "key")} for kid, key in keys.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        message = (
            f'{name} is neither JSON like {{"kid": {{"alg": "ES256", "key": "..."}}}} nor a file'
        )
        raise ImproperlyConfigured(message) from None
