"""How is somebody without a token shown a draft? By a signed link that ends by itself or by us.

The link holds all it needs. That the links of a story were ended is an announcement; a link
names the last such one of its day, so ending them needs no list of links.
"""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from articles.models import Article
from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import Missing
from cms.kernel.models import Announcement

ENDED = "preview.ended"
_signer = signing.Signer(salt="articles.preview")


def make_link(article_id: int, *, hours: int) -> tuple[str, datetime]:
    """Return a token that shows the working copy, and when it ends.

    Raises Article.DoesNotExist.
    """
    article = Article.objects.only("pk").get(pk=article_id)
    until = clock.now() + timedelta(hours=hours)
    held = [article.pk, int(until.timestamp() * 1000), _ended(article.pk)]
    return _signer.sign_object(held), until


@transaction.atomic
def end_links(article_id: int) -> None:
    """Let no link to the story's draft that was made until now show anything."""
    article: Article = Article.objects.locked(article_id)
    announce(ENDED, str(article.pk))


def opened(token: str) -> Article:
    """Return the story that a link shows.

    Raises Missing (404) for links that were not made here, or have ended.
    """
    try:
        article_id, until, ended = _signer.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise Missing from None
    if clock.now().timestamp() * 1000 >= until or ended != _ended(article_id):
        raise Missing
    article: Article | None = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise Missing
    return article


def _ended(article_id: int) -> int:
    rows = Announcement.objects.filter(kind=ENDED, subject=str(article_id))
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0
