"""How does a reader vote on a reply?"""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from cms.kernel import clock
from cms.kernel.params import check_params
from cms.kernel.shapes import problems
from comments.actions.vote import NONE, vote
from comments.api import shapes
from comments.api.limits import limited
from comments.api.own import ReaderDoor, private, sent_in
from comments.api.writers import writer_of

REFUSED = problems(400, 401, 403, 404, 429)


class OneVote(ReaderDoor):
    """The vote of one reader on one reply."""

    operation = {"put": "comments_vote", "delete": "comments_unvote"}

    @extend_schema(
        tags=["Comments"],
        request=shapes.VoteSentShape,
        responses={200: shapes.VotesShape, **REFUSED, **problems(413, 415)},
    )
    def put(self, request: Request, key: str) -> HttpResponse:
        """Vote for or against; the same again changes nothing."""
        check_params(request.query_params, ())
        headers = limited(request, "votes")
        sent = sent_in(request, shapes.VoteSentShape)
        return _voted(request, key, sent["value"], headers)

    @extend_schema(tags=["Comments"], request=None, responses={200: shapes.VotesShape, **REFUSED})
    def delete(self, request: Request, key: str) -> HttpResponse:
        """Take the vote back."""
        check_params(request.query_params, ())
        headers = limited(request, "votes")
        return _voted(request, key, NONE, headers)


def _voted(request: Request, key: str, value: int, headers: dict[str, str]) -> HttpResponse:
    at = clock.now()
    votes = vote(key=key, value=value, voter=writer_of(request, None, at), at=at)
    body = {"up": votes.up, "down": votes.down, "mine": votes.mine or None}
    return private(body, headers)
