"""What does the list of stories say about each of them?"""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin import words
from articles.models import Article
from articles.queries.desk import stands
from articles.queries.lengths import word_counts
from articles.queries.listing import bylines_of, last_hands
from articles.queries.views import ORDERS
from articles.rules.standing import Standing
from cms.kernel import clock

STANDFIRST = 110  # characters of it


class StoryList(ChangeList):
    """A page of the list, with what its columns need of all its stories at once."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the page, then bylines, last hands and words: as many queries for 1 as for 50."""
        super().get_results(request)
        stories: list[Any] = list(self.result_list)
        bylines, hands, counts = bylines_of(stories), last_hands(stories), word_counts(stories)
        for story in stories:
            story.list_byline = bylines.get(story.pk, [])
            story.list_hand = hands.get(story.pk, "")
            story.list_words = counts[story.pk]
        self.result_list = stories

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        """Return the order of the chosen view, until a column's head is clicked."""
        order = ORDERS.get(request.GET.get("view", ""))
        if order and ORDER_VAR not in self.params:
            return list(order)
        return list(super().get_ordering(request, queryset))

    def _get_default_ordering(self) -> Any:
        """Mark no column as sorted where a view has an order of its own."""
        order = ORDERS.get(str(self.params.get("view")))
        return order or super()._get_default_ordering()  # type: ignore[misc]


class StoryColumns:
    """The columns."""

    @admin.display(description=_("headline"), ordering="headline")
    def told(self, story: Article) -> SafeString:
        """Show the headline, and under it how the story goes on."""
        html = (
            '<span class="list-headline" dir="auto">{}</span>'
            '<span class="list-standfirst" dir="auto">{}</span>'
        )
        return format_html(html, story, Truncator(story.standfirst).chars(STANDFIRST))

    @admin.display(description=_("state"))
    def state(self, story: Article) -> SafeString:
        """Show how it stands in one word with its moment, and in a sentence when asked."""
        now = clock.now()
        standing = stands(story, now)
        code, word = words.badge(standing)
        html = '<span class="desk-state desk-state-{}" title="{}">{}</span>{}'
        return format_html(html, code, words.said_of(story, standing), word, _near(standing, now))

    @admin.display(description=_("byline"))
    def byline(self, story: Any) -> SafeString:
        """Show who wrote it."""
        return format_html('<span dir="auto">{}</span>', ", ".join(story.list_byline) or "-")

    @admin.display(description=_("category"), ordering="category__name")
    def filed(self, story: Article) -> str:
        """Show in which room of the paper it is filed."""
        return str(story.category or "-")

    @admin.display(description=_("language"), ordering="language")
    def tongue(self, story: Article) -> SafeString:
        """Show its language."""
        return format_html('<span class="list-code">{}</span>', story.language)

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, story: Any) -> SafeString:
        """Show how long ago it was saved, the exact moment when asked, and by whom."""
        ago = _("{time} ago").format(time=_nearly(timesince(story.changed_at, clock.now())))
        html = '{}<span class="list-hand" dir="auto">{}</span>'
        return format_html(html, _time(story.changed_at, ago), story.list_hand)

    @admin.display(description=_("words"))
    def length(self, story: Any) -> SafeString:
        """Show how long it is; a telephone has no column heads, so it says of what."""
        number = number_format(story.list_words, force_grouping=True)
        unit = ngettext("word", "words", story.list_words)
        return format_html('{}<span class="list-unit"> {}</span>', number, unit)


def _near(standing: Standing, now: datetime) -> SafeString | str:
    """Return when what is ahead happens, or since when a story waits."""
    if standing.next_at:
        ahead = _("in {time}").format(time=_nearly(timeuntil(standing.next_at, now)))
        return _time(standing.next_at, ahead, "list-near")
    if standing.code == "submitted" and standing.since:
        waits = _("for {time}").format(time=_nearly(timesince(standing.since, now)))
        return _time(standing.since, waits, "list-near")
    return ""


def _nearly(span: str) -> str:
    """Return the larger part of "1 day, 3 hours"."""
    return span.split(",", 1)[0]


def _time(at: datetime, said: str, name: str = "list-time") -> SafeString:
    html = '<time class="{}" datetime="{}" title="{}">{}</time>'
    return format_html(html, name, timezone.localtime(at).isoformat(), words.moment(at), said)
