"""The newsroom expects that every page of the admin opens to those whom the documents name, only.

docs/who-may.md has the tables; a page without a row, or a row without a page, fails.
"""

import pytest
from django.test import Client

from tests.permissions.newsroom import ADMINISTRATOR, NOBODY, ROLES, newsroom
from tests.permissions.pages import (
    NO_DOOR,
    asked,
    filled,
    is_open,
    models,
    pages,
    rights_at,
    sessions,
)
from tests.permissions.tables import NO, YES, table_under

MODELS = table_under("who-may.md", "## Rows in the admin")
PAGES = table_under("who-may.md", "## Other pages of the admin")
SITE = ["", "password_change/", "autocomplete/", "articles/", "auth/"]


@pytest.fixture
def room(db, settings):
    settings.RATE_LIMITS = False
    return newsroom()


def test_the_tables_have_every_model_and_every_page():
    assert sorted(MODELS) == models()
    assert {row.split(" ")[1] for row in PAGES} == set(pages())
    assert all(set(row) == set(ROLES) for row in (*MODELS.values(), *PAGES.values()))


@pytest.mark.parametrize("app", sorted({label.split(".")[0] for label in MODELS}))
def test_everybody_does_to_rows_what_the_table_says(room, app):
    browsers = sessions(room)
    labels = [label for label in MODELS if label.split(".")[0] == app]

    got = {(label, role): rights_at(browsers[role], label) for label in labels for role in ROLES}

    assert got == {(label, role): MODELS[label][role] for label in labels for role in ROLES}


def test_the_other_pages_open_to_whom_the_table_names(room):
    browsers, got, expected = sessions(room), {}, {}
    for path in pages():
        for verb in ("GET", "POST"):
            where = filled(path, room)
            if asked(browsers[ADMINISTRATOR], verb, where).status_code == NO_DOOR:
                continue
            expected |= {
                (verb, path, role): PAGES.get(f"{verb} {path}", {}).get(role) for role in ROLES
            }
            for role in ROLES:
                got[verb, path, role] = YES if is_open(asked(browsers[role], verb, where)) else NO

    assert got == expected
    assert len(got) == len(PAGES) * len(ROLES)


def test_nobody_comes_in_who_does_not_work_here(room):
    reader, doors = Client(), [*SITE, *(filled(path, room)[7:] for path in pages())]
    reader.force_login(room.people[NOBODY])
    doors += [f"{label.replace('.', '/')}/{rest}" for label in MODELS for rest in ("", "add/")]

    opened = [
        (path, verb)
        for path in doors
        for verb in ("GET", "POST")
        for client in (Client(), reader)
        if is_open(answer := asked(client, verb, f"/admin/{path}"))
        and answer.status_code != NO_DOOR
    ]

    assert opened == []
