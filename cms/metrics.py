"""How is the newsroom doing, for Prometheus to ask?"""

import hmac
import os
from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from cms.kernel.gauges import readings
from cms.kernel.metered import MEASURED

UNSEEN = {"Cache-Control": "private, no-store"}


class _OfTheHouse(Collector):
    """The figures that the rooms tell."""

    def collect(self) -> Iterable[Metric]:
        for gauge, value in readings():
            yield GaugeMetricFamily(gauge.name, gauge.says, value=value)


def metrics(request: HttpRequest) -> HttpResponse:
    """Tell all figures in Prometheus' text format, to whoever holds METRICS_TOKEN.

    Without that setting, or with another token, nothing is here: 404.
    """
    if not _may(request):
        raise Http404
    shared = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        counted = generate_latest(shared)
    else:
        counted = generate_latest(MEASURED)
    house = CollectorRegistry()
    house.register(_OfTheHouse())
    body = counted + generate_latest(house)
    return HttpResponse(body, content_type=CONTENT_TYPE_PLAIN_0_0_4, headers=UNSEEN)


def _may(request: HttpRequest) -> bool:
    wanted = settings.METRICS_TOKEN
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(wanted) and hmac.compare_digest(said.encode(), wanted.encode())
