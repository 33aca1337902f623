"""How do renditions reach a reader when no web server or object store stands in front?

Only names that this house makes are looked up, so there is no way out of the folder, and no
listing. A name never gets other bytes, so the answer may be kept for ever and its name is its
validator.
"""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from media.models.stores import uploads
from media.rules.formats import MEDIA_TYPES
from media.rules.names import rendition_extension

_A_YEAR = 31_536_000


@require_safe
def upload(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the rendition of this name: 200, 304, or 404."""
    media_type = MEDIA_TYPES.get(rendition_extension(name) or "")
    if media_type is None:
        raise Http404
    try:
        file = uploads().open(name)
    except OSError:
        raise Http404 from None
    etag = f'"{name}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        file.close()
        return _dressed(unchanged, etag)
    return _dressed(FileResponse(file, content_type=media_type), etag)


def _dressed(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
