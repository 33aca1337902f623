"""The newsroom expects that no page of the admin lets anybody guess what it does not show."""

import pytest
from django.contrib import admin
from django.db.models import ForeignKey
from django.test import RequestFactory

from articles.models import Category
from comments.admin.records import Discreet
from comments.models import (
    Ban,
    Comment,
    Letter,
    ModeratorScope,
    Subscription,
)
from tests.comments.conftest import judge

pytestmark = pytest.mark.django_db
PAGES = [
    (model, page)
    for model, page in admin.site._registry.items()
    if model._meta.app_label == "comments"
]
PRIVATE = (
    *("author_email", "email", "address", "identity", "network_hash", "email_hash"),
    *("address_hash", "text_hash", "name", "before", "prev_hash", "claimed_by", "facts"),
)
GUESSES = ("", "__startswith", "__exact", "__regex", "__gte", "__isnull", "__in")


@pytest.mark.parametrize(("model", "page"), PAGES, ids=str)
def test_every_page_is_discreet(model, page):
    keys = [field for field in model._meta.fields if isinstance(field, ForeignKey)]
    ways = [f"{key.name}__category_id" for key in keys if key.related_model is Comment]

    assert isinstance(page, Discreet)
    assert page.scoped_by == ("category_id" if model is Comment else ways[0] if ways else "")


@pytest.mark.parametrize(("model", "page"), PAGES, ids=str)
def test_no_private_column_is_asked_for(model, page, ada):
    request = RequestFactory().get("/")
    request.user = ada
    private = {*PRIVATE, "value"} if model is Ban else PRIVATE  # a vote's is no secret
    there = [field.name for field in model._meta.fields if field.name in private]
    guesses = [f"{name}{how}" for name in there for how in GUESSES]
    guesses += [f"comment__{name}{how}" for name in PRIVATE for how in GUESSES]
    guesses += ["by__password__startswith", "user__email__startswith", "comment__article__title"]

    assert [guess for guess in guesses if page.lookup_allowed(guess, "r", request)] == []


@pytest.mark.parametrize(
    "asked",
    [
        "report/?email__startswith=r",
        "comment/?author_email__regex=(",
        "comment/?identity=rhea",
        "vote/?identity=rhea",
        "letter/?address__startswith=r",
    ],
)
def test_who_guesses_is_refused(client, moss, asked):
    client.force_login(moss)

    assert client.get(f"/admin/comments/{asked}").status_code == 400


@pytest.mark.parametrize(("model", "page"), PAGES, ids=str)
def test_what_a_page_offers_it_also_does(client, ada, strike_story, reply, model, page):
    judge(reply(strike_story), "approve", ada)
    client.force_login(ada)
    request = RequestFactory().get("/")
    request.user = ada
    if "changelist_view" in vars(type(page)) and model is not Comment:
        return  # pages of their own, without filters
    offered = [
        choice["query_string"]
        for spec in page.get_changelist_instance(request).filter_specs
        for choice in spec.choices(page.get_changelist_instance(request))
    ]

    for query in offered:
        answer = client.get(f"/admin/comments/{model._meta.model_name}/{query}")
        assert answer.status_code == 200, query


def test_letters_and_wishes_out_of_scope_are_not_there(client, moss, strike_story, reply):
    comment = reply(strike_story, "The tugboat captain said no.")
    letter = Letter.objects.create(
        kind="answered", once="1", comment=comment, address="rhea@reader.example", address_hash="a"
    )
    wish = Subscription.objects.create(
        comment=comment, address="rhea@reader.example", address_hash="a"
    )
    doors = {"letter": letter.pk, "subscription": wish.pk}
    client.force_login(moss)
    shown = [client.get(f"/admin/comments/{name}/").content for name in doors]
    assert all(b"reader.example" in page for page in shown)

    ModeratorScope.objects.create(
        user=moss, category=Category.objects.create(slug="sport", name="Sport")
    )

    for name, pk in doors.items():
        assert b"reader.example" not in client.get(f"/admin/comments/{name}/").content
        assert client.get(f"/admin/comments/{name}/{pk}/change/").status_code == 302


def test_who_reported_is_in_no_list_of_letters(client, ada, strike_story, reply):
    Letter.objects.create(
        kind="receipt",
        once="1",
        comment=reply(strike_story),
        address="tess@informer.example",
        address_hash="a",
    )
    client.force_login(ada)

    assert b"informer" not in client.get("/admin/comments/letter/").content


def test_the_log_shows_no_network(client, moss, ada, strike_story, reply):
    comment = reply(strike_story)
    decision = judge(comment, "approve", ada, network="f" * 32).decision
    client.force_login(moss)

    page = client.get(f"/admin/comments/decision/{decision.pk}/change/").content.decode()

    assert "approve" in page.casefold()
    assert "f" * 32 not in page
    assert decision.prev_hash not in page
