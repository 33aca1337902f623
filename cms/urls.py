"""Which address opens which door?"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.views import defaults
from django.views.i18n import set_language

import articles.api.public.popular_urls
import articles.api.public.urls
from cms import front, health, metrics, openapi
from cms.kernel.problems import problem
from cms.reference.preview import at_desk, by_link
from cms.reference.public import story_page
from comments.api.feed import RepliesFeed
from media.api.uploads import upload


class Language:
    """A language of stories in an address: BCP 47, so never "admin" or "api"."""

    regex = "(?!api/)[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    to_url = to_python


class Feed(Language):
    """A format of feeds: the end of an address."""

    regex = "rss|atom|json"


register_converter(Language, "language")
register_converter(Feed, "feed")

API: list[URLPattern | URLResolver] = [
    # Readers' doors stand open at the first level: finding one is part of every read.
    *articles.api.public.urls.urlpatterns,
    *articles.api.public.popular_urls.urlpatterns,
    path("", include("articles.api.editor.urls")),
    path("", include("cms.webhooks.api.urls")),
    path("", include("comments.api.urls")),
    path("schema/", openapi.OpenApi.as_view(), name="schema"),
    path("docs/", openapi.Docs.as_view(url_name="schema"), name="docs"),
]

urlpatterns = [
    path("", front.front, name="front"),
    path("favicon.ico", front.icon, name="icon"),
    path("admin/", admin.site.urls),
    path("language/", set_language, name="set_language"),
    path("api/v1/", include(API)),
    path(
        "feeds/articles/<str:slug>/comments.<feed:form>",
        RepliesFeed.as_view(),
        name="comments-feed",
    ),
    path("", include("articles.api.public.outside_urls")),
    path("uploads/<path:name>", upload, name="upload"),
    path("health/live", health.live, name="live"),
    path("metrics", metrics.metrics, name="metrics"),
    path("health/ready", health.ready, name="ready"),
    path("preview/desk/new/", at_desk, name="preview-new"),
    path("preview/desk/<int:article_id>/", at_desk, name="preview-at-desk"),
    path("preview/<str:token>/", by_link, name="preview-page"),
    # The newspaper's own page of a story (the default ARTICLE_URL) takes what nobody else does.
    path("<language:language>/<slug:slug>/", story_page, name="story"),
]


def _api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 in the form of the door that was knocked at."""
    if _api(request):
        return problem(request, 400)
    # The page asks for the form's token, and a form that cannot be read would fail once more.
    request._mark_post_parse_error()  # type: ignore[attr-defined]  # noqa: SLF001 - as Django does
    return defaults.bad_request(request, exception)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 in the form of the door that was knocked at."""
    if _api(request):
        return problem(request, 403)
    return defaults.permission_denied(request, exception)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 in the form of the door that was knocked at."""
    if _api(request):
        return problem(request, 404)
    page = defaults.page_not_found(request, exception)
    page["Cache-Control"] = "no-store"  # a story may go live here in a moment
    return page


def handler500(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """Answer 500 in the form of the door that was knocked at."""
    return problem(request, 500) if _api(request) else defaults.server_error(request)
