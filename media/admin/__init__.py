"""How do editors see photos?"""

from media.admin.photos import PhotoAdmin
from media.admin.renditions import RenditionAdmin

__all__ = ["PhotoAdmin", "RenditionAdmin"]
