"""How does an operator hand out keys, and see what was announced?"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cms.kernel import clock
from cms.kernel.models import SCOPES, Announcement, ApiToken, Chore, Replay

# Django's classes take a type argument in the stubs only.
if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Model]
    TokenModelAdmin = admin.ModelAdmin[ApiToken]
    TokenModelForm = forms.ModelForm[ApiToken]
else:
    AnyAdmin = TokenModelAdmin = admin.ModelAdmin
    TokenModelForm = forms.ModelForm

_SCOPES = [
    ("preview", _("preview: read drafts")),
    ("editor", _("editor: write and publish")),
    ("moderator", _("moderator: decide on replies")),
]
assert {scope for scope, _label in _SCOPES} == set(SCOPES)  # noqa: S101 - an invariant


class TokenForm(TokenModelForm):
    """What a key is for, whom it acts for, what it opens and until when."""

    scopes = forms.MultipleChoiceField(
        label=_("Scopes"), choices=_SCOPES, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ApiToken
        fields = ("name", "user", "scopes", "expires_at")


@admin.register(ApiToken)
class ApiTokenAdmin(TokenModelAdmin):
    """Keys for programs: made here, shown once, revoked, never read again."""

    form = TokenForm
    list_display = (
        "name", "hint", "user", "opens", "created_at", "expires_at", "last_used_at", "valid",
    )  # fmt: skip
    list_filter = (("revoked_at", admin.EmptyFieldListFilter), "expires_at")
    list_select_related = ("user",)
    search_fields = ("name", "hint", f"user__{get_user_model().USERNAME_FIELD}")
    autocomplete_fields = ("user",)
    ordering = ("-created_at", "-pk")
    actions = ("revoke",)

    @admin.display(description=_("scopes"))
    def opens(self, token: ApiToken) -> str:
        """Show what it opens."""
        return ", ".join(token.scopes)

    @admin.display(description=_("valid"), boolean=True)
    def valid(self, token: ApiToken) -> bool:
        """Show whether it opens anything now."""
        ended = token.expires_at is not None and token.expires_at <= clock.now()
        return token.revoked_at is None and not ended and token.user.is_active

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Issue the key and keep its secret for the one message that shows it."""
        del change
        facts = form.cleaned_data
        if facts["user"] != request.user and not _superuser(request):
            raise PermissionDenied  # get_form offers nobody else
        token, secret = ApiToken.objects.issue(
            name=facts["name"],
            user_id=facts["user"].pk,
            scopes=facts["scopes"],
            expires_at=facts["expires_at"],
        )
        obj.pk = token.pk
        obj.hint = token.hint
        said = _("This is the key. It is shown this once and nowhere kept: {} ")
        messages.warning(request, format_html(str(said), format_html("<code>{}</code>", secret)))

    def get_form(
        self,
        request: HttpRequest,
        obj: ApiToken | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Let only superusers make keys that act for others."""
        form = super().get_form(request, obj, change, **kwargs)
        if "user" in form.base_fields and not _superuser(request):
            own = get_user_model()._default_manager.filter(pk=request.user.pk or 0)
            form.base_fields["user"].queryset = own  # type: ignore[attr-defined]
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Propose a key for oneself."""
        return {"user": request.user.pk} | super().get_changeform_initial_data(request)

    def response_add(
        self, request: HttpRequest, obj: ApiToken, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go to the list, where the message with the secret is shown."""
        del post_url_continue
        return self.response_post_save_add(request, obj)

    def has_change_permission(
        self,
        request: HttpRequest,
        obj: ApiToken | None = None,
    ) -> bool:
        """Refuse: a key is never changed, only revoked."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ApiToken | None = None) -> bool:
        """Refuse: a revoked key stays, so that it can be asked who had one."""
        del request, obj
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Return whether the operator may take keys back."""
        return request.user.has_perm("kernel.change_apitoken")

    @admin.action(description=_("Revoke the selected keys"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """Take the keys back at once."""
        mine = queryset if _superuser(request) else queryset.filter(user=request.user.pk)
        count = mine.filter(revoked_at=None).update(revoked_at=clock.now())
        messages.success(request, str(_("Revoked: {count}.")).format(count=count))


def _superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


class Record(AnyAdmin):
    """Rows that the newsroom writes; the admin shows them."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        del request, obj
        return False


@admin.register(Announcement)
class AnnouncementAdmin(Record):
    """What happened: the outbox."""

    list_display = ("at", "kind", "subject")
    list_filter = ("kind", "at")
    search_fields = ("kind", "subject")
    ordering = ("-pk",)


@admin.register(Replay)
class ReplayAdmin(Record):
    """Answers that are given again when a request is repeated."""

    list_display = ("created_at", "key", "status")
    list_filter = ("status",)
    search_fields = ("key",)
    ordering = ("-pk",)
    fields = ("key", "status", "created_at")


@admin.register(Chore)
class ChoreAdmin(Record):
    """What is done beside the requests, when it was done last, and what stood in the way."""

    list_display = ("name", "due_at", "done_at", "trouble")
    ordering = ("name",)
    fields = list_display
