"""Which kinds of columns are our own?"""

from typing import Any

from django.db import models


class WebAddress(models.URLField):  # type: ignore[type-arg]
    """A web address; what is typed without a scheme is taken to be https.

    Django 6 does this by itself; in migrations it is an ordinary URLField.
    """

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field that assumes https."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self) -> Any:
        """Be a plain URLField to migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
