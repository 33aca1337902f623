"""With which controls is a story written?"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import QuerySet
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin import photo_picker, words
from articles.admin.desk_files import desk_media
from articles.admin.desk_keys import ALSO_CALLED, shortcuts
from articles.models import Author, Tag
from articles.rules.copy import BylineEntry
from articles.rules.wall import moments

# What the desk says in the browser.
SAYS = {
    **photo_picker.SAYS,
    "heading": _("Heading"),
    "quote": _("Quote"),
    "photo": _("Photo"),
    "who": _("Who said it?"),
    "noOne": _("Nobody is found."),
    "create": _("Add “{name}” as a new expert"),
    "role": _("Role"),
    "organisation": _("Organisation"),
    "add": _("Add"),
    "cancel": _("Cancel"),
    "close": _("Close"),
    "attribution": _("said how (“told reporters”)"),
    "printedName": _("Name as printed"),
    "saidOn": _("Said on"),
    "sourceName": _("Source"),
    "sourceUrl": _("Address of the source"),
    "change": _("Change"),
    "choose": _("Choose a photo"),
    "search": _("Search captions, credits, file names"),
    "upload": _("Upload files"),
    "noPhotos": _("No photo says so."),
    "credit": _("Credit"),
    "alt": _("What the picture shows, for those who cannot see it"),
    "caption": _("Caption"),
    "missing": _("The photo is missing"),
    "remove": _("Remove"),
    "details": _("More about this quote"),
    "write": _("Write the story here. “/” offers headings, quotes, photos and lists."),
    "failed": _("The newsroom does not answer. Nothing is lost; try again."),
    "words": _("{words} words, {minutes} min"),
    "leave": _("There are changes that are not saved."),
    # writing
    "paragraph": _("Text"),
    "bulletList": _("Bulleted list"),
    "orderedList": _("Numbered list"),
    "blockquote": _("Indented text"),
    "codeBlock": _("Code"),
    "blocks": _("What comes here?"),
    "altShort": _("Description"),
    "stillMissing": _("Still missing: {what}"),
    "uploading": _("{name} is on its way"),
    "tryAgain": _("Try again"),
    "photosComing": _("Photos are still on their way; the story is saved once they are here."),
    "photosRefused": _("A photo did not arrive, so nothing was saved yet. See what it says below."),
    "addBelow": _("Add something below"),
    "handle": _("Move or change this block"),
    "moveUp": _("Move up"),
    "moveDown": _("Move down"),
    "moveTo": _("Move to a section"),
    "turnInto": _("Turn into"),
    "duplicate": _("Duplicate"),
    "back": _("Back"),
    "opening": _("Opening"),
    "outline": _("Sections"),
    "overview": _("Headings only"),
    "outlineHelp": _("Go there; drag or Alt with an arrow moves the section"),
    "keys": _("Keys"),
    "saidIn": _("The same words stand in “{story}”"),
    # keeping
    "kept": _("Kept {time}"),
    "keptAloud": _("What you typed is kept"),
    "keeping": _("Keeping …"),
    "offline": _("Offline: kept in this browser"),
    "keptHere": _("Kept in this browser"),
    "signed_out": _("You are signed out. Your text is kept in this browser."),
    "somebody_else": _("Somebody else is signed in now. Your text is kept in this browser for"
                       " you."),
    "signIn": _("Sign in in a new tab"),
    "tooLong": _("This is longer than the newsroom takes at once. Nothing was sent: shorten it or"
                 " divide it into two stories."),
    "browserHas": _("This browser still has other words, typed {when}."),
    "takeThem": _("Take them"),
    "lookAtThem": _("Look at them"),
    "discard": _("Discard"),
    "reallyDiscard": _("They are gone then."),
    "yesDiscard": _("Yes, discard them"),
    # company
    "isHere": _("{name} is here"),
    "unsavedSince": _("{name} has unsaved text since {time}"),
    "somebody": _("Somebody"),
    "savedByOther": _("{name} saved version {version}."),
    "savedByYou": _("You saved version {version} in another window."),
    "takeTheirs": _("Take the changes into your text"),
    "notNow": _("Later"),
    # beside
    "corrected": _("Correction of {day}:"),
    "correctedUpdated": _("Correction of {day} (the story is shown as updated):"),
    "noAddress": _("no address yet"),
    "lackingCount": _("Missing: {count}"),
    "complete": _("Nothing is missing."),
    "untitled": _("Untitled"),
    "snippetFits": _("{count} characters"),
    "snippetCut": _("{count} characters; the end is cut off"),
    "clockTwice": words.CLOCK_TWICE,
    "clockNever": words.CLOCK_NEVER,
    "yourClock": _("by your own clock {when}"),
    "past": _("this is past: it means at once"),
    "inAnHour": _("in 1 hour"),
    "tonight": _("tonight 18:00"),
    "tomorrow": _("tomorrow 6:00"),
    "oneNote": _("{count} note"),
    "manyNotes": _("{count} notes"),
    # choosers
    "findTag": _("Add a tag"),
    "findName": _("Add a name"),
    "newTag": _("Make the tag “{name}”"),
    "newName": _("Add “{name}” as a new name"),
    "noTag": _("There is no such tag. You may not make new ones; ask an editor."),
    "noName": _("There is no such name. You may not add names; ask an editor."),
    "noMore": _("Nothing is found."),
    "removeNamed": _("Remove {name}"),
    "upNamed": _("Move {name} up"),
    "downNamed": _("Move {name} down"),
    "roleOf": _("Role of {name}"),
    "addedNamed": _("{name} is added."),
    "removedNamed": _("{name} is removed."),
    "movedNamed": _("{name} is now number {place} of {count}."),
    # pasting
    "pagePaste": _("Paste a page"),
    "pageOffer": _("This looks like a whole page: headings, quotes and photos can be found in it."),
    "pageRead": _("Read it as a page"),
    "pageLeave": _("Just paste"),
    "pageTitle": _("Read a page"),
    "pageHere": _("Paste the whole page here: from a browser, a word processor or a mail."),
    "pageCame": _("The page as it came"),
    "pageStory": _("The story that it makes"),
    "pageTake": _("Put it into the story"),
    "pageWhere": _("There is text in this story already. What should happen to it?"),
    "page_all": _("Replace all of the text"),
    "page_caret": _("Keep it, and insert the page at the caret"),
    "page_pasted": _("Keep it, and replace only what was pasted"),
    "pageDone": _("The page is in the story; nothing is saved yet. Undo takes the text out again."),
    "pageCount": _("{guesses} guesses to look at, {refused} refused"),
    "pageGuess": _("Guess: {words}"),
    "pageRefused": _("Refused: {words}"),
    "pageAccept": _("Accept"),
    "pageRefuse": _("Refuse"),
    "pageSpeaker": _("speaker: {name}, {why}"),
    "pageNobody": _("Nobody ({why})"),
    "pagePeople": _("People"),
    "pageRest": _("Refused, or about the whole page"),
    "pageKnown": _("An expert we know"),
    "pageNew": _("A new expert"),
    "pageName": _("Name"),
    "pageMayNot": _("You may not add experts: the name will stand beside the quote."),
    "pageLead": _("Photo at the head"),
    "pageNoCaption": _("no caption"),
    "pageNoCredit": _("no credit"),
    "kind_headline": _("Headline"),
    "kind_standfirst": _("Standfirst"),
    "kind_byline": _("Byline"),
    "kind_heading": _("Heading"),
    "kind_text": _("Text"),
    "kind_quote": _("Quote"),
    "kind_photo": _("Photo"),
    "kind_source": _("Source"),
    "kind_tag": _("Tag"),
    "kind_left_out": _("Left out"),
}  # fmt: skip


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
        says = {key: str(text) for key, text in SAYS.items()}
        known = {"says": says, "also": ALSO_CALLED, "keys": shortcuts(), **self.desk}
        context["widget"]["attrs"]["data-desk"] = json.dumps(known)
        return context

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 - the parent's signature
        """Return False: the browser cannot focus a hidden text area."""
        return False


class PhotoWidget(forms.NumberInput):
    """The number of a photo; the module shows the picture and a way to choose another."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"min": 1, "data-photo-picker": "", **(attrs or {})})


