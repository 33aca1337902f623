"""Is what is typed kept while it is typed, and who else is in the story?"""

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern

from articles.models import Article


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of these doors."""
    del desk
    return []
