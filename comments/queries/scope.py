"""Which part of the paper does a moderator moderate?

Whoever has no row of ModeratorScope moderates everything, and so does a superuser. What is out of
scope is not there: it is answered like what does not exist.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, Q, QuerySet

from cms.kernel.prepared import rows

LEAD = "comments.lead_moderation"
_CATEGORIES = "SELECT category_id FROM comments_moderatorscope WHERE user_id = %s"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Scope:
    """Numbers of categories; None is all of them, and stories that stand in none."""

    categories: frozenset[int] | None = None

    @property
    def is_part(self) -> bool:
        """Return whether it is less than the whole paper."""
        return self.categories is not None

    def covers(self, category_id: int | None) -> bool:
        """Return whether replies in the category are in scope."""
        return self.categories is None or category_id in self.categories

    def where(self, column: str = "category_id") -> Q:
        """Return the condition on the column that holds the category of a reply."""
        if self.categories is None:
            return Q()
        if len(self.categories) == 1:  # an equality, so that an index can put in order
            return Q(**{column: next(iter(self.categories))})
        return Q(**{f"{column}__in": sorted(self.categories)})

    def within(self, rows: QuerySet[Row, Row], column: str = "category_id") -> QuerySet[Row, Row]:
        """Return the rows in scope."""
        return rows if self.categories is None else rows.filter(self.where(column))


EVERYTHING = Scope()
# The numbers of the categories of the user `u`, as one text; for kernel.holder.
JOINED = {
    "sqlite": "(SELECT group_concat(w.category_id) FROM comments_moderatorscope w"
    " WHERE w.user_id = u.id)",
    "postgresql": "(SELECT string_agg(CAST(w.category_id AS text), ',')"
    " FROM comments_moderatorscope w WHERE w.user_id = u.id)",
}


def scope_of(user: AbstractBaseUser | AnonymousUser) -> Scope:
    """Return what the user moderates; one statement, none for a superuser."""
    if getattr(user, "is_superuser", False):
        return EVERYTHING
    found = rows(_CATEGORIES, [user.pk or 0])
    return Scope(frozenset(pk for (pk,) in found)) if found else EVERYTHING


def scope_in(joined: str | None, *, is_superuser: bool) -> Scope:
    """Return the same from JOINED."""
    if is_superuser or not joined:
        return EVERYTHING
    return Scope(frozenset(map(int, joined.split(","))))


def leads(user: Any) -> bool:
    """Return whether the user leads the moderation: may undo what others decided, at any time."""
    return bool(user.has_perm(LEAD))
