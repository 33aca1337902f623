"""With which controls is a story written?"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import QuerySet
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import words
from articles.admin.desk_files import desk_media
from articles.admin.desk_keys import ALSO_CALLED, shortcuts
from articles.admin.desk_says import told
from articles.models import Author, Tag
from articles.rules.clean import clean_text
from articles.rules.copy import BylineEntry
from articles.rules.wall import moments
from cms.kernel.numbers import row_number, row_numbers


class BodyWidget(forms.Textarea):
    """One flowing document (rules.flow); without JavaScript a plain text area with its HTML.

    `desk` holds what the editor needs at once: addresses, and the photos in the text.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 30, **(attrs or {})})
        self.desk: dict[str, Any] = {}

    @property
    def media(self) -> Any:
        """Return the editor's own files; nothing comes from elsewhere."""
        return desk_media()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the text area what the module needs."""
        context = super().get_context(name, value, attrs)
        known = {"says": told(), "also": ALSO_CALLED, "keys": shortcuts(), **self.desk}
        context["widget"]["attrs"]["data-desk"] = json.dumps(known)
        return context

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 - the parent's signature
        """Return False: the browser cannot focus a hidden text area."""
        return False


class PhotoWidget(forms.NumberInput):
    """The number of a photo; the module shows the picture and a way to choose another."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"min": 1, "data-photo-picker": "", **(attrs or {})})


NOBODY = "0"  # a choice that is none: it can be shown again, and the form refuses it


class PickedStory(AutocompleteSelect):
    """One story."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was picked."""
        said = super().value_from_datadict(data, files, name)
        return said and (row_number(said) or NOBODY)


class PickedRows(AutocompleteSelectMultiple):
    """Rows of another table."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Return what was picked."""
        return picked(super().value_from_datadict(data, files, name))


class TickedRows(forms.CheckboxSelectMultiple):
    """Rows of another table, each with a box."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Return what was ticked."""
        return picked(super().value_from_datadict(data, files, name))


class PickedStories(PickedRows):
    """Stories in the order in which they were picked."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return what is chosen in the order of the values, not of the table."""
        groups = super().optgroups(name, value, attr)
        order = {str(number): place for place, number in enumerate(value)}
        for _name, options, _index in groups:
            options.sort(key=lambda option: order.get(str(option["value"]), -1))
        return groups


def picked(said: Iterable[Any]) -> list[Any]:
    """Return what was picked, with nobody in the place of what can be no row."""
    return [row_number(one) or NOBODY for one in said]


OFFERED = 300  # choices without JavaScript, besides those that are chosen


def offered(rows: QuerySet[Any], chosen: Iterable[Any]) -> list[tuple[int, str]]:
    """Return what is chosen and the first of the others by name, as choices; two queries."""
    wanted = row_numbers(chosen)
    known = {row.pk: row.name for row in rows.filter(pk__in=wanted)} if wanted else {}
    others = rows.exclude(pk__in=wanted).order_by("name", "pk")[:OFFERED]
    return [*((n, known[n]) for n in wanted if n in known), *((row.pk, row.name) for row in others)]


class TagsWidget(forms.SelectMultiple):
    """Tags as a plain list; the module makes a chooser of it that finds and adds them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-tags": "", "size": 6, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Return what was picked."""
        return picked(super().value_from_datadict(data, files, name))

    def optgroups(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> Any:
        """Return what is chosen, and some of the others."""
        self.choices = offered(Tag.objects.all(), value)
        return super().optgroups(name, value, attrs)


class BylineWidget(forms.Widget):
    """Names in order, each with a role; the last lines are for new ones."""

    spare = 2

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Return one line for each name."""
        del attrs
        rows = [*(value or []), *([BylineEntry(0)] * self.spare)]
        choices = offered(Author.objects.all(), [row.author for row in rows if row.author])
        lines = [
            {
                "author": self._select(name, place, row.author, choices, renderer),
                "role": row.role,
                "name": name,
            }
            for place, row in enumerate(rows)
        ]
        return render_to_string("admin/articles/article/byline.html", {"lines": lines})

    def _select(
        self,
        name: str,
        place: int,
        author: int,
        choices: list[tuple[int, str]],
        renderer: BaseRenderer | None,
    ) -> SafeString:
        label = str(_("Name {n} of the byline")).format(n=place + 1)
        widget = forms.Select({"aria-label": label}, [("", "—"), *choices])
        here = {"id": f"id_{name}_{place}"}
        return widget.render(f"{name}_author", author or "", here, renderer)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[BylineEntry]:
        """Return the lines that name somebody."""
        del files
        return list(_lines(data, name))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether the form did not ask for a byline."""
        del files
        return f"{name}_author" not in data


def _lines(data: Any, name: str) -> Iterator[BylineEntry]:
    roles = data.getlist(f"{name}_role")
    for place, author in enumerate(data.getlist(f"{name}_author")):
        if number := row_number(author):
            yield BylineEntry(number, clean_text(" ".join(roles[place : place + 1])))


class BylineField(forms.Field):
    """The byline as a list of entries."""

    widget = BylineWidget
    longest_role = 80

    def clean(self, value: Any) -> tuple[BylineEntry, ...]:
        """Return the entries; each name once, in order."""
        entries = {entry.author: entry for entry in reversed(value or [])}
        if any(len(entry.role) > self.longest_role for entry in entries.values()):
            raise forms.ValidationError(_("A role may have 80 characters."), code="too_long")
        return tuple(reversed(entries.values()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether other names, roles or another order were filled in."""
        return list(initial or []) != list(data or [])


class MomentInput(forms.DateTimeInput):
    """A day and time by the newsroom's clock; `quick` offers the usual choices beside it."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None, *, quick: bool = False) -> None:
        marks = {"data-moment": "quick" if quick else ""}
        super().__init__({**marks, **(attrs or {})}, format="%Y-%m-%dT%H:%M")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tell the browser by which clock the time is meant."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-zone"] = timezone.get_current_timezone_name()
        return context


class MomentField(forms.DateTimeField):
    """A moment, told by the newsroom's clock.

    `known` is the moment that the form shows: left as it is, it keeps its seconds, which the field
    hides, and stays even in the hour that comes twice.
    """

    widget = MomentInput
    known: datetime | None = None

    def clean(self, value: Any) -> datetime | None:
        """Return the moment in UTC; refuse a time that the clock never shows, or shows twice."""
        if self.known is not None and value == shown_moment(self.known):
            return self.known
        moment: datetime | None = super().clean(value)
        return moment

    def to_python(self, value: Any) -> datetime | None:
        """Return the one moment at which the clock on the wall shows this."""
        try:
            moment: datetime | None = super().to_python(value)
        except forms.ValidationError as wrong:
            if wrong.code != "ambiguous_timezone":
                raise
            raise forms.ValidationError(*self._why(wrong)) from None
        return moment

    def _why(self, wrong: forms.ValidationError) -> tuple[str, str]:
        wall = (wrong.params or {})["datetime"]
        twice = moments(wall, timezone.get_current_timezone())
        said = words.CLOCK_TWICE if twice else words.CLOCK_NEVER
        return str(said).format(time=f"{wall:%H:%M}"), "ambiguous_timezone"


def shown_moment(moment: datetime) -> str:
    """Return a moment as the browser's picker holds it, by the newsroom's clock."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"
