"""The readers' lane: the short way gives the same answers as the long one."""

import pytest
from django.conf import settings as site
from django.test import Client

PATHS = [
    "/api/v1/articles/dockers-strike/",
    "/api/v1/articles/?page_size=2&tag=strikes",
    "/api/v1/articles/?colour=red",
    "/api/v1/articles/nowhere/",
    "/api/v1/experts/rosa-lind/",
    "/api/v1/most-popular/",
    "/api/v1/articles/dockers-strike/comments/",
    "/api/v1/nowhere/",
]


def seen(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    answer = Client(raise_request_exception=False).get(path, headers=headers)
    told = {name.lower(): value for name, value in answer.headers.items()}
    told.pop("x-request-id")
    told.pop("allow", None)
    body = answer.content if answer.status_code == 200 else b""
    return answer.status_code, told, body


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("headers", [{}, {"accept-encoding": "gzip"}, {"host": "evil.invalid"}])
def test_the_short_way_answers_as_the_long_way(clock, settings, strike_story, path, headers):
    short = seen(path, **headers)

    settings.MIDDLEWARE = [m for m in site.MIDDLEWARE if not m.endswith("ReadersLane")]
    long = seen(path, **headers)

    assert short == long


def test_a_cookie_never_acts_on_the_api(client, ada, strike_story):
    client.force_login(ada)

    assert client.get("/api/v1/editor/articles/").status_code == 401
    assert "Set-Cookie" not in client.get("/api/v1/articles/").headers
    assert client.get("/admin/").status_code == 200


def test_https_is_asked_for_on_the_short_way_too(client, settings, strike_story):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get("/api/v1/articles/")

    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("https://")
