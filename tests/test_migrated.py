"""The tests expect that a kept database is never older than what makes one."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.migrated import key_of, sources

ROOT = Path(settings.BASE_DIR)


@pytest.mark.parametrize(
    "file",
    [
        "articles/migrations/0001_the_press.py",
        "comments/models/comment.py",
        "articles/models/public_triggers.py",
        "articles/models/search_index.py",
        "cms/webhooks/migrations/0001_webhooks.py",
        "cms/seeding/accounts.py",
    ],
)
def test_what_makes_a_database_is_looked_at(file):
    assert ROOT / file in set(sources())


def test_every_migration_of_ours_is_looked_at():
    ours = {file for file in ROOT.glob("*/**/migrations/[0-9]*.py") if ".venv" not in file.parts}

    assert len(ours) > 30
    assert ours <= set(sources())


def test_another_text_is_another_database(tmp_path):
    migration = tmp_path / "0001_begin.py"
    migration.write_text("null=True")
    before = key_of([migration])

    migration.write_text("null=False")

    assert key_of([migration]) != before


def test_the_same_text_is_the_same_database():
    assert key_of(sources()) == key_of(reversed(list(sources())))
