"""Two at once over HTTP: the newsroom expects that ..."""

import json
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections
from rest_framework.test import APIClient

from articles.models import Address, Article, Edition, Revision
from articles.queries.working_copy import load
from articles.rules.document import read, written
from articles.rules.freeze import freeze
from tests.articles.api.editor.conftest import URL
from tests.conftest import client_with

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls in threads that start together, and return what each answered."""
    gate, answers = Barrier(len(calls)), [None] * len(calls)

    def run(number: int) -> None:
        try:
            gate.wait()
            answers[number] = calls[number]()
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def clients(ada: Any) -> list[APIClient]:
    return [client_with(ada, "editor") for _number in range(4)]


def test_two_stories_that_want_one_address_end_in_one_winner(clients, post):
    ids = [post()["id"] for _number in range(4)]

    answers = at_once(
        *(
            lambda c=client, pk=pk: c.post(f"{URL}{pk}/publication/", {})
            for client, pk in zip(clients, ids, strict=True)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"slug_taken"}
    winner = ids[[a.status_code for a in answers].index(201)]
    assert Edition.objects.get().article_id == Address.objects.get().article_id == winner


def test_of_changes_from_one_version_one_is_kept(clients, post):
    here = f"{URL}{post()['id']}/"

    answers = at_once(
        *(
            lambda c=client, n=n: c.patch(here, {"headline": f"H{n}"}, HTTP_IF_MATCH='"1"')
            for n, client in enumerate(clients)
        )
    )

    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [200, 412, 412, 412]
    assert Article.objects.get().headline == f"H{statuses.index(200)}"
    assert Revision.objects.count() == 2


def test_a_publication_during_edits_freezes_one_version_whole(clients, post):
    made = post()
    here = f"{URL}{made['id']}/"

    def edit(client: APIClient) -> None:
        for version in range(1, 9):
            sections = [
                {"blocks": [{"type": "text", "html": f"<p>v{version} b{n}</p>"}]} | heading
                for n, heading in enumerate([{}, {"heading": "Two"}, {"heading": "Three"}])
            ]
            client.patch(
                here,
                {"headline": f"v{version}", "sections": sections},
                HTTP_IF_MATCH=f'"{version}"',
            )

    def publish(client: APIClient) -> list[Any]:
        return [client.post(f"{here}publication/", {}) for _time in range(8)]

    _edited, published = at_once(lambda: edit(clients[0]), lambda: publish(clients[1]))

    assert {answer.status_code for answer in published} == {201}
    edition = Edition.objects.get()
    assert edition.number == 8
    frozen_from = Revision.objects.get(number=published[-1].json()["version"])
    names = dict.fromkeys(range(1, 50), "Rosa Lind")
    assert edition.content == freeze(read(frozen_from.tree), names)
    article = Article.objects.get()
    assert article.version == 9
    assert written(load(article)) == Revision.objects.get(number=9).tree


def test_one_key_at_once_makes_one_draft(clients, document):
    body = json.dumps(document()).encode()

    answers = at_once(
        *(
            lambda c=client: c.post(
                URL, body, content_type="application/json", HTTP_IDEMPOTENCY_KEY="same-key-1"
            )
            for client in clients
        )
    )

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert 201 in {answer.status_code for answer in answers}
    assert Article.objects.count() == 1


NAMING = {
    "tags": lambda pk: {"tags": [pk]},
    "authors": lambda pk: {"byline": [{"author": pk}]},
    "categories": lambda pk: {"category": pk},
    "experts": lambda pk: {"sections": [{"blocks": [{"type": "quote", "expert": pk}]}]},
}


@pytest.mark.parametrize("plural", NAMING)
def test_what_is_named_while_it_is_deleted_is_either_named_or_gone(clients, post, plural):
    here, rows, happened = f"{URL}{post()['id']}/", f"/api/v1/editor/{plural}/", set()

    for _time in range(4):
        pk = clients[0].post(rows, {"name": "Quays"}).json()["id"]
        named, gone = at_once(
            lambda n=pk: clients[0].patch(here, NAMING[plural](n), HTTP_IF_MATCH="*"),
            lambda n=pk: clients[1].delete(f"{rows}{n}/", HTTP_IF_MATCH="*"),
        )
        happened.add((named.status_code, gone.status_code))
        there = clients[0].get(f"{rows}{pk}/").status_code
        assert there == (200 if named.status_code == 200 else 404)
        freed = {"tags": [], "byline": [], "category": None, "sections": []}
        assert clients[0].patch(here, freed, HTTP_IF_MATCH="*").status_code == 200
        clients[0].delete(f"{rows}{pk}/", HTTP_IF_MATCH="*")

    assert happened <= {(200, 409), (400, 204), (409, 204)}
