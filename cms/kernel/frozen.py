"""How does a row refuse to change?"""

from typing import Any, NoReturn

from django.db import models


class Immutable(Exception):
    """Somebody tried to change or remove what is kept as it was."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows are added, never changed or removed through the ORM."""

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Immutable

    def delete(self) -> NoReturn:
        """Refuse."""
        raise Immutable

    def bulk_create(
        self,
        objs: Any,
        batch_size: int | None = None,
        ignore_conflicts: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        update_conflicts: bool = False,  # noqa: FBT001, FBT002
        *_what_to_update: Any,
        **kwargs: Any,
    ) -> Any:
        """Add rows; refuse to write over those that are there."""
        if update_conflicts:
            raise Immutable
        return super().bulk_create(objs, batch_size, ignore_conflicts, **kwargs)

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Immutable


class FrozenModel(models.Model):
    """A row that is written once."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row.

        Raises Immutable when it stands already.
        """
        if not self._state.adding:
            raise Immutable
        # Forced, else a new row with a number that is taken would be written over the old one.
        super().save(*args, **(kwargs | {"force_insert": True}))

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row: what `save` and fixtures end at. Raises Immutable, as `save` does."""
        if not self._state.adding or kwargs.get("force_update"):
            raise Immutable
        super().save_base(*args, **(kwargs | {"force_insert": True}))

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Immutable
