"""What is asked before many stories are published, withdrawn or tagged together?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.admin.story_fields import PickedRows, TickedRows
from articles.models import Article, Tag

LONGEST_NOTE = 1000
LONGEST_TAG = 80


class Asking(forms.Form):
    """A form that knows which stories it is about, and who answers."""

    def __init__(self, *args: Any, desk: Any, stories: Sequence[Any], user: Any) -> None:
        super().__init__(*args)
        self.desk, self.stories, self.user = desk, stories, user


class PublishForm(Asking):
    """A note for the story's timeline."""

    note = forms.CharField(
        label=_("Note for the timeline"),
        help_text=_("The newsroom sees it, readers do not."),
        max_length=LONGEST_NOTE,
        required=False,
    )


class WithdrawForm(Asking):
    """The public note, and a yes."""

    note = forms.CharField(
        label=_("Public note"),
        help_text=_("Readers see it at the address of each story."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    sure = forms.BooleanField(
        label=_("Yes, take these stories away from readers"),
        error_messages={"required": _("Tick this to take the stories away.")},
    )


class TagForm(Asking):
    """Which tags are added, made and taken off."""

    add = forms.ModelMultipleChoiceField(Tag.objects.all(), label=_("Add tags"), required=False)
    new = forms.CharField(
        label=_("Add new tags"),
        help_text=_("Names with commas between them. A tag that exists is used again."),
        required=False,
    )
    remove = forms.ModelMultipleChoiceField(
        Tag.objects.none(),
        label=_("Take tags off"),
        required=False,
        widget=TickedRows,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = Article._meta.get_field("tags")
        add, remove = self.fields["add"], self.fields["remove"]
        add.widget = PickedRows(field, self.desk.admin_site, choices=add.choices)  # type: ignore[attr-defined]
        had = Tag.objects.filter(article__in=self.stories).distinct().order_by("name")
        remove.queryset = had  # type: ignore[attr-defined]
        if not had.exists():
            del self.fields["remove"]
        if not self.user.has_perm("articles.add_tag"):
            del self.fields["new"]

    def clean_new(self) -> list[str]:
        """Part the names."""
        names = [name.strip() for name in self.cleaned_data["new"].split(",")]
        if any(len(name) > LONGEST_TAG for name in names):
            most = _("At most %(most)s characters are possible here.") % {"most": LONGEST_TAG}
            raise forms.ValidationError(most)
        return [name for name in names if name]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one tag."""
        facts = self.cleaned_data
        facts.setdefault("remove", [])
        if not self.errors and not any(facts.get(name) for name in ("add", "new", "remove")):
            raise forms.ValidationError(_("Choose a tag to add or to take off."))
        return facts