class PickedStories(AutocompleteSelectMultiple):
    """Stories in the order in which they were picked."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Return what is chosen in the order of the values, not of the table."""
        groups = super().optgroups(name, value, attr)
        order = {str(number): place for place, number in enumerate(value)}
        for _name, options, _index in groups:
            options.sort(key=lambda option: order.get(str(option["value"]), -1))
        return groups


OFFERED = 300  # choices without JavaScript, besides those that are chosen


def offered(rows: QuerySet[Any], chosen: Iterable[Any]) -> list[tuple[int, str]]:
    """Return what is chosen and the first of the others by name, as choices; two queries."""
    wanted = [int(number) for number in map(str, chosen) if number.isdigit()]
    known = {row.pk: row.name for row in rows.filter(pk__in=wanted)} if wanted else {}
    others = rows.exclude(pk__in=wanted).order_by("name", "pk")[:OFFERED]
    return [*((n, known[n]) for n in wanted if n in known), *((row.pk, row.name) for row in others)]


class TagsWidget(forms.SelectMultiple):
    """Tags as a plain list; the module makes a chooser of it that finds and adds them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-tags": "", "size": 6, **(attrs or {})})

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
        if author.isdigit():
            yield BylineEntry(int(author), " ".join(roles[place : place + 1]).strip())


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
