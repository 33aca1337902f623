"""Which files do the pages of the archive consist of in the browser?"""

from typing import Any

from django.http import HttpRequest
from js_asset import ImportMap, Media, Script  # type: ignore[import-untyped]

from cms.kernel.policy import nonce_of

STYLES = {"all": ("media/photos.css",)}
# The import map leads to the file's hashed name, so browsers may keep it for ever.
_MAP = ImportMap({"newsroom/media/crop_box": "media/crop_box.js"})


def page_media(*names: str) -> Any:
    """Return the modules media/static/media/<name>.js with what they import, and the styles."""
    scripts = [Script(f"media/{name}.js", type="module") for name in names]
    return Media(importmap=_MAP, js=scripts, css=STYLES)


def with_nonce(request: HttpRequest, media: Any) -> Any:
    """Return the files with the nonce that a strict Content-Security-Policy asks for."""
    return Media.from_media(media, nonce=nonce_of(request))
