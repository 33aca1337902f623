"""What do all doors to a working copy share?"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from articles.actions.allowed import demand
from articles.actions.write_copy import StaleCopy
from articles.api.editor.sheets import sheet
from articles.models import Article
from articles.queries.desk import with_standing
from articles.queries.past import versions
from articles.rules.who_may import Move
from cms.kernel import clock
from cms.kernel.editing import EditorDoor, Json, answer, etag_of, version_if_said
from cms.kernel.errors import Missing
from cms.kernel.sent import LARGEST

VIEW, CHANGE = "articles.view_article", "articles.change_article"
DELETE = "articles.delete_article"
PUBLISH, WITHDRAW = "articles.publish_article", "articles.withdraw_article"
# What a verb does to a story where the door names nothing else in `moves`.
MOVES: dict[str, Move] = {
    CHANGE: "change", PUBLISH: "publish", WITHDRAW: "withdraw", DELETE: "delete",
}  # fmt: skip


class StoryDoor(EditorDoor):
    """A door to one story, by its number.

    `moves` names what a verb does to the story where that is more than its permission says.
    """

    moves: ClassVar[Mapping[str, Move]] = {}

    def story(self) -> Article:
        """Return the story of the address, with how it stands.

        Raises Missing (404), NotAllowed (403) where this story is not the user's to move so.
        """
        found, verb = self.found(), (self.request.method or "").lower()
        asked = self.moves.get(verb) or MOVES.get(self.needs.get(verb, ""))
        if asked:
            demand(self.request.user, asked, found, clock.now())
        return found

    def found(self) -> Article:
        """Return the story of the address, whoever asks.

        Raises Missing (404).
        """
        pk = self.kwargs["pk"]
        rows = with_standing(Article.objects.filter(pk=min(pk, LARGEST)), clock.now())
        found = rows.select_related("withdrawal").first()
        if found is None or pk > LARGEST:
            raise Missing
        return found

    def handle_exception(self, exc: Exception) -> Response:
        """Tell of both versions when the one an editor saw is stale."""
        if isinstance(exc, StaleCopy):
            pk, present = self.kwargs["pk"], exc.facts["version"]
            mine = version_if_said(self.request, present) or 0
            exc.facts |= versions(pk, mine, present)
        return super().handle_exception(exc)

    def told(self, status: int = 200) -> HttpResponse:
        """Return the story as it is now."""
        body = sheet(self.found(), clock.now())
        return answer(body, status, headers_of(body))


def headers_of(body: Json) -> dict[str, str]:
    """Return the validator of a story's answer."""
    return {"ETag": etag_of(body["version"])}


def said_version(request: Request, story: Article) -> int | None:
    """Return the version that an editor saw, where the door does not demand one."""
    return version_if_said(request, story.version)


def number_within(number: Any) -> int:
    """Return a number of an address that a database can look for.

    Raises Missing (404).
    """
    if int(number) > LARGEST:
        raise Missing
    return int(number)
