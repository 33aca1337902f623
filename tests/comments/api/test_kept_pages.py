"""The newsroom expects that a page that is kept is never older than what happened."""

import pytest

from articles.actions.withdraw import withdraw
from comments.api.kept import remembered
from tests.cms.kernel.test_doorstep import INSIDE, at_the_door
from tests.cms.kernel.test_lanes import seen
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db


def url(story, query=""):
    return f"/api/v1/articles/{story.slug}/comments/{query}"


def test_an_unchanged_page_costs_one_statement(api, open_story, reply, django_assert_num_queries):
    reply(open_story)
    first = api.get(url(open_story))

    with django_assert_num_queries(1):
        again = api.get(url(open_story))
    with django_assert_num_queries(1):
        held = at_the_door(url(open_story), {"If-None-Match": first["ETag"]})

    assert again.content == first.content
    assert held[0] == 304


def test_everything_that_a_page_shows_makes_it_new(api, open_story, moss, reply):
    root = reply(open_story)
    bodies = [api.get(url(open_story)).content]

    def is_new():
        bodies.append(api.get(url(open_story)).content)
        return bodies[-1] != bodies[-2]

    below = reply(open_story, to=root)
    assert is_new()
    judge(below, "reject", moss)
    assert is_new()
    judge(below, "approve", moss)
    assert is_new()
    judge(root, "hold", moss)
    assert is_new()
    api.put(f"/api/v1/comments/{below.key}/vote/", {"value": 1}, format="json")
    assert is_new()
    assert not is_new()


def test_a_kept_page_goes_with_its_story(api, open_story, ada, reply):
    reply(open_story)
    held = api.get(url(open_story))["ETag"]

    withdraw(open_story.pk, by=ada, note="Wrong.")

    assert api.get(url(open_story)).status_code == 410
    assert api.get(url(open_story), headers={"If-None-Match": held}).status_code == 410
    assert at_the_door(url(open_story), {"If-None-Match": held})[0] == INSIDE


def test_a_page_is_kept_for_its_host_and_its_query(client, settings, open_story, reply):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    root = reply(open_story)
    reply(open_story, to=root)

    hosts = [
        client.get(url(open_story, "?replies=0"), headers={"host": host}).content.decode()
        for host in ("a.example", "b.example")
    ]

    assert ["a.example" in hosts[0], "b.example" in hosts[1]] == [True, True]
    assert client.get(url(open_story), headers={"host": "a.example"}).content.decode() != hosts[0]


def test_only_so_many_are_kept(monkeypatch, api, open_story):
    monkeypatch.setattr(remembered, "most", 2)

    for limit in range(1, 6):
        api.get(url(open_story, f"?limit={limit}"))

    assert len(remembered._kept) == 2


QUERIES = [
    *("", "?ordering=best", "?limit=1", "?replies=0", "?depth=1", "?language=en", "?cursor="),
    *("since/", "since/?language=en", "since/?after="),
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("accepted", ["", "gzip", "br, gzip"])
def test_the_short_304_is_that_of_the_view(clock, settings, open_story, reply, query, accepted):
    for _number in range(4):
        reply(open_story, to=reply(open_story))
    headers = {"accept-encoding": accepted} if accepted else {}
    path = url(open_story, query)
    etag = seen(path, **headers)[1]["etag"]
    asked = [etag, f"W/{etag}", f'"other", {etag}', "*", '"other"', etag.strip('"'), '""']

    door = [at_the_door(path, headers | {"if-none-match": said})[:2] for said in asked]
    view = [seen(path, **headers, **{"if-none-match": said})[:2] for said in asked]

    assert [status for status, _headers in view] == [304, 304, 304, 304, 200, 200, 200]
    assert [status for status, _headers in door] == [304, 304, INSIDE, INSIDE, 200, INSIDE, 200]
    for mine, theirs in zip(door, view, strict=True):
        assert mine[0] == INSIDE or mine == theirs


def test_the_door_passes_on_what_only_the_view_can_judge(clock, settings, open_story, reply):
    reply(open_story)
    path = url(open_story)
    held = {"if-none-match": seen(path)[1]["etag"]}

    for more in (
        {"accept": "text/html"},
        {"host": "evil.invalid"},
        {"if-match": '"other"'},
        {"if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ):
        assert at_the_door(path, held | more)[0] == INSIDE, more
    assert at_the_door(path, held)[0] == 304
    assert at_the_door(path.replace("dockers", "no"), held)[0] == INSIDE
    settings.SECURE_SSL_REDIRECT = True
    assert at_the_door(path, held)[0] == INSIDE


def test_a_made_up_etag_proves_nothing(api, open_story):
    held = api.get(url(open_story))["ETag"]

    answer = api.get(url(open_story, "?ordering=random"), headers={"If-None-Match": held})

    assert answer.status_code == 400
