"""How is somebody without an account shown a draft? By a signed link that ends, or is ended."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.db import transaction
from django.urls import reverse

from articles.models import Article, PreviewLink
from cms.kernel import clock
from cms.kernel.announce import announce
from cms.kernel.errors import Missing

ENDED = "preview.ended"
BESIDE_HOURS = 12  # a shift at the desk
_signer = signing.Signer(salt="articles.preview")


@transaction.atomic
def make_link(article_id: int, *, by: AbstractBaseUser | None, hours: int) -> PreviewLink:
    """Make a link that shows the working copy to whoever has it.

    Raises Article.DoesNotExist.
    """
    return _made(Article.objects.only("pk").get(pk=article_id), by, hours)


@transaction.atomic
def link_beside(article_id: int, *, by: AbstractBaseUser) -> PreviewLink:
    """Return the link by which another frontend shows an editor the draft beside the text.

    The one that is there serves again while it lasts. Raises Article.DoesNotExist.
    """
    article: Article = Article.objects.locked(article_id)
    kept = PreviewLink.objects.alive(clock.now() + timedelta(hours=1))
    known = kept.filter(article=article, by_id=by.pk, beside=True).first()
    return known or _made(article, by, BESIDE_HOURS, beside=True)


def _made(
    article: Article, by: AbstractBaseUser | None, hours: int, *, beside: bool = False
) -> PreviewLink:
    now = clock.now()
    return PreviewLink.objects.create(
        article=article,
        by_id=by.pk if by else None,
        made_at=now,
        expires_at=now + timedelta(hours=hours),
        beside=beside,
    )


@transaction.atomic
def end_link(article_id: int, link_id: int) -> None:
    """Let one link of the story show nothing any more; one that has ended stays so.

    Raises Missing (404).
    """
    links = PreviewLink.objects.filter(article=article_id, pk=link_id)
    if not links.exists():
        raise Missing
    if links.filter(ended_at=None).update(ended_at=clock.now()):
        announce(ENDED, str(article_id), link=link_id)


@transaction.atomic
def end_links(article_id: int) -> None:
    """Let no link to the story's draft that was made until now show anything."""
    article: Article = Article.objects.locked(article_id)
    PreviewLink.objects.filter(article=article, ended_at=None).update(ended_at=clock.now())
    announce(ENDED, str(article.pk))


def token_of(link: PreviewLink) -> str:
    """Return what is sent: the number of the link, signed."""
    return _signer.sign(str(link.pk))


def json_address(link: PreviewLink) -> str:
    """Return where a program reads the draft."""
    return f"{settings.SITE_URL}{reverse('preview', args=[token_of(link)])}"


def page_address(link: PreviewLink) -> str:
    """Return where a person sees the draft: PREVIEW_URL, or the reference page."""
    token = token_of(link)
    if settings.PREVIEW_URL:
        return str(settings.PREVIEW_URL).replace("{token}", token)
    return f"{settings.SITE_URL}{reverse('preview-page', args=[token])}"


def opened(token: str) -> PreviewLink:
    """Return the link with its story.

    Raises Missing (404) for links that were not made here, or have ended.
    """
    try:
        number = int(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        raise Missing from None
    alive = PreviewLink.objects.alive(clock.now()).select_related("article")
    link: PreviewLink | None = alive.filter(pk=number).first()
    if link is None:
        raise Missing
    return link
