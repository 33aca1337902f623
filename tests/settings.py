"""How does the newsroom run in tests? As shipped, on a folder and a database of its own."""

import os
import tempfile
from pathlib import Path

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
os.environ["SECRET_KEY"] = "tests-only-" + "x" * 40
os.environ.pop("SITE_URL", None)
# Tests empty the cache, so each process of a run has a Redis database of its own.
if redis := os.environ.get("REDIS_URL"):
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["REDIS_URL"] = f"{redis.partition('?')[0]}?db={8 + process}"

from cms.settings import *  # noqa: F403
from cms.settings import DATABASES, STORAGES

VIEWS_WRITTEN_EVERY = 0  # by the tests themselves
CHORES = False  # likewise
NOTICES = False  # a test that listens does so itself
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# SQLite tests run on a file: threads must see each other's rows.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["DATA_DIR"]) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = DATABASES["default"]["OPTIONS"][
        "init_command"
    ].replace("synchronous=FULL", "synchronous=OFF")
else:
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
