"""What may a page of ours load and run? A Content-Security-Policy, by whichever library there is.

Django has one of its own since 6.0; before, django-csp does the same from the same list. Both
leave an answer alone that brings its own header.
"""

from collections.abc import Sequence
from typing import Any

import django
from django.http import HttpRequest

if django.VERSION >= (6, 0):
    from django.middleware.csp import ContentSecurityPolicyMiddleware as Policy
    from django.middleware.csp import get_nonce
    from django.utils.csp import CSP

    NONCE: Any = CSP.NONCE
else:
    from csp.constants import NONCE
    from csp.middleware import CSPMiddleware as Policy  # type: ignore[assignment]

    def get_nonce(request: HttpRequest) -> Any:  # type: ignore[misc]
        """Return the nonce of this answer, made when it is first used as text."""
        return getattr(request, "csp_nonce", None)


SELF, NONE = "'self'", "'none'"
__all__ = ["Policy", "nonce_of", "sources"]


def nonce_of(request: HttpRequest) -> str:
    """Return the nonce that an inline import map of this answer carries; "" without a policy."""
    nonce = get_nonce(request)
    return "" if nonce is None else str(nonce)


def sources(*, pictures: Sequence[str] = (), frames: Sequence[str] = ()) -> dict[str, Any]:
    """Return the directives: our own files only, no inline script without the answer's nonce.

    `pictures` are the origins of a store that serves uploads itself, `frames` those of the
    newspaper's own frontend that shows previews. Styles may be inline: the editor brings its base
    sheet as an element, and styles run nothing.
    """
    return {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:", *pictures],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF, *frames],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
