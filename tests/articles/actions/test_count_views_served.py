"""The newsroom expects that its real server, killed or asked to stop, keeps what it was told."""

import os
import signal
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import pytest
from django.db import connection
from redis import Redis, RedisError

from articles.models import Popularity
from tests.benchmarks.servers import children, served

REDIS = "redis://127.0.0.1:6379/7"
PATIENCE = 30  # seconds, on a busy machine
TWENTY = range(20)


def is_there():
    try:
        return Redis.from_url(REDIS, socket_connect_timeout=0.2).ping()
    except (RedisError, OSError):
        return False


def database_url():
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return f"postgres://{database['USER']}@{database['HOST']}/{database['NAME']}"


def tell(url, wave):
    line = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    for reader in TWENTY:
        agent = {"User-Agent": f"Mozilla/5.0 Firefox/132.0 wave {wave} reader {reader}"}
        line.request("POST", "/api/v1/articles/dockers-strike/views/", b"", agent)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 204
    line.close()


def views():
    return Popularity.objects.get().views


def wait_for(condition):
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def answers(url):
    try:
        with closing(HTTPConnection(urlsplit(url).netloc, timeout=1)) as line:
            line.request("GET", "/health/live")
            return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "redis",
    ["", pytest.param(REDIS, marks=pytest.mark.skipif(not is_there(), reason="no Redis here"))],
)
def test_a_kill_loses_an_interval_at_most_and_a_stop_nothing(strike_story, tmp_path, redis):
    environment = {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(tmp_path),
        "REDIS_URL": redis,
        "BURST_CAP": "0",
        "CHORES": "off",
        "WORKERS": "1",
        "LOG_LEVEL": "CRITICAL",
    }

    with served("cms.wsgi:application", environment) as server:
        tell(server.url, wave=1)
        wait_for(lambda: views() == 20)
        tell(server.url, wave=2)
        killed = children(server.pid)
        for worker in killed:
            os.kill(worker, signal.SIGKILL)
        wait_for(lambda: not set(killed) & set(children(server.pid)) and answers(server.url))
        after_the_kill = views()
        tell(server.url, wave=3)

    assert 20 <= after_the_kill <= 40
    assert views() == after_the_kill + 20
