"""The newsroom expects that each kind of cache is told in its own way, and with its own token."""

import json
import socket
from urllib.parse import urlsplit

import pytest

from cms.checks import caches_can_be_told as check
from cms.kernel import caches
from cms.kernel.caches import cache_at, forget
from cms.kernel.keys import EVERYTHING
from tests.programs import running, says


@pytest.fixture
def cache():
    with running(says({})) as program:
        yield program


@pytest.fixture(autouse=True)
def _tokens(settings):
    settings.PURGE_TOKEN, settings.FASTLY_TOKEN = "ours", "of-fastly"
    settings.CLOUDFLARE_TOKEN = "of-cloudflare"  # noqa: S105


def place_of(program) -> str:
    return urlsplit(program.url).netloc


def test_varnish_is_asked_to_ban_the_keys(cache):
    assert forget(cache_at(f"varnish://{place_of(cache)}"), ["article-1", "articles"]) == ""

    [(path, headers, body)] = cache.heard
    assert (cache.methods, path, body) == (["BAN"], "/", b"")
    assert headers["surrogate-key"] == "article-1 articles"
    assert headers["x-purge-token"] == "ours"


def test_a_cache_that_takes_purge_hears_the_keys_at_its_path(cache):
    assert forget(cache_at(f"purge+http://{place_of(cache)}/purge"), ["article-1", "tags"]) == ""

    [(path, headers, _body)] = cache.heard
    assert (cache.methods, path) == (["PURGE"], "/purge")
    assert headers["surrogate-key"] == "article-1 tags"
    assert headers["x-purge-token"] == "ours"


def test_fastly_takes_256_keys_at_once(cache, monkeypatch):
    monkeypatch.setattr(caches, "FASTLY", f"http://{place_of(cache)}")

    assert (
        forget(cache_at("fastly://SU1Z0isxPaozGVKXdv0eY"), [f"tag-{n}" for n in range(300)]) == ""
    )

    paths = {path for path, _headers, _body in cache.heard}
    told = [headers["surrogate-key"].split() for _path, headers, _body in cache.heard]
    assert (cache.methods, paths) == (["POST", "POST"], {"/service/SU1Z0isxPaozGVKXdv0eY/purge"})
    assert [len(keys) for keys in told] == [256, 44]
    assert {headers["fastly-key"] for _path, headers, _body in cache.heard} == {"of-fastly"}


def test_cloudflare_takes_100_tags_at_once(cache, monkeypatch):
    monkeypatch.setattr(caches, "CLOUDFLARE", f"http://{place_of(cache)}/client/v4")
    keys = [f"tag-{n}" for n in range(150)]

    assert forget(cache_at("cloudflare://023e105f4ecef8ad9ca31a8372d0c353"), keys) == ""

    told = [json.loads(body) for _path, _headers, body in cache.heard]
    path, headers, _body = cache.heard[0]
    assert path == "/client/v4/zones/023e105f4ecef8ad9ca31a8372d0c353/purge_cache"
    assert headers["authorization"] == "Bearer of-cloudflare"
    assert told == [{"tags": keys[:100]}, {"tags": keys[100:]}]


@pytest.mark.parametrize(
    ("url", "path", "said"),
    [
        ("varnish://{}", "/", ("surrogate-key", "*")),
        ("purge+http://{}", "/", ("surrogate-key", "*")),
        ("fastly://S", "/service/S/purge_all", ("fastly-key", "of-fastly")),
        ("cloudflare://Z", "/zones/Z/purge_cache", ("content-type", "application/json")),
    ],
)
def test_everything_is_one_call(cache, monkeypatch, url, path, said):
    monkeypatch.setattr(caches, "FASTLY", f"http://{place_of(cache)}")
    monkeypatch.setattr(caches, "CLOUDFLARE", f"http://{place_of(cache)}")

    assert forget(cache_at(url.format(place_of(cache))), ["tag-1", EVERYTHING]) == ""

    [(heard, headers, body)] = cache.heard
    assert heard == path
    assert headers[said[0]] == said[1]
    assert body in {b"", b'{"purge_everything": true}'}


@pytest.mark.parametrize("status", [302, 403, 429, 503])
def test_what_is_not_2xx_has_not_been_heard(status):
    with running(says({}, status, Location="http://127.0.0.1:9/")) as program:
        assert forget(cache_at(f"varnish://{place_of(program)}"), ["tag-1"]) == str(status)


def test_a_cache_that_is_away_is_a_trouble_and_no_error():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))

        trouble = forget(cache_at(f"varnish://127.0.0.1:{nobody.getsockname()[1]}"), ["tag-1"])

    assert trouble == "NewConnectionError"


@pytest.mark.parametrize(
    ("urls", "tokens", "said"),
    [
        ([], "", []),
        (["varnish://127.0.0.1:6081", "fastly://S"], "set", []),
        (["varnish://127.0.0.1:6081"], "", ["newsroom.N015"]),
        (["fastly://S", "cloudflare://Z"], "", ["newsroom.N015", "newsroom.N015"]),
        (["http://127.0.0.1/"], "set", ["newsroom.N014"]),
        (["varnish://"], "set", ["newsroom.N014"]),
        (["varnish://secret@127.0.0.1"], "set", ["newsroom.N014"]),
        (["varnish://127.0.0.1:port"], "set", ["newsroom.N014"]),
    ],
)
def test_settings_that_cannot_work_are_told(settings, urls, tokens, said):
    settings.PURGE_URLS = urls
    settings.PURGE_TOKEN = settings.FASTLY_TOKEN = settings.CLOUDFLARE_TOKEN = tokens

    assert [message.id for message in check()] == said
