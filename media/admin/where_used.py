"""What is an editor told of the stories that use a photo?"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.kernel.usage import Use, counted, swap_doors, used
from media.models import Photo

SHOWN = 50
HOWS = {"live": _("live"), "scheduled": _("scheduled"), "draft": _("in the draft")}


def where_used(request: HttpRequest, photo: Photo) -> dict[str, Any]:
    """Return what `where_used.html` shows: the stories that this editor may see; three queries."""
    uses, count = used("photo", [photo.pk], SHOWN)[photo.pk], counted("photo", [photo.pk])[photo.pk]
    seen = [use for use in uses if not use.needs or request.user.has_perm(use.needs)]
    doors = [door for door in swap_doors("photo") if request.user.has_perms(door.needs)]
    return {
        "uses": [
            {"told": use.told, "link": use.link, "hows": [(how, HOWS[how]) for how in use.hows]}
            for use in seen
        ],
        "used_count": count,
        "more": count - len(seen),
        "swaps": [reverse(door.page, args=[photo.pk]) for door in doors if count],
    }


def holding(photos: Iterable[Photo]) -> list[SafeString]:
    """Return the stories that keep photos from being deleted, with links to their desks."""
    found = used("photo", [photo.pk for photo in photos])
    uses = {use.link: use for each in found.values() for use in each}
    return [_line(use) for use in uses.values()]


def _line(use: Use) -> SafeString:
    hows = ", ".join(str(HOWS[how]) for how in use.hows)
    return format_html('<a href="{}">{}</a> ({})', use.link, use.told, hows)
