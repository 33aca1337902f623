"""How do editors find, upload and correct photos?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from media.actions.discard_photo import discard_photo
from media.actions.refusals import PhotoInUse
from media.admin.browser_files import page_media, with_nonce
from media.admin.credits import set_credit
from media.admin.filters import LackingFilter, UsedFilter
from media.admin.forms import CorrectionForm, UploadForm
from media.admin.library import Library, lacking
from media.admin.pictures import large_of, size_of
from media.admin.replacing import replace_view
from media.admin.where_used import holding, where_used
from media.models import Photo, Rendition
from media.models.stores import uploads
from media.rules.crops import CROPS

_FACTS = ("size", "format", "source_name", "uploaded_by", "uploaded_at", "corrected_by")


# Django's class takes a type argument in the stubs only.
if TYPE_CHECKING:
    PhotoModelAdmin = admin.ModelAdmin[Photo]
else:
    PhotoModelAdmin = admin.ModelAdmin


@admin.register(Photo)
class PhotoAdmin(PhotoModelAdmin):
    """The archive."""

    list_display = (
        "thumbnail", "told", "credit", "lacking", "uses", "size", "format", "uploaded_at",
    )  # fmt: skip
    list_display_links = ("thumbnail", "told")
    list_filter = (LackingFilter, UsedFilter, "format", "uploaded_at")
    search_fields = ("caption", "credit", "alt", "source_name")
    ordering = ("-uploaded_at", "-pk")
    list_per_page = 48
    actions = (set_credit,)
    show_full_result_count = False
    readonly_fields = ("preview", *_FACTS, "corrected_at", "all_renditions")

    @property
    def media(self) -> Any:
        """Return the files of the archive's pages."""
        return super().media + page_media("library")

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which the file is replaced."""
        replace = self.admin_site.admin_view(self.replace_view)
        return [
            path("<int:photo_id>/replace/", replace, name="media_photo_replace"),
            *super().get_urls(),
        ]

    def replace_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        """Give the photo another file."""
        return replace_view(self, request, photo_id)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Library]:
        """Show the archive as a grid."""
        del request, kwargs
        return Library

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        """Return the photos, each with its smallest rendition."""
        small = Rendition.objects.filter(crop="", width__lte=320, format="webp")
        shown = Prefetch("renditions", queryset=small, to_attr="smallest")
        return super().get_queryset(request).prefetch_related(shown)

    def get_form(
        self,
        request: HttpRequest,
        obj: Photo | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> "type[ModelForm[Photo]]":
        """Return the upload form, or the correction form, for this editor."""
        if obj is not None and not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        kwargs["form"] = CorrectionForm if change else UploadForm
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user  # type: ignore[attr-defined]
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        """Show the words first; the facts of the file can be folded away."""
        words = ["caption", "credit", "alt"]
        if obj is None:
            return [(None, {"fields": ["file", *words]})]
        may_change = self.has_change_permission(request, obj)
        own = ["seen"] if may_change else ["preview"]
        return [
            (None, {"fields": [*own, *words, ("focal_x", "focal_y")]}),
            (_("File"), {"fields": [*_FACTS, "corrected_at"], "classes": ["collapse"]}),
            (_("Renditions"), {"fields": ["all_renditions"], "classes": ["collapse"]}),
        ]

    @method_decorator(csrf_protect)
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer outside a transaction: the actions keep their own, and short.

        Django's wraps the whole request in one, which on SQLite would keep everybody from
        writing while a photo is rendered.
        """
        return self._changeform_view(request, *_placed(*args, **kwargs))  # type: ignore[attr-defined]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Put the picture with its crops above the words, and where it is used beside them."""
        photo = kwargs.get("obj")
        context["show_save_and_add_another"] = False
        if photo is not None:
            may_change = self.has_change_permission(request, photo)
            context |= where_used(request, photo) | _picture(photo) | {"may_replace": may_change}
            if may_change:
                form = context["adminform"].form
                context |= {"at_work": True, "sliders": [form["focal_x"], form["focal_y"]]}
        files = context["media"] + page_media("focal_point")
        context["media"] = with_nonce(request, files)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save nothing: the form's action did."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Save nothing: no other rows are edited here."""

    def response_add(
        self, request: HttpRequest, obj: Photo, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Say so when the archive had the file already, and go to its photo."""
        if not obj.known_before or "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        known = _("The archive had this very file already: here it is, as it was.")
        messages.info(request, str(known))
        return HttpResponseRedirect(reverse("admin:media_photo_change", args=[obj.pk]))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the stories that hold on to the photos, those that only readers still see too."""
        gone, counts, perms, _protected = super().get_deleted_objects(objs, request)
        return gone, counts, perms, holding(_photos(objs))

    def delete_model(self, request: HttpRequest, obj: Photo) -> None:
        """Delete the photo and its files."""
        try:
            discard_photo(photo=obj)
        except PhotoInUse as refusal:
            messages.error(request, str(refusal))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> None:
        """Delete each photo and its files."""
        for photo in queryset:
            self.delete_model(request, photo)

    @admin.display(description=_("photo"))
    def thumbnail(self, obj: Photo) -> SafeString | str:
        """Show the smallest rendition."""
        smallest = getattr(obj, "smallest", [])
        if not smallest:
            return "-"
        url = uploads().url(str(smallest[0].file))
        return format_html('<img class="photo-thumbnail" src="{}" alt="{}">', url, obj.alt)

    @admin.display(description=_("caption"))
    def told(self, obj: Photo) -> str:
        """Show the beginning of the caption."""
        return Truncator(str(obj)).chars(90)

    @admin.display(description=_("lacking"))
    def lacking(self, obj: Photo) -> str:
        """Name the words that are missing."""
        return ", ".join(lacking(obj))

    @admin.display(description=_("stories"))
    def uses(self, obj: Any) -> int:
        """Show how many stories use it."""
        return int(obj.used_count)

    @admin.display(description=_("size"), ordering="width")
    def size(self, obj: Photo) -> str:
        """Show pixels and bytes."""
        return size_of(obj)

    @admin.display(description=_("preview"))
    def preview(self, obj: Photo) -> SafeString:
        """Show the picture to those who may only look."""
        html = '<img class="photo-preview" src="{}" alt="{}">'
        return format_html(html, large_of(obj), obj.alt)

    @admin.display(description=_("renditions"))
    def all_renditions(self, obj: Photo) -> SafeString:
        """List the files that readers get."""
        rows = obj.renditions.order_by("crop", "format", "width")
        return format_html_join(
            "",
            '<a class="photo-rendition" href="{}">{}</a>',
            ((uploads().url(str(row.file)), str(row)) for row in rows),
        )


def _picture(photo: Photo) -> dict[str, Any]:
    """Return the picture and the shapes that it is cut to."""
    crops = [{"name": name, "label": f"{across}:{down}"} for name, (across, down) in CROPS.items()]
    return {"large": large_of(photo), "crops": crops}


def _photos(objs: Iterable[Any]) -> list[Photo]:
    return [row for row in objs if isinstance(row, Photo)]


def _placed(
    object_id: str | None = None,
    form_url: str = "",
    extra_context: dict[str, Any] | None = None,
) -> tuple[str | None, str, dict[str, Any] | None]:
    """Return the arguments of Django's view in their order."""
    return object_id, form_url, extra_context
