"""Frontends expect one API: what is said at the doorstep is what the views say."""

import json

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import URLResolver, get_resolver
from django.utils import translation

from articles.api.public.stories import Stories
from cms.kernel.doorstep import Doorstep, _dress
from cms.kernel.public import PublicRead
from tests.cms.kernel.test_lanes import seen
from tests.comments.conftest import reply as _reply

pytestmark = pytest.mark.django_db
reply = _reply
INSIDE = 599  # where a request goes that is not answered at the door

# Examples of every parameter of every public read; one that has none fails the test.
SAID = {
    "after": ["2026-11-22T08:00:00.000Z"],
    "article": ["dockers-strike"],
    "articles": ["dockers-strike,nowhere"],
    "author": ["berit-holm", "berit-holm,nobody", "nobody"],
    "by": ["score", "views", "shares", "rising"],
    "category": ["city", "city,sport", "nowhere"],
    "cursor": [""],
    "depth": ["1"],
    "exclude": ["dockers-strike"],
    "expand": ["related", "comments,related,most_popular"],
    "expert": ["rosa-lind", "nobody"],
    "facets": ["none", "tag,author"],
    "fields": ["title,lead_photo.url", "id"],
    "fill": ["true", "false"],
    "format_text": ["html", "markdown", "plain"],
    "half_life": ["1h", "7d"],
    "language": ["en", "es", "en,es"],
    "limit": ["1", "7"],
    "omit": ["sections", "title"],
    "ordering": ["title", "-published_at,title", "newest", "best"],
    "path": ["/en/dockers-strike/", "/nowhere"],
    "page": ["1", "2"],
    "page_size": ["1", "100"],
    "prefix": ["true"],
    "published_after": ["-7d", "2026-01-01"],
    "published_before": ["2030-01-01T00:00:00Z"],
    "q": ["quay", "quay silence", '"third day"', "nothing of it"],
    "replies": ["0", "2"],
    "said_after": ["2020-01-01"],
    "search": ["quay", "nothing of it"],
    "since": [""],
    "slug": ["dockers-strike"],
    "tag": ["strikes", "strikes,sport", "nowhere"],
    "updated_after": ["-1h"],
    "window": ["1h", "24h", "7d", "30d", "all"],
}
ALIKE = {"schema"}  # whose answer is long and asks for no parameter


def at_the_door(path, headers, method="get"):
    """Return status, headers and body of what is said at the door."""

    def inside(_environ, start_response):
        start_response(f"{INSIDE} inside", [])
        return ()

    said = []
    environ = getattr(RequestFactory(), method)(path, headers={"host": "testserver"} | headers)
    body = Doorstep(inside)(environ.environ, lambda *answer: said.append(answer))
    [(status, answered)] = said
    told = {name.lower(): value for name, value in answered}
    if not status.startswith(str(INSIDE)):
        assert len(told.pop("x-request-id")) == 16
    return int(status[:3]), told, b"".join(body)


def public_reads():
    """Yield every public read: its name, its address as a pattern, and its class."""
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and str(resolver.pattern) == "api/v1/":
            yield from _leaves(resolver, "/api/v1/")


def _leaves(resolver, before):
    for pattern in resolver.url_patterns:
        path = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _leaves(pattern, path)
        elif issubclass(getattr(pattern.callback, "cls", object), PublicRead):
            yield pattern.name, path, pattern.callback.cls


READS = {
    name: (path, cls)
    for name, path, cls in public_reads()
    if name not in ALIKE and cls.read is not PublicRead.read  # others answer only inside
}


@pytest.fixture
def paths(strike_story, moss, reply):
    """Return an address of every public read at which something stands."""
    comment = reply(strike_story, approved_by=moss)
    reply(strike_story, to=comment, approved_by=moss)
    quote = strike_story.sections.get(position=1).quote_set.get().key
    slugs = {
        "experts": "rosa-lind",
        "authors": "berit-holm",
        "categories": "city",
        "tags": "strikes",
    }

    def filled(pattern):
        room = pattern.split("/")[3]
        key = comment.key if room == "comments" else quote
        return (
            pattern.replace("<str:slug>", slugs.get(room, strike_story.slug))
            .replace("<slug:slug>", strike_story.slug)
            .replace("<str:key>", key)
            .replace("<int:pk>", str(strike_story.lead_photo_id))
        )

    return {name: filled(path) for name, (path, _cls) in READS.items()}


@pytest.mark.parametrize("name", READS)
def test_every_read_is_answered_at_the_door_as_by_its_view(clock, paths, name):
    _path, cls = READS[name]
    queries = ["", *(f"?{param}={value}" for param in cls.params for value in SAID[param])]
    heard = 0
    for query in queries:
        for coding in ("", "gzip", "br, gzip"):
            headers = {"accept-encoding": coding} if coding else {}
            path = f"{paths[name]}{query}"
            door, view = at_the_door(path, headers), seen(path, **headers)
            assert door == view or (door[0] == INSIDE and view[0] != 200), path
            heard += door[0] == 200
    assert heard, "nothing was answered at the door"


