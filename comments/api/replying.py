"""How does a reader reply?"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.queries.addresses import Found, find
from articles.queries.discussion import standing
from cms.kernel import clock, idempotency
from cms.kernel.answers import Answer, Validators, dumps
from cms.kernel.asked import Asked
from cms.kernel.clients import identity_of
from cms.kernel.params import check_params
from cms.kernel.shapes import problems
from comments.actions.consult import consult
from comments.actions.post_reply import EDIT_WINDOW, Sent, post_reply, readable
from comments.actions.refusals import FormExpired, Gone, unfit
from comments.actions.writer import Writer
from comments.api import reading, shapes, show
from comments.api.addresses import StoryRead, story_at
from comments.api.assembled import page_of_roots
from comments.api.kept import answer, keys_of, tag
from comments.api.limits import limited
from comments.api.sent import ECHOED, body_of, sent_as
from comments.api.tokens import edit_token, form_age, form_token, renewed
from comments.api.writers import ChangedByWriters, writer_of
from comments.models import AuthorKind, State
from comments.queries import thread
from comments.rules import names, render
from comments.rules import text as texts

KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="8 to 64 visible ASCII characters; kept for 24 hours.",
)


def page_known(asked: Asked, slug: str) -> Validators:
    """Return the validators of a page of roots."""
    story = story_at(asked, slug)
    return Validators(
        tag(asked, story),
        modified=story.changed_at,
        keys=keys_of(story.article_id),
        edge=story.live_until,
    )


class Discussion(ChangedByWriters, StoryRead):
    """The replies to a story."""

    operation = {"get": "comments_list", "post": "comments_create"}
    params = ("ordering", "limit", "replies", "depth", "cursor", "language")
    known = staticmethod(page_known)

    @extend_schema(
        tags=["Comments"],
        parameters=[
            OpenApiParameter(
                "ordering",
                str,
                enum=list(thread.ORDERINGS),
                default="newest",
                description="Of the roots; replies stand in reading order.",
            ),
            reading.LIMIT,
            OpenApiParameter("replies", int, description="First replies of each: 3, at most 20."),
            reading.DEPTH,
            reading.CURSOR,
            reading.LANGUAGE,
        ],
        responses={
            200: shapes.DiscussionPageShape,
            301: None,
            304: None,
            **problems(400, 404, 406, 410),
        },
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        """List the answers to the story, each with its first replies."""
        return super().get(request, **kwargs)

    def read(self, request: Request, **kwargs: Any) -> Answer:
        """Return the page of roots."""
        asked = Asked.by(request)
        story = story_at(asked, kwargs["slug"])
        return answer(
            tag(asked, story),
            lambda: page_of_roots(request, story),
            article_id=story.article_id,
            edge=story.live_until,
            modified=story.changed_at,
        )

    @extend_schema(
        tags=["Comments"],
        parameters=[reading.LANGUAGE, KEY],
        request=shapes.CommentSentShape,
        responses={
            201: shapes.OwnCommentShape,
            202: shapes.OwnCommentShape,
            **problems(400, 401, 403, 404, 409, 410, 413, 415, 422, 429),
        },
    )
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Reply: 201 when it is published, 202 when a moderator reads it first."""
        check_params(request.query_params, {"language"})
        key = request.headers.get("Idempotency-Key")
        if key is None:
            headers = limited(request, "comments")
            body_of(request)
            return _answer(_prepared(request, slug)(), headers)
        body = body_of(request)
        asked = idempotency.ask(
            key=key, client=identity_of(request), route=request.get_full_path(), body=body
        )
        # An answer that is only given again costs nothing of the sender's allowance.
        if kept := idempotency.kept(asked):
            return _answer(kept, {})
        headers = limited(request, "comments")
        return _answer(idempotency.once(asked, _prepared(request, slug)), headers)


def _answer(kept: idempotency.Kept, headers: dict[str, str]) -> HttpResponse:
    """Return the answer. Raises Gone (410) where what was made has been erased meanwhile."""
    if kept.status == Gone.status:
        raise Gone
    response = HttpResponse(
        kept.body, status=kept.status, content_type="application/json", headers=headers
    )
    response["Cache-Control"] = "private, no-store"
    if kept.replayed:
        response["Idempotent-Replayed"] = "true"
    return response


