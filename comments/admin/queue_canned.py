"""Which answers are ready for the reply in focus? JSON for the page, forms without a script."""

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cms.kernel import clock
from cms.kernel.errors import Missing
from comments.actions.canned_answers import canned_answers
from comments.admin.queue_answers import refused, wants_json
from comments.admin.queue_next import one_named


def canned_page(request: HttpRequest, site: AdminSite, key: str) -> HttpResponse:
    """Show the answers for one reply with their places filled."""
    comment = one_named(request, key)
    if comment is None:
        if wants_json(request):
            return refused(request, Missing())
        raise Http404
    ready = canned_answers(comment, at=clock.now())
    if wants_json(request):
        told = [{"id": one.row.pk, "title": one.row.title, "text": one.text} for one in ready]
        return JsonResponse({"canned": told})
    context = {
        **site.each_context(request),
        "title": _("Canned replies"),
        "comment": comment,
        "ready": ready,
        "query": request.GET.urlencode(),
    }
    return TemplateResponse(request, "admin/comments/queue/canned.html", context)
