"""Which rows does the media room keep?"""

from media.models.photo import Photo, PhotoQuerySet
from media.models.rendition import Rendition

__all__ = ["Photo", "PhotoQuerySet", "Rendition"]
