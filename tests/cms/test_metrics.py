"""The operator expects to see how the newsroom is doing, and that nobody else does."""

import pytest
import urllib3
from django.db import OperationalError
from prometheus_client.parser import text_string_to_metric_families

from cms.kernel import gauges
from cms.kernel.metered import MEASURED, Metered, door_of
from cms.kernel.models import Chore
from tests.benchmarks.servers import served

TOKEN = "watch-over-the-house-by-night"  # noqa: S105


def figures(answer) -> dict[str, float]:
    families = text_string_to_metric_families(answer.content.decode())
    return {sample.name: sample.value for family in families for sample in family.samples}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "said"),
    [("", "Bearer "), ("", ""), (TOKEN, ""), (TOKEN, "Bearer wrong"), (TOKEN, "Bearer é")],
)
def test_without_the_token_nothing_is_there(client, settings, token, said):
    settings.METRICS_TOKEN = token

    assert client.get("/metrics", headers={"Authorization": said}).status_code == 404


@pytest.mark.django_db
def test_what_is_late_is_told(client, settings, clock):
    settings.METRICS_TOKEN = TOKEN
    Chore.objects.create(name="old", trouble="OSError")
    clock.shift(600)

    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    found = figures(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert found["newsroom_database_up"] == 1
    assert found["newsroom_chores_late"] == found["newsroom_chores_in_trouble"] == 1
    assert found["newsroom_replies_waiting"] == found["newsroom_letters_late"] == 0


@pytest.mark.django_db
def test_a_database_that_is_away_is_a_figure_too(client, settings, monkeypatch):
    def away():
        raise OperationalError

    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr(gauges, "_gauges", {})
    gauges.gauge("newsroom_test", "Of a test", away)

    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert figures(answer)["newsroom_database_up"] == 0
    assert "newsroom_test" not in figures(answer)


def test_doors_have_few_names_whatever_is_asked_for():
    assert door_of("/api/v1/articles/a/") == door_of("/api/v1/articles/b/") == "article"
    assert door_of("/wp-login.php") == door_of("/api/v1/nothing/") == "unknown"


def test_an_answer_that_failed_is_counted_as_such():
    def broken(_environ, _start_response):
        raise ZeroDivisionError

    asked = {"REQUEST_METHOD": "BREW", "PATH_INFO": "/teapot"}
    with pytest.raises(ZeroDivisionError):
        Metered(broken)(asked, None)

    labels = {"method": "other", "door": "unknown", "status": "500"}
    assert MEASURED.get_sample_value("newsroom_answers_total", labels) == 1


def test_all_workers_are_counted_together(tmp_path):
    told = {"DATA_DIR": str(tmp_path), "METRICS_TOKEN": TOKEN, "WORKERS": "2", "CHORES": "off"}
    with served("cms.wsgi:application", told) as server:
        before = live_answers(ask(server, "/metrics", Authorization=f"Bearer {TOKEN}"))
        for _number in range(40):
            assert ask(server, "/health/live", Connection="close").status == 200
        assert ask(server, "/metrics").status == 404
        after = live_answers(ask(server, "/metrics", Authorization=f"Bearer {TOKEN}"))

    assert after - before == 40


def ask(server, path, **headers):
    return urllib3.request("GET", f"{server.url}{path}", headers=headers)


def live_answers(answer) -> float:
    labels = {"method": "GET", "door": "live", "status": "200"}
    families = text_string_to_metric_families(answer.data.decode())
    samples = [sample for family in families for sample in family.samples]
    said = [s.value for s in samples if s.name == "newsroom_answers_total" and s.labels == labels]
    return sum(said)
