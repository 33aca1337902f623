"""How does the newsroom demand something of replies everywhere, or in a category?"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.models.counters import CommentPolicy, Repliers
from articles.models.reply_rules import Emergency, ReplyRules
from articles.models.taxonomy import Category
from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import Invalid, at_field

CHOICES = {
    "policy": CommentPolicy.values,
    "unless_said": CommentPolicy.values,
    "repliers": Repliers.values,
    "emergency": Emergency.values,
}
FOR_THE_SITE = ("unless_said", "emergency")


@transaction.atomic
def change_reply_rules(
    *, category_id: int | None = None, by: AbstractBaseUser, **demands: Any
) -> ReplyRules:
    """Set what is demanded of replies, on the whole site or in a category; it holds at once.

    `demands` are columns of ReplyRules; those not named stay. Raises Invalid (400) for a choice
    that is not known, and for a category that wants what only the site decides.
    """
    for name, value in demands.items():
        if name in CHOICES and value not in CHOICES[name]:
            raise Invalid([at_field(f"/{name}", "unknown_choice", name)])
        if name in FOR_THE_SITE and category_id is not None:
            raise Invalid([at_field(f"/{name}", "only_for_the_site", name)])
    category = None if category_id is None else Category.objects.get(pk=category_id)
    row, _made = ReplyRules.objects.update_or_create(
        category=category, defaults={**demands, "changed_at": clock.now()}
    )
    where = f"category-{category_id}" if category_id else "site"
    announce("discussion.rules_changed", where, by=by.pk)
    return row


@transaction.atomic
def drop_reply_rules(*, category_id: int, by: AbstractBaseUser) -> None:
    """Demand nothing any more of a category's stories but what the site demands."""
    ReplyRules.objects.filter(category_id=category_id).delete()
    announce("discussion.rules_changed", f"category-{category_id}", by=by.pk)
