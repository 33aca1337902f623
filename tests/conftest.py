"""The small newsroom that the tests speak about: Ada edits, Moss moderates, Rhea reads."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.test import TransactionTestCase
from rest_framework.test import APIClient

from articles.actions.discussion import set_discussion
from articles.actions.publish import publish
from articles.actions.write_copy import create_article
from articles.api.public.kept import remembered as lists
from articles.api.public.popular_kept import remembered as rankings
from articles.api.public.story_kept import remembered as stories
from articles.models import Article, Author, Category, Expert, Tag
from articles.rules import copy as values
from cms.kernel.models import ApiToken
from comments.api.kept import remembered
from tests import migrated
from tests.emptying import empty
from tests.stories import a_photo, complete_copy

# Examples that touch a database take as long as the machine lets them.
hypothesis.settings.register_profile("newsroom", deadline=None)
hypothesis.settings.load_profile("newsroom")

START = "2026-11-22T09:00:00+00:00"


def pytest_collection_finish() -> None:
    """Look for garbage among what tests make, not again and again among all that was loaded."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Take the database that lies where the tests' one is to be: on SQLite, a migrated one."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    migrated.lay_out()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        migrated.keep()
    yield
    with django_db_blocker.unblock():
        migrated.clear_away()


@pytest.fixture(autouse=True, scope="session")
def _empty_at_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def _own_rooms(settings: Any, tmp_path: Path) -> None:
    """Every test has its own uploads, and limits that start at zero."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "uploads"), "base_url": "/uploads/"},
        },
        "originals": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "originals"), "base_url": None},
        },
    }
    storages._storages = {}
    cache.clear()
    remembered.forget()
    rankings.forget()
    stories.forget()
    lists.forget()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still at nine in the morning until the test moves it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(django_user_model: Any) -> Any:
    return django_user_model.objects.create_superuser("ada", "ada@example.org", "ada-edits")


@pytest.fixture
def moss(django_user_model: Any) -> Any:
    user = django_user_model.objects.create_user(
        "moss", "moss@example.org", "moss-reads", is_staff=True
    )
    everything = Permission.objects.filter(content_type__app_label="comments")
    user.user_permissions.set(everything.exclude(codename="lead_moderation"))
    return user


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def client_with(user: Any, *scopes: str) -> APIClient:
    """Return a client that carries a token with the scopes."""
    _token, secret = ApiToken.objects.issue(name="test", user_id=user.pk, scopes=scopes)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.fixture
def moss_api(moss: Any) -> APIClient:
    return client_with(moss, "moderator")


@pytest.fixture
def ada_api(ada: Any) -> APIClient:
    return client_with(ada, "editor", "preview")


@pytest.fixture
def city(db: None) -> Category:
    return Category.objects.create(slug="city", name="City")


@pytest.fixture
def strikes(db: None) -> Tag:
    return Tag.objects.create(slug="strikes", name="Strikes")


@pytest.fixture
def rosa(db: None) -> Expert:
    return Expert.objects.create(
        slug="rosa-lind", name="Rosa Lind", role="Economist", organisation="Port University"
    )


@pytest.fixture
def berit(db: None) -> Author:
    return Author.objects.create(slug="berit-holm", name="Berit Holm")


@pytest.fixture
def story_copy(
    city: Category, strikes: Tag, rosa: Expert, berit: Author
) -> Callable[..., values.ArticleCopy]:
    """Return a maker of complete copies, ready to be published; keywords change facts."""
    photo = a_photo()

    def make(**facts: Any) -> values.ArticleCopy:
        return complete_copy(
            category=city.pk, tag=strikes.pk, expert=rosa.pk, author=berit.pk, photo=photo, **facts
        )

    return make


@pytest.fixture
def strike_story(ada: Any, story_copy: Callable[..., values.ArticleCopy]) -> Article:
    """A live story about a strike; replies are read by a moderator first."""
    article = create_article(story_copy(), by=ada)
    publish(article.pk, by=ada)
    article.refresh_from_db()
    return article


@pytest.fixture
def draft_story(ada: Any, story_copy: Callable[..., values.ArticleCopy]) -> Article:
    """A complete story that nobody has published."""
    return create_article(
        story_copy(headline="Secret: the mayor resigns", slug="the-mayor-resigns"), by=ada
    )


@pytest.fixture
def closed_column(ada: Any, story_copy: Callable[..., values.ArticleCopy]) -> Article:
    """A live column to which nobody may reply."""
    article = create_article(story_copy(headline="A column", slug="a-column"), by=ada)
    publish(article.pk, by=ada)
    set_discussion(article_id=article.pk, policy="closed")
    return article
