"""What must be in place before the newsroom can answer, and how is it brought there?"""

import fcntl
import hashlib
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from cms import env
from cms.run.obstacles import Obstacle, demand_writable

LOCK = 7_215_118  # any number that no other program locks in the same PostgreSQL database


def prepare() -> None:
    """Bring tables, static files, first content and renderings up to date.

    Quick when there is nothing to do. Two processes at once take turns.
    Raises Obstacle when a folder, a database or a cache cannot be reached.
    """
    _set_up()
    _demand_database()
    _demand_cache()
    with _alone():
        call_command("migrate", verbosity=0, interactive=False)
        _collect_static_files()
        _fill_when_empty()
        call_command("render_editions")


def _set_up() -> None:
    demand_writable(Path(env.text("DATA_DIR", str(env.BASE_DIR / "var"))).expanduser().resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    os.environ.setdefault("PGCONNECT_TIMEOUT", "10")  # seconds; libpq waits for minutes
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise Obstacle(f"the environment does not fit: {_first_line(error)}") from error


def _demand_database() -> None:
    from django.db import DatabaseError, connection  # noqa: PLC0415

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, ImproperlyConfigured) as error:
        raise Obstacle(
            f"cannot use the database {_place(connection.settings_dict)}: {_first_line(error)}"
        ) from error


def _place(database: dict[str, object]) -> str:
    """Return where the database is, without its password."""
    host = f"{database['HOST']}:{database['PORT'] or 5432}/" if database["HOST"] else ""
    return f"{host}{database['NAME']}"


def _demand_cache() -> None:
    from django.core.cache import cache  # noqa: PLC0415
    from redis import RedisError  # noqa: PLC0415

    try:
        getattr(cache, "ping", dict)()
    except (RedisError, OSError) as error:
        raise Obstacle(f"cannot reach REDIS_URL: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


@contextmanager
def _alone() -> Iterator[None]:
    """Keep other processes on the same data folder or the same PostgreSQL database waiting."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    with (settings.DATA_DIR / "preparing.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _collect_static_files() -> None:
    """Collect and compress static files when one of them has changed."""
    from django.conf import settings  # noqa: PLC0415

    kept = settings.DATA_DIR / "static.collected"
    fingerprint = _static_fingerprint()
    with suppress(FileNotFoundError):
        if kept.read_text() == fingerprint and Path(settings.STATIC_ROOT).is_dir():
            return
    call_command("collectstatic", verbosity=0, interactive=False)
    kept.write_text(fingerprint)


def _static_fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _fill_when_empty() -> None:
    """Add the demo to an empty newsroom, unless strangers could reach it."""
    from articles.models import Article  # noqa: PLC0415

    if Article.objects.exists():
        return
    try:
        call_command("seed", stdout=io.StringIO())
    except CommandError as refusal:
        sys.stderr.write(f"newsroom: the demo was not added: {refusal}\n")


def main() -> None:
    """Prepare, then say where to look; say in one line why that is impossible."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word
    try:
        prepare()
    except Obstacle as error:
        sys.exit(f"newsroom: {error}")
    from cms.run.welcome import welcome  # noqa: PLC0415

    sys.stdout.write(welcome())


if __name__ == "__main__":
    main()
