"""What happens when a reader follows a link in a letter? A read shows, only a POST acts.

Programs that fetch links before their reader does (and those that preload pages) change nothing.
Browsers get a small page with a button, frontends JSON.
"""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import BaseParser, FormParser, JSONParser, MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.queries.addresses import page_url
from cms.kernel import clock
from cms.kernel.answers import UNSEEN, dumps
from cms.kernel.errors import DomainError
from cms.kernel.params import check_params
from cms.kernel.sent import read_body
from cms.kernel.shapes import problems
from comments.actions.confirm import confirm
from comments.actions.letter_tokens import Link, confirming, ending
from comments.actions.letter_words import language_of
from comments.actions.refusals import LinkInvalid
from comments.actions.unsubscribe import unsubscribe
from comments.api import letters_shapes as shapes
from comments.api import show
from comments.api.limits import limited
from comments.api.passes import reader_token
from comments.api.sent import body_of
from comments.models import Comment
from comments.queries.letters import Told, told

TOKEN = OpenApiParameter("token", str, required=True, description="As the letter has it.")
PAGE = (200, "text/html")
REFUSED_PAGE = (400, "text/html")
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class Door(APIView):
    """A link in a letter: its token is all that counts, whoever brings it."""

    authentication_classes: ClassVar[list[type]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]
    parser_classes: ClassVar[list[type[BaseParser]]] = [  # type: ignore[misc]
        JSONParser,
        FormParser,
        MultiPartParser,
    ]
    action = ""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:  # noqa: FBT001, FBT002 - DRF's
        """Answer browsers with pages, and everybody else with JSON."""
        return JSONRenderer(), "application/json"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kw: Any) -> Any:
        """Keep tokens out of caches, search engines and the addresses that pages pass on."""
        answer = super().finalize_response(request, response, *args, **kw)
        for name, value in UNSEEN.items():
            answer.headers[name] = value
        return answer

    def handle_exception(self, exc: Exception) -> Any:
        """Tell people on a page why a link does not work."""
        answer = super().handle_exception(exc)
        if isinstance(exc, DomainError) and _reads_pages(self.request):
            return _page(self.action, status=exc.status, trouble=str(exc))
        return answer

    def shown(self, request: Request, link: Link) -> HttpResponse:
        """Return what the link would do."""
        check_params(request.query_params, {"token"})
        comment, story = told(link.comment, clock.now())
        # Of an erased reply nothing is known any more; letters about it can still be ended.
        if comment and comment.email_hash not in {"", link.address_hash}:
            raise LinkInvalid
        if _reads_pages(request):
            return _page(self.action, story=story, token=request.query_params["token"])
        answer = _json({"action": self.action, "story": story and _facts(story)})
        answer["Access-Control-Allow-Origin"] = "*"
        return answer


def _reads_pages(request: Request) -> bool:
    """Return whether a person in a browser asks, or pressed the button of our own page."""
    sends_form = request.method == "POST" and _kind(request) in FORMS
    return sends_form or "text/html" in request.headers.get("Accept", "")


def _kind(request: Request) -> str:
    return (request.content_type or "").partition(";")[0].strip().lower()


def _facts(story: Told) -> dict[str, str]:
    return {"slug": story.slug, "language": story.language, "headline": story.headline}


def _json(body: dict[str, Any]) -> HttpResponse:
    return HttpResponse(dumps(body), content_type="application/json")


def _page(
    action: str, *, status: int = 200, story: Told | None = None, **facts: Any
) -> HttpResponse:
    with translation.override(language_of(story.language if story else "")):
        html = render_to_string(f"comments/letters/{action}.html", {"story": story, **facts})
    return HttpResponse(html, status=status, headers={"Content-Security-Policy": POLICY})


class Verify(Door):
    """Confirm an e-mail address."""

    operation = {"get": "comments_verify_show", "post": "comments_verify"}
    action = "verify"

    @extend_schema(
        tags=["Comments"],
        parameters=[TOKEN],
        responses={200: shapes.LinkShape, PAGE: OpenApiTypes.STR, **problems(400, 410)},
    )
    def get(self, request: Request) -> HttpResponse:
        """Show what the link in the letter would confirm; nothing is done."""
        return self.shown(request, confirming(request.query_params.get("token", "")))

    @extend_schema(
        tags=["Comments"],
        request=shapes.LinkSentShape,
        responses={
            200: shapes.VerifiedShape,
            REFUSED_PAGE: OpenApiTypes.STR,
            **problems(400, 403, 404, 410, 413, 415, 429),
        },
    )
    def post(self, request: Request) -> HttpResponse:
        """Confirm the address: the badge, the letters asked for, and a pass for later replies."""
        check_params(request.query_params, {"token"})
        limited(request, "letters")
        link = confirming(_sent(request, shapes.LinkSentShape)["token"])
        at = clock.now()
        comment = confirm(link=link, at=at)
        if _reads_pages(request):
            _same, story = told(link.comment, at)
            facts = {"published": comment.shown, "back": story and _back(story, link)}
            return _page(self.action, story=story, done=True, **facts)
        return _json(
            {
                "verified": True,
                "reader_token": reader_token(link.address_hash),
                "comment": _own(comment),
            }
        )


def _back(story: Told, link: Link) -> str:
    """Return the story's page with the pass in the fragment, which no server is ever sent."""
    page = page_url(story.slug, story.language)
    return f"{page}#verified={reader_token(link.address_hash)}"


def _own(comment: Comment) -> dict[str, Any]:
    """Return the reply to its author; the right to edit it came once, with the reply."""
    said = show.own(comment, "")
    return {name: value for name, value in said.items() if not name.startswith("edit")}


class Unsubscribe(Door):
    """Stop letters."""

    operation = {"get": "comments_unsubscribe_show", "post": "comments_unsubscribe"}
    action = "unsubscribe"

    @extend_schema(
        tags=["Comments"],
        parameters=[TOKEN],
        responses={200: shapes.LinkShape, PAGE: OpenApiTypes.STR, **problems(400)},
    )
    def get(self, request: Request) -> HttpResponse:
        """Show which letters the link would stop; nothing is done."""
        return self.shown(request, ending(request.query_params.get("token", "")))

    @extend_schema(
        tags=["Comments"],
        request=shapes.LinkToEndSentShape,
        responses={
            200: shapes.UnsubscribedShape,
            REFUSED_PAGE: OpenApiTypes.STR,
            **problems(400, 413, 415, 429),
        },
    )
    def post(self, request: Request) -> HttpResponse:
        """Stop the letters about a reply, or all of them.

        Also the one click of mail programs (RFC 8058): a form, with the token in the address.
        """
        check_params(request.query_params, {"token"})
        limited(request, "letters")
        sent = _sent(request, shapes.LinkToEndSentShape)
        unsubscribe(link=ending(sent["token"]), every=sent["all"], at=clock.now())
        if _reads_pages(request):
            return _page(self.action, done=True)
        return _json({"unsubscribed": True})


def _sent(request: Request, shape: type[shapes.LinkSentShape]) -> dict[str, Any]:
    """Return the token that was sent, and `all`.

    Forms come from our own page, and from mail programs that may send what they like beside the
    one field of RFC 8058: nobody is to be refused who wants no more letters.
    """
    body_of(request)
    if _kind(request) not in FORMS:
        return read_body(request, shape)
    form: Any = request.data
    token = form.get("token") or request.query_params.get("token", "")
    return {"token": str(token), "all": bool(form.get("all"))}
