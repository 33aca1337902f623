"""How does a draft leave the house for good?"""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from articles.actions.write_copy import StaleCopy
from articles.models import Address, Article, Edition
from cms.kernel.errors import DomainError


class OncePublished(DomainError):
    """Readers saw the story, or are going to: it can be withdrawn, not deleted."""

    code = "once_published"
    message = _("Only a draft that was never published can be deleted. Withdraw it instead.")


class StillNeeded(DomainError):
    """Another story is a translation of this one."""

    code = "still_needed"
    message = _("Other stories refer to this one. Change them first.")


@transaction.atomic
def discard(article_id: int, *, version: int | None = None) -> None:
    """Delete a draft with its body, its revisions and its timeline.

    Raises OncePublished, StillNeeded (409), StaleCopy (412).
    """
    article: Article = Article.objects.locked(article_id)
    if version is not None and version != article.version:
        raise StaleCopy(version=article.version)
    if (
        article.first_published_at
        or Edition.objects.filter(article=article).exists()
        or Address.objects.filter(article=article).exists()
    ):
        raise OncePublished
    try:
        article.delete()
    except ProtectedError:
        raise StillNeeded from None