def test_a_thread_does_not_go_on_in_the_language_of_the_page_before():
    spoken = []

    def inside(_environ, start_response):
        spoken.append(translation.get_language())
        start_response("200 OK", [])
        return ()

    translation.activate("es")
    environ = RequestFactory()._base_environ(PATH_INFO="/admin/")
    Doorstep(inside)(environ, lambda *_said: None)

    assert spoken == ["en"]


@pytest.mark.parametrize("name", READS)
def test_who_holds_the_answer_hears_so(clock, paths, name):
    _status, told, _body = at_the_door(paths[name], {"accept-encoding": "br"})
    if _status == INSIDE:  # it needs a parameter
        return
    for said in (told["etag"], f"W/{told['etag']}", '"other"', f'"a", {told["etag"]}', "*", "x"):
        headers = {"accept-encoding": "br", "if-none-match": said}
        door, view = at_the_door(paths[name], headers), seen(paths[name], **headers)
        assert door == view or door[0] == INSIDE, said
        assert door[0] == (304 if told["etag"] in {said, said.removeprefix("W/")} else door[0])


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("?page=x", {}),
        ("?colour=red", {}),
        ("?tag=%FF", {}),
        ("nowhere/", {}),
        ("%FF/", {}),
        ("", {"accept": "text/html"}),
        ("", {"host": "evil.invalid"}),
        ("", {"if-match": '"other"'}),
        ("", {"if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}),
        ("", {"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}),
        ("", {"range": "bytes=0-9"}),
    ],
)
def test_what_is_not_plain_is_led_inside(strike_story, path, headers):
    assert at_the_door("/api/v1/articles/", {})[0] == 200
    assert at_the_door(f"/api/v1/articles/{path}", headers)[0] == INSIDE


@pytest.mark.parametrize("method", ["head", "options", "post", "put", "delete"])
def test_other_methods_are_led_inside(strike_story, method):
    assert at_the_door("/api/v1/articles/", {}, method)[0] == INSIDE


def test_https_is_asked_for_inside(settings, strike_story):
    settings.SECURE_SSL_REDIRECT = True

    assert at_the_door("/api/v1/articles/", {})[0] == INSIDE


@pytest.mark.parametrize("trouble", [OperationalError, ZeroDivisionError])
def test_what_goes_wrong_is_told_by_the_view(monkeypatch, strike_story, trouble):
    def broken(*_args, **_kwargs):
        raise trouble

    monkeypatch.setattr(Stories, "read", broken)

    assert at_the_door("/api/v1/articles/", {})[0] == INSIDE
    answer = Client(raise_request_exception=False).get("/api/v1/articles/")
    assert answer.status_code in {500, 503}


def test_a_story_that_did_not_change_is_one_statement(strike_story, django_assert_num_queries):
    path = "/api/v1/articles/dockers-strike/"
    at_the_door(path, {})

    with django_assert_num_queries(1):
        _status, told, _body = at_the_door(path, {})
    with django_assert_num_queries(1):
        assert at_the_door(path, {"if-none-match": told["etag"]})[0] == 304


def test_a_connection_that_was_lost_is_found_again(transactional_db, strike_story):
    connection.close()

    assert at_the_door("/api/v1/articles/dockers-strike/", {})[0] == 200


def django_inside(environ, start_response):
    """Answer by Django's own way, on the connection of the test."""
    response = ClientHandler()(environ)
    start_response(f"{response.status_code} said", list(response.headers.items()))
    return [response.content]


@pytest.mark.parametrize(
    ("proxies", "scheme"), [(["127.0.0.1"], "https"), (["10.0.0.0/8"], "http"), ([], "http")]
)
@pytest.mark.parametrize("etag", [{}, {"if-none-match": '"another", "third"'}])
def test_pages_lead_on_by_the_scheme_that_a_trusted_proxy_names(
    settings, strike_story, closed_column, proxies, scheme, etag
):
    settings.TRUSTED_PROXIES, settings.SECURE_HSTS_SECONDS = proxies, 60
    _dress.cache_clear()
    headers = {"host": "testserver", "x-forwarded-proto": "https", **etag}
    request = RequestFactory().get("/api/v1/articles/?page_size=1", headers=headers)
    said = []

    body = Doorstep(django_inside)(request.environ, lambda *answer: said.append(answer))

    told = json.loads(b"".join(body))
    assert told["next"] == f"{scheme}://testserver/api/v1/articles/?page_size=1&page=2"
    assert ("Strict-Transport-Security" in dict(said[0][1])) == (scheme == "https")


@pytest.mark.parametrize(("proxies", "status"), [(["127.0.0.1"], 200), ([], 301)])
def test_a_redirect_to_https_leads_in_no_circle_behind_a_trusted_proxy(
    settings, strike_story, proxies, status
):
    settings.TRUSTED_PROXIES, settings.SECURE_SSL_REDIRECT = proxies, True
    headers = {"host": "testserver", "x-forwarded-proto": "https"}
    request = RequestFactory().get("/api/v1/articles/", headers=headers)
    said = []

    Doorstep(django_inside)(request.environ, lambda *answer: said.append(answer))

    assert said[0][0].startswith(str(status))
