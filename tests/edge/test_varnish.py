"""The newsroom expects that a reader behind Varnish sees a change in two seconds, and no other."""

import time

import pytest
import urllib3

API = "/api/v1"
STRIKE, LIST = f"{API}/articles/strike/", f"{API}/articles/"
OF_TAG = f"{API}/articles/?tag=strike-tag"
REPLIES, EXPERT = f"{API}/articles/strike/comments/", f"{API}/experts/strike-expert/"
# Another story, and lists under its own headings.
ELSEWHERE = [
    f"{API}/articles/final/",
    f"{API}/articles/final/related/",
    f"{API}/articles/final/comments/",
    f"{API}/articles/?tag=final-tag",
    f"{API}/articles/?category=final-room",
    f"{API}/experts/final-expert/",
    "/en/final/",
]
CHANGES = {
    "published": [(LIST, "A second strike"), (OF_TAG, "A second strike")],
    "corrected": [(STRIKE, "put right"), (LIST, "put right"), ("/en/strike/", "put right")],
    "renamed": [(EXPERT, "Rosa Lindqvist"), (STRIKE, "Rosa Lindqvist")],
    "approved": [(REPLIES, "The quay is empty."), (STRIKE, '"count":1')],
    "withdrawn": [(STRIKE, "It was not so."), ("/en/strike/", "It was not so.")],
}


def test_who_holds_the_answer_hears_so_from_varnish_until_it_is_another(edge):
    edge.cached(STRIKE)
    etag = edge.get(STRIKE).headers["ETag"]

    again = edge.get(STRIKE, **{"If-None-Match": etag})

    assert (again.status, again.headers["X-Cache"]) == (304, "HIT")
    edge.does("signed")
    until = time.monotonic() + 2
    while edge.get(STRIKE, **{"If-None-Match": etag}).status == 304:
        assert time.monotonic() < until


def test_keys_stay_inside_and_browsers_ask_each_time(edge):
    edge.cached(STRIKE)

    headers = edge.get(STRIKE).headers

    assert int(headers["Age"]) >= 0
    assert headers["Cache-Control"] == "public, max-age=0, no-cache"
    assert not {"Surrogate-Key", "Cache-Tag"} & set(headers)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Surrogate-Key": "*"}, 403),
        ({"Surrogate-Key": "*", "X-Purge-Token": "guessed"}, 403),
        ({"Surrogate-Key": ".*", "X-Purge-Token": "edge-tests-only-0123456789"}, 400),
        ({"Surrogate-Key": "a) || (b", "X-Purge-Token": "edge-tests-only-0123456789"}, 400),
    ],
)
def test_strangers_empty_nothing(edge, headers, status):
    edge.cached(STRIKE)

    answer = urllib3.request("BAN", edge.url, headers=headers)

    assert answer.status == status
    assert edge.holds(STRIKE)


def test_what_belongs_to_one_person_is_not_kept(edge):
    for path in ("/admin/login/", f"{API}/articles/strike/comments/form/", f"{API}/articles/none/"):
        edge.get(path)
        assert not edge.holds(path)
    edge.cached(STRIKE)
    assert edge.get(STRIKE, Authorization="Bearer x").headers["X-Cache"] == "MISS"


@pytest.mark.parametrize("what", CHANGES)
def test_a_reader_sees_it_within_two_seconds_and_nothing_else_is_purged(edge, what):
    for path, said in CHANGES[what]:
        assert said not in edge.cached(path)
    for path in ELSEWHERE:
        edge.cached(path)

    edge.does(what)

    committed = time.monotonic()
    for path, said in CHANGES[what]:
        while said not in edge.get(path).data.decode():
            assert time.monotonic() - committed < 2, path
            time.sleep(0.02)
    assert [path for path in ELSEWHERE if not edge.holds(path)] == []
    time.sleep(6)  # the second purge, for answers that were under way
    assert [path for path in ELSEWHERE if not edge.holds(path)] == []
    for path, said in CHANGES[what]:
        assert said in edge.get(path).data.decode()
