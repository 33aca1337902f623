# ruff: noqa: E402 - Django is set up first
"""What happens in the newsroom whose readers sit behind Varnish? Each line read is done, and told.

A process of its own, as a command is: `python -m tests.edge.newsroom`.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command

from articles.actions.correct_story import correct_story
from articles.actions.people import correct, correct_expert
from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import create_article, write_copy
from articles.models import Article, Author, Category, Expert, Tag
from articles.queries.working_copy import load
from cms.kernel import clock
from cms.kernel.models import PendingPurge
from comments.actions.decide import Judgement, decide
from comments.actions.post_reply import Sent, post_reply
from tests.comments.conftest import RHEA
from tests.stories import a_photo, complete_copy


def ada():
    return get_user_model().objects.get(username="ada")


def opened() -> None:
    """Fill the newsroom: a strike and a final are live, and a second strike is not."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    get_user_model().objects.create_superuser("ada", "ada@example.org", "ada-edits")
    strike, final = a_copy("strike"), a_copy("final")
    for copy in (strike, final):
        publish(create_article(copy, by=ada()).pk, by=ada())
    create_article(replace(strike, slug="second", headline="A second strike"), by=ada())
    PendingPurge.objects.all().delete()  # Varnish is still to come


def a_copy(name: str):
    """Return a complete copy with people and headings of its own."""
    return complete_copy(
        category=Category.objects.create(slug=f"{name}-room", name=name).pk,
        tag=Tag.objects.create(slug=f"{name}-tag", name=name).pk,
        expert=Expert.objects.create(slug=f"{name}-expert", name=f"Expert of the {name}").pk,
        author=Author.objects.create(slug=f"{name}-author", name=name).pk,
        photo=a_photo("#336699" if name == "strike" else "#993333"),
        slug=name,
        headline=f"The {name}",
    )


def story(slug: str) -> Article:
    return Article.objects.get(slug=slug)


def published() -> None:
    publish(story("second").pk, by=ada())


def corrected() -> None:
    article = story("strike")
    changed = replace(load(article), headline="The strike, put right")
    write_copy(article.pk, changed, version=article.version, by=ada())
    correct_story(article.pk, by=ada(), note="It was another one.")


def renamed() -> None:
    correct_expert(Expert.objects.get(slug="strike-expert").pk, name="Rosa Lindqvist")


def signed() -> None:
    correct(Author.objects.get(slug="strike-author"), name="Berit Holm")


def approved() -> None:
    sent = Sent("The quay is empty.", parent="", form_age=60.0)
    comment = post_reply(article_id=story("strike").pk, sent=sent, writer=RHEA, at=clock.now())
    comment.refresh_from_db()
    if comment.state != "published":
        judgement = Judgement(comment.key, comment.version, "approve")
        decide(judgement=judgement, by=ada(), at=clock.now())


def withdrawn() -> None:
    withdraw(story("strike").pk, by=ada(), note="It was not so.")


DONE: dict[str, Callable[[], None]] = {
    each.__name__: each
    for each in (opened, published, corrected, renamed, signed, approved, withdrawn)
}

if __name__ == "__main__":
    for line in sys.stdin:
        DONE[line.strip()]()
        sys.stdout.write(f"{line.strip()}\n")
        sys.stdout.flush()
