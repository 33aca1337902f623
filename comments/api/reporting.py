"""How does a reader report a reply?"""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from cms.kernel import clock
from cms.kernel.params import check_params
from cms.kernel.shapes import problems
from comments.actions.report import Notifier, report
from comments.api import shapes
from comments.api.limits import limited
from comments.api.own import ReaderDoor, private, sent_in
from comments.api.writers import writer_of


class Reports(ReaderDoor):
    """What readers find wrong with a reply; only moderators read it."""

    operation = "comments_report"

    @extend_schema(
        tags=["Comments"],
        request=shapes.ReportSentShape,
        responses={202: shapes.ReportReceivedShape, **problems(400, 401, 404, 413, 415, 429)},
    )
    def post(self, request: Request, key: str) -> HttpResponse:
        """Tell the moderators; 202 whatever becomes of it, and once for each wording.

        Who reports something illegal may give a name and an address: then a letter confirms the
        report, and another one tells what was decided.
        """
        check_params(request.query_params, ())
        headers = limited(request, "reports")
        sent = sent_in(request, shapes.ReportSentShape)
        at = clock.now()
        report(
            key=key,
            reason=sent["reason"],
            note=sent["note"],
            by=Notifier(sent["name"], sent["email"]),
            reporter=writer_of(request, None, at),
            at=at,
        )
        return private({"received": True}, headers, status=202)