def _prepared(request: Request, slug: str) -> Callable[[], idempotency.Kept]:
    """Read what was sent, ask the program outside, and return what stores it: in a transaction."""
    at = clock.now()
    story = find(slug, language=request.query_params.get("language"), at=at)
    said = sent_as(request, shapes.CommentSentShape, ignored=ECHOED)
    writer = writer_of(request, said["author"], at)
    sent = Sent(
        text=said["text"],
        parent=said["parent"] or "",
        notify=said["notify"],
        how_often=said["how_often"],
        form_age=_form_age(said["form_token"], story.article_id),
        trap=said["hp"],
    )
    if writer.kind != AuthorKind.STAFF:
        opinion = consult(
            text=readable(sent.text),
            name=writer.name,
            article_id=story.article_id,
            kind="reply",
            parent=sent.parent,
        )
        sent = replace(sent, opinion=opinion)
    return partial(_posted, story, sent, writer)


def _posted(story: Found, sent: Sent, writer: Writer) -> idempotency.Kept:
    comment = post_reply(
        article_id=story.article_id,
        sent=sent,
        writer=writer,
        at=clock.now(),
        language=story.language,
    )
    body = dumps(show.own(comment, edit_token(comment))).decode()
    return idempotency.Kept(201 if comment.state == State.PUBLISHED else 202, body)


def _form_age(token: str, article_id: int) -> float | None:
    """Return the age of the form; None without one. Raises FormExpired (400) with a new one."""
    if not token:
        return None
    at = clock.now()
    age = form_age(token, article_id, at)
    if age is None:
        raise FormExpired(form_token=renewed(token, article_id, at))
    return age


class Form(StoryRead):
    """What a form for replies needs."""

    operation = "comments_form"
    params = ("language",)

    @extend_schema(
        tags=["Comments"],
        parameters=[reading.LANGUAGE],
        responses={200: shapes.CommentFormShape, 301: None, **problems(400, 404, 406, 410)},
    )
    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Get a form: its token, the policy, and what a reply may be."""
        check_params(request.query_params, self.params)
        at = clock.now()
        found = find(kwargs["slug"], language=request.query_params.get("language"), at=at)
        story = standing(found.article_id, at)
        body = {
            "form_token": form_token(found.article_id, at),
            "policy": story.policy,
            "repliers": story.repliers,
            "open": story.open,
            "closes_at": clock.rfc3339(story.closes_at),
            "anonymous_allowed": story.repliers == "everybody",
            "limits": {
                "shortest": texts.SHORTEST,
                "longest": texts.LONGEST,
                "lines": texts.MOST_LINES,
                "links": texts.MOST_LINKS,
                "name": names.LONGEST,
                "edit_seconds": int(EDIT_WINDOW.total_seconds()),
            },
        }
        return _answer(
            idempotency.Kept(200, dumps(body).decode()), {"Access-Control-Allow-Origin": "*"}
        )


class Preview(APIView):
    """How a reply would look."""

    operation = "comments_preview"
    authentication_classes: ClassVar[list[type]] = []  # type: ignore[misc]
    permission_classes: ClassVar[list[type]] = [AllowAny]  # type: ignore[misc]

    @extend_schema(
        tags=["Comments"],
        request=shapes.CommentPreviewSentShape,
        responses={200: shapes.CommentPreviewShape, **problems(400, 413, 415, 429)},
    )
    def post(self, request: Request) -> HttpResponse:
        """Render a text as a reply; nothing is stored."""
        check_params(request.query_params, ())
        headers = limited(request, "previews")
        body_of(request)
        typed = sent_as(request, shapes.CommentPreviewSentShape)["text"]
        text = texts.clean(typed) if texts.is_text(typed) else ""
        if code := texts.unfit(text):
            raise unfit("/text", code)
        body = dumps({"html": render.html_of(text)}).decode()
        return _answer(idempotency.Kept(200, body), headers)
