"""How do tests get a migrated database without migrating again? By a copy of one that was.

On SQLite a database that has been migrated is kept below .venv, under the hash of all that made it:
every migration, every model, what follows migrations, and the versions of Django and of SQLite. Who
changes one of these migrates anew. `pytest --create-db` asks for a new one whatever is kept.
"""

import hashlib
import inspect
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate

FOLDER = Path(settings.BASE_DIR) / ".venv" / "migrated"
MOST = 5  # several checkouts may share a .venv


def lay_out() -> None:
    """Put a copy where the tests' database is to be, if one is kept."""
    if connection.vendor == "sqlite" and (kept := _kept()).exists():
        kept.touch()
        _copy(kept, Path(connection.settings_dict["TEST"]["NAME"]))


def keep() -> None:
    """Keep a copy of the tests' database, which nothing but migrations has written to."""
    if connection.vendor != "sqlite" or (kept := _kept()).exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    new = kept.with_suffix(f".{connection.settings_dict['NAME'].replace('/', '-')}")
    _copy(Path(connection.settings_dict["NAME"]), new)
    new.replace(kept)
    for old in sorted(FOLDER.glob("*.sqlite3"), key=_last_used)[:-MOST]:
        old.unlink(missing_ok=True)


def clear_away() -> None:
    """Delete the tests' database."""
    if connection.vendor == "sqlite":
        connection.close()
        for end in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{end}").unlink(missing_ok=True)


def _kept() -> Path:
    return FOLDER / f"{key_of(sources())}.sqlite3"


def key_of(files: Iterable[Path]) -> str:
    """Return what stands for these texts, and for the versions of Django and SQLite."""
    versions = f"{django.get_version()} {sqlite3.sqlite_version}"
    hashed = hashlib.sha256(versions.encode())
    for file in sorted(files):
        hashed.update(f"\0{file}\0".encode() + file.read_bytes())
    return hashed.hexdigest()[:32]


def sources() -> Iterator[Path]:
    """Find what says how a database looks: migrations, models, and what follows `migrate`."""
    for config in apps.get_app_configs():
        room = Path(config.path)
        yield from (
            *room.glob("migrations/*.py"),
            *room.glob("models.py"),
            *room.rglob("models/*.py"),
        )
    for receiver in (entry[1] for entry in post_migrate.receivers):
        found = receiver() if isinstance(receiver, weakref.ref) else receiver
        yield Path(inspect.getfile(found))


def _last_used(file: Path) -> float:
    return file.stat().st_mtime if file.exists() else 0.0


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
