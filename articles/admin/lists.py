"""How are many stories published, withdrawn or tagged together?"""

from django.contrib.admin import ModelAdmin
from django.urls import URLPattern

from articles.models import Article


def urls(desk: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of these doors."""
    del desk
    return []
