"""What does an editor fill in for a story, and how does it become the working copy?"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from articles.actions.discussion import set_discussion
from articles.actions.keep_typing import save_here, save_new
from articles.actions.save_typed import Clashing
from articles.admin import story_collision, story_kept, words
from articles.admin.story_fields import (
    BodyWidget,
    BylineField,
    MomentField,
    MomentInput,
    PhotoWidget,
    PickedStories,
    TagsWidget,
)
from articles.models import Article, Discussion
from articles.models.counters import CommentPolicy, Repliers
from articles.queries.desk import beginning_of, expert_labels, expiry_of, photos_of, picks
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy, Figure, Section, Seo, Source
from articles.rules.flow import FlowError, from_flow, to_flow
from articles.rules.flow_tidy import with_known_opening, without_blank_lines
from articles.rules.names import slug_of
from cms.kernel import clock
from cms.kernel.errors import DomainError

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    StoryModelForm = forms.ModelForm[Article]
else:
    StoryModelForm = forms.ModelForm

_RELATED = Article._meta.get_field("related")
_HEADLINE = forms.Textarea({"rows": 1, "data-one-line": "", "placeholder": _("Headline")})
_STANDFIRST = forms.Textarea({"rows": 2, "placeholder": _("Standfirst")})
_SHORT = forms.Textarea({"rows": 2})
# Where a refusal of the domain belongs in the form, by the first name of its pointer.
PLACES = {
    "sections": "body",
    "seo": "seo_title",
    "source": "source_name",
    "lead": "lead_photo",
    "until": "publish_until",
}


class StoryForm(StoryModelForm):
    """One story as its editors have it; saving is one call of write_copy.

    `seen_version` is the version that was opened. A story that somebody saved meanwhile is not
    overwritten: both sets of changes are merged, and where they clash the form comes back with all
    that was typed and a choice for each place (`shown` is the version it is made against).
    """

    by: ClassVar[AbstractBaseUser | None] = None
    desk: ClassVar[dict[str, Any]] = {}
    may_discuss: ClassVar[bool] = False

    body = forms.CharField(label=_("text"), required=False, strip=False, widget=BodyWidget)
    byline = BylineField(label=_("byline"), required=False)
    source_url = forms.URLField(
        label=_("address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    canonical_url = forms.URLField(
        label=_("canonical address"), required=False, max_length=500, assume_scheme="https"
    )
    language = forms.ChoiceField(label=_("language"))
    related = forms.ModelMultipleChoiceField(
        Article.objects.all(),
        label=_("related stories"),
        required=False,
        widget=PickedStories(_RELATED, admin.site),
    )
    policy = forms.ChoiceField(
        label=_("replies"),
        choices=[("", _("as the newsroom has it")), *CommentPolicy.choices],
        required=False,
    )
    repliers = forms.ChoiceField(
        label=_("who may reply"),
        choices=[("", _("as the newsroom has it")), *Repliers.choices],
        required=False,
    )
    closes_at = MomentField(
        label=_("replies close"), required=False, help_text=_("Empty: they stay open.")
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)
    publish_at = MomentField(
        label=_("from"),
        required=False,
        widget=MomentInput(quick=True),
    )
    publish_until = MomentField(
        label=_("until"),
        required=False,
        help_text=_("Empty: for ever. It begins to count with the next publication."),
    )
    submit_note = forms.CharField(label=_("note to the desk"), required=False, widget=_SHORT)
    return_note = forms.CharField(label=_("note to the writer"), required=False, widget=_SHORT)
    note = forms.CharField(label=_("public note"), required=False, widget=_SHORT)
    substantive = forms.ChoiceField(
        label=_("kind"),
        required=False,
        choices=[
            ("1", _("substantive: shown as updated")),
            ("", _("minor: the time stays")),
        ],
    )
    withdrawal_note = forms.CharField(label=_("public note"), required=False, widget=_SHORT)
    withdrawal_sure = forms.BooleanField(label=_("Yes, take it away from readers"), required=False)

    class Meta:
        model = Article
        fields = (
            "headline", "standfirst", "slug", "language", "category", "tags", "lead_photo",
            "lead_caption", "lead_credit", "lead_alt", "source_name", "seo_title",
            "seo_description", "noindex", "translation_of",
        )  # fmt: skip
        widgets = {
            "headline": _HEADLINE,
            "standfirst": _STANDFIRST,
            "lead_photo": PhotoWidget,
            "tags": TagsWidget,
            "lead_caption": _SHORT,
            "lead_alt": _SHORT,
            "seo_description": _SHORT,
        }
        help_texts = {"slug": _("Left empty, it is made from the headline.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        self.former = load(instance) if instance and instance.pk else ArticleCopy()
        self.stored: Article | None = instance if instance and instance.pk else None
        bound = kwargs.get("data", args[0] if args else None) is not None
        self.kept = None if bound else story_kept.kept(instance, self.former, self.by)
        self.opened = self.kept.copy if self.kept else self.former
        self.collision: story_collision.Collision | None = None
        kwargs["initial"] = {**self._stored_values(instance), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        for name in ("source_url", "canonical_url"):
            self.initial.setdefault(name, getattr(instance, name, ""))
        self._know_moments()
        self._offer_languages()
        self._equip_desk()
        if self.stored is None:
            self.fields["headline"].widget.attrs["autofocus"] = True

    def _stored_values(self, instance: Article | None) -> dict[str, Any]:
        """Return what the form shows that is not a column of the article."""
        row = Discussion.objects.filter(pk=instance.pk).first() if instance else None
        self.discussion = row or Discussion()
        sections = self.opened.sections
        known = instance.pk if instance else None
        self.expires_at = expiry_of(known, clock.now()) if known else None
        self.begins_at = beginning_of(known, clock.now()) if known else None
        return {
            "body": to_flow(sections, expert_labels(sections)),
            "byline": list(self.opened.byline),
            "related": list(self.opened.related),
            "policy": self.discussion.policy,
            "repliers": self.discussion.repliers,
            "closes_at": self.discussion.closes_at,
            "seen_version": instance.version if instance else None,
            "substantive": "1",
            "publish_until": self.expires_at,
            "publish_at": self.begins_at,
            **(self.kept.initial if self.kept else {}),
        }

    def _know_moments(self) -> None:
        """Let moments that are not touched stay as they are, to the second."""
        known = {
            "publish_at": self.begins_at,
            "publish_until": self.expires_at,
            "closes_at": self.discussion.closes_at,
        }
        for name, moment in known.items():
            field = self.fields[name]
            assert isinstance(field, MomentField)  # noqa: S101 - an invariant
            field.known = moment

    def _offer_languages(self) -> None:
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - an invariant
        known = [*settings.STORY_LANGUAGES]
        if self.former.language not in known:
            known.append(self.former.language)
        names = dict(settings.LANGUAGES) | _LANGUAGE_NAMES
        field.choices = [(code, names.get(code, code)) for code in known]

    def _equip_desk(self) -> None:
        """Tell the editor which photos the text holds, so that it need not ask."""
        widget = self.fields["body"].widget
        lead = [self.opened.lead.photo] if self.opened.lead and self.opened.lead.photo else []
        widget.desk = {**self.desk}
        widget.desk["photos"] = picks([*photos_of(self.opened.sections), *lead])

    def clean_body(self) -> tuple[Section, ...]:
        """Return the sections of the document; one that did not arrive is no empty story."""
        if self.add_prefix("body") not in self.data:
            raise forms.ValidationError(_("The text did not arrive; nothing was saved."), "missing")
        try:
            sections = from_flow(self.cleaned_data["body"].replace("\r\n", "\n"))
        except FlowError as error:
            raise forms.ValidationError(words.flaw(error), code=error.code) from None
        return with_known_opening(without_blank_lines(sections), self.former.sections)

    def clean(self) -> dict[str, Any]:
        """Make a slug from the headline where none is written; demand what a button needs."""
        data = super().clean() or self.cleaned_data
        if not data.get("slug") and "slug" not in self.errors:
            data["slug"] = slug_of(data.get("headline", ""))
        for field, flaw in self._wants(data):
            if field not in self.errors:
                self.add_error(field, flaw)
        return data

    def _wants(self, data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield what the button that was pressed still needs, or what contradicts it."""
        at = data.get("publish_at")
        ahead = at is not None and at > clock.now()
        if "_correct" in self.data and not data.get("note"):
            yield "note", _("Say what was corrected: readers see this note.")
        if "_schedule" in self.data and at is None:
            yield "publish_at", _("Say from when.")
        elif "_schedule" in self.data and not ahead:
            yield "publish_at", _("This moment is past. Choose one ahead, or publish now.")
        if "_publish" in self.data and ahead and "publish_at" in self.changed_data:
            yield "publish_at", _("“Publish” means at once. Press “Schedule”, or empty this.")
        if "_return" in self.data and not data.get("return_note"):
            yield "return_note", _("Say what the writer is to do.")
        if "_withdraw" in self.data and not data.get("withdrawal_sure"):
            yield "withdrawal_sure", _("Tick this if you are sure.")

    def _post_clean(self) -> None:
        """Write the story once everything is filled in rightly, so that a refusal has a place."""
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            try:
                self.stored = self._written(self.written_copy())
            except Clashing as refusal:
                self._explain_collision(refusal)
            except DomainError as refusal:
                self._refuse(refusal)

    def written_copy(self) -> ArticleCopy:
        """Return the story that the form says."""
        data = self.cleaned_data
        number = _number
        return ArticleCopy(
            headline=data["headline"],
            standfirst=data["standfirst"],
            slug=data["slug"],
            language=data["language"],
            category=number(data["category"]),
            tags=tuple(sorted(tag.pk for tag in data["tags"])),
            byline=data["byline"],
            lead=_lead(data),
            sections=data["body"],
            source=Source(data["source_name"], data["source_url"] or ""),
            seo=Seo(
                data["seo_title"],
                data["seo_description"],
                data["canonical_url"] or "",
                data["noindex"],
            ),
            related=_in_order(data["related"], _asked(self.data, "related")),
            translation_of=number(data["translation_of"]),
            corrections=self.former.corrections,
        )

    def _written(self, copy: ArticleCopy) -> Article:
        """Write what changed, and only then: a save that changes nothing keeps the version."""
        if self.stored is None:
            saved = save_new(copy, by=self.by, key=story_kept.draft_key(self.data))
        else:
            saved = save_here(
                self.stored.pk,
                copy,
                by=self.by,
                seen=self.cleaned_data["seen_version"] or 0,
                choices=story_collision.chosen(self.data, self.cleaned_data["shown"]),
                window=story_kept.window(self.data),
            )
        self.cleaned_data["saved"] = saved
        self._write_discussion(saved.article)
        return Article.objects.get(pk=saved.article.pk)

    def _write_discussion(self, article: Article) -> None:
        """Open, close or time the replies, for those who may: readers see it at once."""
        if not self.may_discuss:
            return
        row = self.discussion
        policy, repliers = (
            self.cleaned_data[name] if name in self.data else getattr(row, name)
            for name in ("policy", "repliers")
        )
        closes_at = self.cleaned_data["closes_at"]
        if (policy, repliers, closes_at) != (row.policy, row.repliers, row.closes_at):
            set_discussion(
                article_id=article.pk, policy=policy, repliers=repliers, closes_at=closes_at
            )

    def _explain_collision(self, refusal: Clashing) -> None:
        """Ask which words stay, place by place; everything that was typed stays in the form."""
        seen = self.cleaned_data["seen_version"] or 0
        asked = story_collision.collision(refusal, self.written_copy(), seen)
        self.collision = asked
        self.add_error(None, asked.says)

    def _refuse(self, refusal: DomainError) -> None:
        """Show why not, each reason beside its field."""
        for error in refusal.errors:
            names = error["field"].strip("/").split("/")
            exact = "_".join(names[:2])
            field = exact if exact in self.fields else PLACES.get(names[0], names[0])
            where, _key = words.place(error["field"], self.written_copy())
            text = f"{error['message']} {where}".strip()
            self.add_error(field if field in self.fields else None, text)
        if not refusal.errors:
            self.add_error(None, str(refusal))

    def save(self, commit: bool = True) -> Article:  # noqa: ARG002, FBT001, FBT002 - the parent's signature
        """Return the story as it was written: there is nothing left to save."""
        assert self.stored is not None  # noqa: S101 - an invariant
        self.instance = self.stored
        return self.stored

    def _save_m2m(self) -> None:
        """Save nothing: tags were written with the rest."""

    save_m2m = _save_m2m


def _lead(data: dict[str, Any]) -> Figure | None:
    """Return the lead photo; None when nothing at all is said of one."""
    photo = _number(data["lead_photo"])
    figure = Figure("", photo, data["lead_caption"], data["lead_credit"], data["lead_alt"])
    return None if figure == Figure("") else figure


def _number(row: Any) -> int | None:
    return row.pk if row is not None else None


def _in_order(rows: Iterable[Article], asked: list[str]) -> tuple[int, ...]:
    """Return the numbers of the rows in the order in which they were asked for."""
    there = {str(row.pk): row.pk for row in rows}
    return tuple(there[number] for number in dict.fromkeys(asked) if number in there)


def _asked(posted: Any, name: str) -> list[str]:
    """Return all values of a field in the order in which the browser sent them."""
    return list(posted.getlist(name))


_LANGUAGE_NAMES = {
    "fr": _("French"),
    "de": _("German"),
    "uk": _("Ukrainian"),
    "ru": _("Russian"),
    "ar": _("Arabic"),
    "fa": _("Persian"),
}
