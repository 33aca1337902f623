"""What is this room called inside Django?"""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_delete
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """The articles room."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Follow corrected photos, tell who uses them; name this room's chores and news."""
        from articles.actions.announce_edges import announce_edges  # noqa: PLC0415
        from articles.actions.change_weights import REWEIGHING, reweigh_stories  # noqa: PLC0415
        from articles.actions.condense_hours import condense_what_is_over  # noqa: PLC0415
        from articles.actions.forget_sightings import forget_what_is_over  # noqa: PLC0415
        from articles.actions.roll_windows import ROLLING, roll_windows  # noqa: PLC0415
        from articles.queries.where_used import PHOTOS_IN_STORIES  # noqa: PLC0415
        from cms.kernel.announce import listen  # noqa: PLC0415
        from cms.kernel.chores import chore  # noqa: PLC0415
        from cms.kernel.usage import register  # noqa: PLC0415

        offer_parts()
        watch_the_public_side(self)
        chore("who was counted", 10 * 60, forget_what_is_over)
        listen("photo.updated", follow_photo)
        register("photo", PHOTOS_IN_STORIES)
        chore(ROLLING, 5 * 60, roll_windows)
        chore(REWEIGHING, 10 * 60, reweigh_stories)
        chore("edges", 15, announce_edges)
        name_news()
        chore("hours of engagement", 60 * 60, condense_what_is_over)


def name_news() -> None:
    """Say which announcements of this room are told outside."""
    from articles.queries.told_outside import TOLD  # noqa: PLC0415
    from cms.webhooks.actions.tell_outside import tell_outside  # noqa: PLC0415

    for kind, tell in TOLD.items():
        tell_outside(kind, tell)


def follow_photo(_kind: str, subject: str, _facts: dict[str, Any]) -> None:
    """Render anew what shows the photo, in the transaction that corrected it."""
    from articles.actions.render_editions import render_mentioning  # noqa: PLC0415
    from articles.models.editions import MentionKind  # noqa: PLC0415

    render_mentioning(MentionKind.PHOTO, int(subject))


def offer_parts() -> None:
    """Name what `?expand=` can put into a story's answer."""
    from cms.kernel.expanding import Part, as_it_is, expandable, results_of  # noqa: PLC0415

    expandable("article", "related", Part("related", about_it=True, fit=results_of))
    expandable("article", "most_popular", Part("most-popular", about_it=False, fit=as_it_is))


def watch_the_public_side(room: AppConfig) -> None:
    """Have the database's triggers made after every migration; say what makes answers stale.

    An edition that is deleted does, whoever deletes it.
    """
    from articles.actions import forget_answers  # noqa: PLC0415
    from articles.models.editions import Edition  # noqa: PLC0415
    from articles.models.listed_triggers import count_on  # noqa: PLC0415
    from articles.models.public_notices import tell  # noqa: PLC0415
    from articles.models.public_triggers import watch  # noqa: PLC0415
    from cms.kernel.announce import listen  # noqa: PLC0415

    post_migrate.connect(watch, sender=room)
    post_migrate.connect(tell, sender=room)
    post_migrate.connect(count_on, sender=room)
    keep_the_index(room)
    pre_delete.connect(forget_answers.edition_went, sender=Edition)
    for kind, forget in forget_answers.FORGETTING.items():
        listen(kind, forget)


def keep_the_index(room: AppConfig) -> None:
    """Keep what searches look in."""
    from articles.actions.index_search import INDEXING, index_missing  # noqa: PLC0415
    from articles.models.search_index import prepare  # noqa: PLC0415
    from cms.kernel.chores import chore  # noqa: PLC0415

    post_migrate.connect(prepare, sender=room)
    chore(INDEXING, 60 * 60, index_missing)
