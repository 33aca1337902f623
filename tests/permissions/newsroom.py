"""Where do all callers knock? Somebody of each group, and something behind each door."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.actions.add_expert import add_expert
from articles.actions.desk_notes import add_note
from articles.actions.discussion import set_discussion
from articles.actions.preview_links import make_link, token_of
from articles.actions.publish import publish
from articles.actions.submit import submit
from articles.actions.write_copy import create_article
from articles.models import Article, Author, Category, Tag
from cms.kernel import clock
from cms.kernel.models import SCOPES, ApiToken
from cms.seeding.accounts import GROUPS, make_accounts
from cms.webhooks.actions.look_after import set_up
from cms.webhooks.models import Delivery
from comments.actions.ban import Banned, ban
from comments.actions.post_reply import Sent, post_reply
from tests.comments.conftest import TROY
from tests.stories import a_photo, complete_copy

ROLES = {name.lower().removesuffix("s"): name for name in GROUPS}
NOBODY, ADMINISTRATOR = "nobody", "administrator"


@dataclass
class Newsroom:
    """People by role, the secrets of their tokens by role and scope, and what stands there."""

    people: dict[str, Any] = field(default_factory=dict)
    secrets: dict[tuple[str, str], str] = field(default_factory=dict)
    stories: dict[str, Article] = field(default_factory=dict)
    names: dict[str, Any] = field(default_factory=dict)
    dead: dict[str, str] = field(default_factory=dict)


def newsroom() -> Newsroom:
    """Make it."""
    room = Newsroom()
    _people(room)
    _tokens(room)
    _stories(room)
    _replies(room)
    _webhooks(room)
    return room


def _people(room: Newsroom) -> None:
    make_accounts()
    users = get_user_model().objects
    room.people[NOBODY] = users.create_user("reader-without-rights")
    for role, group in ROLES.items():
        room.people[role] = users.create_user(f"the {role}", is_staff=True)
        room.people[role].groups.add(Group.objects.get(name=group))
    room.people[ADMINISTRATOR] = users.create_superuser("the administrator")
    room.people["who left"] = users.create_superuser("who left", is_active=False)


def _tokens(room: Newsroom) -> None:
    for role, user in room.people.items():
        for scope in SCOPES:
            room.secrets[role, scope] = _token(user, scope)
    mightiest, now = room.people[ADMINISTRATOR], clock.now()
    room.dead["of somebody who left"] = _token(room.people["who left"], *SCOPES)
    room.dead["expired"] = _token(mightiest, *SCOPES, expires_at=now)
    room.dead["revoked"] = _token(mightiest, *SCOPES)
    last = ApiToken.objects.order_by("pk").last()
    ApiToken.objects.filter(pk=last.pk).update(revoked_at=now)
    room.dead["not ours"] = "nr_" + "x" * 43


def _token(user: Any, *scopes: str, **facts: Any) -> str:
    _row, secret = ApiToken.objects.issue(name="matrix", user_id=user.pk, scopes=scopes, **facts)
    return secret


def _stories(room: Newsroom) -> None:
    numbers = {
        "category": Category.objects.create(slug="city", name="City").pk,
        "tag": Tag.objects.create(slug="strikes", name="Strikes").pk,
        "author": Author.objects.create(slug="berit-holm", name="Berit Holm").pk,
        "expert": add_expert(name="Rosa Lind").pk,
        "photo": a_photo(),
    }
    for state in ("draft", "submitted", "scheduled", "live"):
        made = create_article(complete_copy(**numbers, slug=f"a-{state}-story"), by=None)
        add_note(made.pk, by=room.people["editor"], text="Call again.", block="")
        room.stories[state] = made
    submit(room.stories["submitted"].pk, by=None)
    publish(room.stories["live"].pk, by=None)
    publish(room.stories["scheduled"].pk, by=None, at=clock.now() + timedelta(days=1))
    room.names |= {
        **numbers,
        "another expert": add_expert(name="Ida Holm").pk,
        "unused category": Category.objects.create(slug="sport", name="Sport").pk,
        "unused tag": Tag.objects.create(slug="wages", name="Wages").pk,
        "unused author": Author.objects.create(slug="ann-dahl", name="Ann Dahl").pk,
        "unused photo": a_photo("#112233"),
        "link": token_of(make_link(room.stories["draft"].pk, by=None, hours=1)),
    }


def _replies(room: Newsroom) -> None:
    story = room.stories["live"]
    set_discussion(article_id=story.pk, policy="premoderated")
    sent = Sent("The quay is quiet tonight.", form_age=60.0)
    room.names["reply"] = post_reply(article_id=story.pk, sent=sent, writer=TROY, at=clock.now())
    banned = Banned("identity", TROY.identity)
    by = room.people[ADMINISTRATOR]
    room.names["ban"] = ban(who=banned, reason="abuse", by=by, at=clock.now()).pk


def _webhooks(room: Newsroom) -> None:
    made = set_up(
        by=room.people["chief"],
        name="Frontend",
        url="https://93.184.215.14/hook",
        event_types=["*"],
    )
    room.names["webhook"] = made.webhook.pk
    room.names["delivery"] = Delivery.objects.create(
        webhook=made.webhook, type="article.updated", subject="article-1", body="{}"
    ).pk
