"""How is what an editor types kept while it is typed? In one row that nobody else writes.

Never in the rows of the working copy, never in an edition; no revision, no line in the timeline.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from articles.actions.allowed import demand
from articles.actions.save_typed import Choices, Saved, as_compared, copy_at, save_typed
from articles.actions.write_copy import create_article
from articles.models import Article, Presence, Revision, RollingRevision
from articles.queries.company import WINDOW
from articles.queries.working_copy import load
from articles.rules.copy import ArticleCopy
from articles.rules.difference import Difference, difference, same_words
from articles.rules.document import read, written
from articles.rules.merge import merge
from cms.kernel import clock
from cms.kernel.errors import Missing

LONGEST_HEADLINE = 300  # characters that the row of a draft holds


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What others changed, and how many places wait for a choice until the story is saved."""

    came_in: Difference
    clash_count: int


@dataclass(frozen=True, slots=True)
class Window:
    """One page of an editor: its key, and when the row was written with which it was opened.

    Without a key it is no page that keeps what is typed, and every row of the editor is its own.
    """

    key: str = ""
    opened_with: datetime | None = None


ONLY = Window()


@transaction.atomic
def keep_typing(
    article_id: int, copy: ArticleCopy, *, by: AbstractBaseUser, seen: int, window: Window = ONLY
) -> datetime | None:
    """Keep what an editor typed into the version `seen`; return when, or None for nothing new.

    What says the same as the version that was opened, or as the present one, needs no keeping:
    the row goes, unless another window wrote it. Incomplete and invalid facts are kept as they
    were typed. Three statements, however long the story is. Raises Missing (404).
    """
    version = Article.objects.filter(pk=article_id).values_list("version", flat=True).first()
    if version is None:
        raise Missing
    trees = Revision.objects.filter(article=article_id, number__in={seen, version})
    typed = as_compared(copy)
    if any(
        same_words(typed, as_compared(read(tree))) for tree in trees.values_list("tree", flat=True)
    ):
        _rows(article_id, by).filter(_own(window)).delete()
        return None
    return _keep(article_id, copy, by=by, seen=seen, window=window)


def _rows(article_id: int, by: AbstractBaseUser) -> QuerySet[RollingRevision]:
    return RollingRevision.objects.filter(article=article_id, by_id=by.pk)


def _own(window: Window) -> Q:
    """Return which rows a window may take away: its own, and the one it was opened with."""
    if not window.key:
        return Q()
    own = Q(**{f"tree__{WINDOW}": window.key}) | Q(**{f"tree__{WINDOW}__isnull": True})
    return own | Q(at=window.opened_with) if window.opened_with else own


def save_here(
    article_id: int,
    copy: ArticleCopy,
    *,
    by: AbstractBaseUser | None,
    seen: int,
    choices: Choices | None = None,
    window: Window = ONLY,
) -> Saved:
    """Save what was typed in one window; what another window of the editor wrote stays.

    Raises Clashing (409), Invalid (400).
    """
    with transaction.atomic():
        others = list(_rows(article_id, by).exclude(_own(window))) if by and window.key else []
        saved = save_typed(article_id, copy, by=by, seen=seen, choices=choices)
        RollingRevision.objects.bulk_create(others)
        return saved


def _keep(
    article_id: int, copy: ArticleCopy, *, by: AbstractBaseUser, seen: int, window: Window = ONLY
) -> datetime:
    now = clock.now()
    tree = written(copy) | ({WINDOW: window.key} if window.key else {})
    row = RollingRevision(article_id=article_id, by_id=by.pk, seen_version=seen, tree=tree, at=now)
    RollingRevision.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["article", "by"],
        update_fields=["seen_version", "tree", "at"],
    )
    return now


@transaction.atomic
def begin_draft(copy: ArticleCopy, *, by: AbstractBaseUser, key: str) -> Article:
    """Make the draft of a story that somebody began to type; the same key never makes two.

    The draft has the headline alone: the words are the editor's until the story is saved.
    Raises NotAllowed (403) when the story has become somebody else's to change.
    """
    if known := draft_begun(by=by, key=key):
        demand(by, "change", known, clock.now())
        return known
    headline = " ".join(copy.headline.split())[:LONGEST_HEADLINE]
    begun = ArticleCopy(headline=headline, language=copy.language)
    try:
        with transaction.atomic():
            return create_article(begun, by=by, source_key=key_of(by, key), why="begun")
    except IntegrityError:
        return Article.objects.get(source_key=key_of(by, key))


def save_new(copy: ArticleCopy, *, by: AbstractBaseUser | None, key: str) -> Saved:
    """Save a story for the first time; a page that was kept or is sent twice makes one story.

    Raises Invalid (400), Clashing (409), NotAllowed (403) when the story that the page made has
    become somebody else's to change.
    """
    if by is None or not key:
        return Saved(create_article(copy, by=by))
    story = draft_begun(by=by, key=key)
    if story is None:
        try:
            return Saved(create_article(copy, by=by, source_key=key_of(by, key)))
        except IntegrityError:
            story = Article.objects.get(source_key=key_of(by, key))
    demand(by, "change", story, clock.now())
    return save_typed(story.pk, copy, by=by, seen=1)


def draft_begun(*, by: AbstractBaseUser, key: str) -> Article | None:
    """Return the draft that was begun with a key, if there is one."""
    return Article.objects.filter(source_key=key_of(by, key)).first()


def key_of(by: AbstractBaseUser, key: str) -> str:
    """Return how a draft remembers the page on which it was begun."""
    return f"desk:{by.pk}:{key}"


@transaction.atomic
def take_in(
    article_id: int, copy: ArticleCopy, *, by: AbstractBaseUser, seen: int, window: Window = ONLY
) -> TakenIn:
    """Put what others saved since into what an editor is typing; nothing is saved.

    Where both changed one place the typed words stay, and the version that was opened stays the
    one they are compared with: the save asks. Raises Missing (404).
    """
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise Missing
    base, theirs = copy_at(article.pk, seen), as_compared(load(article))
    merged = merge(base, as_compared(copy), theirs)
    if same_words(merged.copy, theirs):
        _rows(article.pk, by).filter(_own(window)).delete()
    else:
        now_seen = seen if merged.clashes else article.version
        _keep(article.pk, merged.copy, by=by, seen=now_seen, window=window)
    came_in = difference(base, theirs) if base else Difference()
    return TakenIn(came_in, len(merged.clashes))


def be_present(article_id: int, *, by: AbstractBaseUser, place: str) -> None:
    """Note that somebody has the story open, with the caret in a block; one statement."""
    row = Presence(article_id=article_id, by_id=by.pk, seen_at=clock.now(), place=place)
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["article", "by"],
        update_fields=["seen_at", "place"],
    )


def forget_old(*, before: datetime) -> int:
    """Forget what nobody saved or discarded since a moment; return how many rows it were."""
    Presence.objects.filter(seen_at__lt=before).delete()
    count, _kinds = RollingRevision.objects.filter(at__lt=before).delete()
    return count
