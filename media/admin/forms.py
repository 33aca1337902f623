"""What does an editor fill in for a photo?"""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import DomainError
from media.actions.correct_photo import correct_photo
from media.actions.refusals import FileTaken, StalePhoto
from media.actions.replace_file import replace_file
from media.actions.take_in import take_in
from media.models import Photo

_WORDS = ("caption", "credit", "alt")
_CORRECTED = (*_WORDS, "focal_x", "focal_y")
_LINES = {"caption": forms.Textarea({"rows": 3}), "alt": forms.Textarea({"rows": 2})}


# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    PhotoForm = forms.ModelForm[Photo]
else:
    PhotoForm = forms.ModelForm


class _ByEditor(PhotoForm):
    """A form whose cleaning ends in an action, so that a refusal stands beside its field."""

    by: ClassVar[AbstractBaseUser | None] = None

    def clean(self) -> dict[str, Any]:
        """Do it once everything is filled in rightly."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.done = self.act(cleaned)
            except DomainError as refusal:
                self.refuse(refusal)
        return cleaned

    def act(self, cleaned: dict[str, Any]) -> Photo:
        """Do what the form is for."""
        raise NotImplementedError

    def refuse(self, refusal: DomainError) -> None:
        """Show why not."""
        for error in refusal.errors:
            self.add_error(error["field"], error["message"])
        if not refusal.errors:
            self.add_error(None, str(refusal))

    def save(self, commit: bool = True) -> Photo:  # noqa: ARG002, FBT001, FBT002 - Django's signature
        """Return what was done: there is nothing left to save."""
        return self.done


class PhotoFile(forms.FileInput):
    """A file that may be a photo."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif", **(attrs or {})}
        )


class UploadForm(_ByEditor):
    """A file and what is to be told about it."""

    file = forms.FileField(
        label=_("file"),
        help_text=_(
            "JPEG, PNG, WebP, AVIF or GIF. Lines left empty below are read from the file if it"
            " says anything."
        ),
        widget=PhotoFile,
    )
    field_order = ("file", *_WORDS)

    class Meta:
        model = Photo
        fields = _WORDS
        widgets = _LINES

    def act(self, cleaned: dict[str, Any]) -> Photo:
        """Take the file in."""
        file = cleaned["file"]
        words = {field: cleaned[field] for field in _WORDS}
        return take_in(data=file, name=file.name, by=self.by, **words)

    def refuse(self, refusal: DomainError) -> None:
        """Show what is wrong with the file beside it."""
        if refusal.errors:
            super().refuse(refusal)
        else:
            self.add_error("file", str(refusal))


class Slider(forms.NumberInput):
    """A share of the whole, set by sliding."""

    input_type = "range"


class CorrectionForm(_ByEditor):
    """What is told about a photo, and the version that the editor has before their eyes."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Photo
        fields = _CORRECTED
        widgets = {
            **_LINES,
            "focal_x": Slider({"min": 0, "max": 1, "step": 0.001}),
            "focal_y": Slider({"min": 0, "max": 1, "step": 0.001}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version

    def act(self, cleaned: dict[str, Any]) -> Photo:
        """Correct the photo."""
        version = cleaned["seen"]
        changes = {field: cleaned[field] for field in _CORRECTED}
        return correct_photo(photo=self.instance, by=self.by, version=version, **changes)

    def refuse(self, refusal: DomainError) -> None:
        """Show what somebody else wrote meanwhile; what was typed stays, and may be sent again."""
        super().refuse(refusal)
        if isinstance(refusal, StalePhoto):
            present = Photo.objects.get(pk=self.instance.pk)
            for field in _CORRECTED:
                if getattr(present, field) != self.cleaned_data.get(field):
                    now = _("It now says: {text}").format(text=getattr(present, field))
                    self.add_error(field, now)
            again = cast("QueryDict", self.data).copy()
            again[self.add_prefix("seen")] = str(present.version)
            self.data = again


class ReplaceForm(forms.Form):
    """Another file for a photo, and what becomes of its focal point."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("New file"), widget=PhotoFile, help_text=_("JPEG, PNG, WebP, AVIF or GIF.")
    )
    focus = forms.ChoiceField(
        label=_("Focal point"),
        choices=[("keep", _("Keep it where it is")), ("middle", _("Set it to the middle"))],
        widget=forms.RadioSelect,
        initial="keep",
    )

    def __init__(
        self, *args: Any, photo: Photo, by: AbstractBaseUser | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = photo.version
        self.photo, self.by = photo, by

    def clean(self) -> dict[str, Any]:
        """Replace the file once everything is filled in rightly."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.done = self._replaced(cleaned)
            except StalePhoto as refusal:
                self._show_present(refusal)
            except FileTaken as refusal:
                self.add_error("file", _with_link(refusal))
            except DomainError as refusal:
                self.add_error("file", str(refusal))
        return cleaned

    def _replaced(self, cleaned: dict[str, Any]) -> Photo:
        return replace_file(
            photo=self.photo,
            data=cleaned["file"],
            name=cleaned["file"].name,
            by=self.by,
            version=cleaned["seen"],
            keep_focus=cleaned["focus"] == "keep",
        )

    def _show_present(self, refusal: StalePhoto) -> None:
        """Tell that somebody changed the photo; what is shown now may be replaced."""
        self.add_error(None, str(refusal))
        self.photo.refresh_from_db()
        again = cast("QueryDict", self.data).copy()
        again[self.add_prefix("seen")] = str(self.photo.version)
        self.data = again


def _with_link(refusal: FileTaken) -> SafeString:
    """Return the refusal with a way to the photo that has the file."""
    page = reverse("admin:media_photo_change", args=[refusal.facts["photo"]])
    return format_html('{} <a href="{}">{}</a>', str(refusal), page, _("Look at it"))


class CreditForm(forms.Form):
    """Whose pictures the selected ones are."""

    credit = forms.CharField(label=_("Credit"), max_length=300)
    empty_only = forms.BooleanField(
        label=_("Only where there is no credit yet"), required=False, initial=True
    )
