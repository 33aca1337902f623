"""What does somebody see who opens the newsroom's own address?"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from articles.models.editions import Edition
from cms.kernel import clock


def icon(_request: HttpRequest) -> HttpResponse:
    """Lead browsers, which ask for it unasked, to the site's icon."""
    return redirect(static("cms/icon.svg"))


def front(request: HttpRequest) -> HttpResponse:
    """Show where everything is, with the newest stories as the API gives them."""
    newest = (
        Edition.objects.live(clock.now())
        .order_by("-published_at", "-id")
        .values("slug", "language", "headline", "published_at")[:8]
    )
    page = render(request, "cms/front.html", {"name": settings.SITE_NAME, "stories": newest})
    page["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; img-src 'self'"
    return page
