"""How is a draft told as readers would get it, with as much of it as is wanted?"""

import json
from collections.abc import Mapping
from datetime import datetime

from django.http import HttpResponse
from rest_framework.request import Request

from articles.api.public.expanded import with_parts
from articles.api.public.picked import PICKING, Picking
from articles.models import Article
from articles.queries.addresses import address_of
from articles.queries.assembled import assembled
from articles.queries.proof import proof
from cms.kernel import clock
from cms.kernel.answers import UNSEEN, Answer, dumps
from cms.kernel.expanding import Part, part_of, parts_named

# What the public door of one story takes, but for its address.
DRAFT_PARAMS = ("expand", *PICKING)


def drafted(request: Request, article: Article) -> HttpResponse:
    """Return the working copy in the public shape, for nobody to keep.

    `expand` gives what stands around the story as it is before its readers now. Raises
    BadParameter (400) as the public door does.
    """
    at, query = clock.now(), request.query_params
    picks = Picking(query)
    parts = parts_named("article", query["expand"]) if "expand" in query else {}
    body = assembled(proof(article, at))
    if parts:
        there = _there(request, article, parts, at)
        body = with_parts(json.loads(body), there, parts, picks)
    elif picks.any:
        body = dumps(picks.of(json.loads(body)))
    return HttpResponse(body, content_type="application/json", headers=UNSEEN)


def _there(
    request: Request, article: Article, parts: Mapping[str, Part], at: datetime
) -> dict[str, Answer]:
    """Return the parts that have something to say; those about the story need one that is live.

    It is asked for at its own address: a draft may bear the slug of another story.
    """
    slug, language = address_of(article.pk, at) or ("", "")
    asked = {name: part for name, part in parts.items() if slug or not part.about_it}
    names, query = {"slug": slug}, {"language": language}
    found = {name: part_of(request, part, names, query) for name, part in asked.items()}
    return {name: answer for name, answer in found.items() if answer}
