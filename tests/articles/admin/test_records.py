"""The newsroom expects that every row is found in the admin, and none changed by accident."""

import pytest
from django.apps import apps
from django.contrib import admin

from articles.actions.withdraw import withdraw
from articles.models import Address, Correction, Edition, Revision, ShareCount, TimelineEntry

KEPT_BY_MACHINES = {
    "Burst", "Byline", "DeskNote", "Dropped", "Edge", "EngagementDay", "EngagementHour",
    "ExpertName", "Figure", "ListedCount", "Mention", "Passage", "PopularitySalt", "Presence",
    "PublicChange", "PublicState", "RankingBasis", "RelatedPick", "RollingRevision", "SearchSlip",
    "SearchText", "Section", "ShareSeen", "ViewSeen", "WindowCount", "WrittenParcel",
}  # fmt: skip
SHOWN = sorted(
    model._meta.model_name
    for model in apps.get_app_config("articles").get_models()
    if model.__name__ not in KEPT_BY_MACHINES
)


def test_every_model_has_a_page_or_is_part_of_one():
    registered = {m.__name__ for m in admin.site._registry if m._meta.app_label == "articles"}
    every = {m.__name__ for m in apps.get_app_config("articles").get_models()}

    # Parts of a story are edited at its desk, names of an expert beside the expert.
    assert every - registered - KEPT_BY_MACHINES == set()


@pytest.mark.parametrize("name", SHOWN)
def test_every_list_opens_searches_and_orders(client, ada, strike_story, name):
    ShareCount.objects.create(article=strike_story, network="x", n=1)
    Correction.objects.create(article=strike_story, note="A name.")
    client.force_login(ada)

    for query in ({}, {"q": "strike"}, {"o": "1"}):
        page = client.get(f"/admin/articles/{name}/", query)
        assert page.status_code == 200


@pytest.mark.parametrize("model", [Edition, Revision, TimelineEntry, Address])
def test_what_is_kept_can_be_looked_at_and_not_changed(client, ada, strike_story, model):
    row = model.objects.first()
    url = f"/admin/articles/{model._meta.model_name}/{row.pk}"
    client.force_login(ada)

    assert client.get(f"{url}/change/").status_code == 200
    assert client.post(f"{url}/change/", {}).status_code == 403
    # A former address may be given up; this one is where readers find the story.
    refused = 200 if model is Address else 403
    assert client.post(f"{url}/delete/", {"post": "yes"}).status_code == refused
    assert model.objects.filter(pk=row.pk).exists()


def test_a_withdrawal_can_be_looked_at(client, ada, strike_story):
    row = withdraw(strike_story.pk, by=ada, note="Retracted.")
    client.force_login(ada)

    assert b"Retracted." in client.get(f"/admin/articles/withdrawal/{row.pk}/change/").content
