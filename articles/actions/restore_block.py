"""How does one part of a story become again what it was, and all else stay?"""

from django.db import transaction

from articles.actions.restore import former, name_of, note_restored
from articles.actions.write_copy import StaleCopy, Who, write_copy
from articles.models import Article
from articles.queries.past import Past
from articles.queries.working_copy import load
from articles.rules.put_back import NoSuchPart, put_back
from cms.kernel.errors import Missing


@transaction.atomic
def restore_block(
    article_id: int, *, number: Past, part: str, by: Who, version: int | None = None
) -> Article:
    """Make one part of the working copy what it was at a revision, or what readers see of it.

    `part` is the id of a block or of a section (its heading), or a fact as "/headline". A block
    that was taken away or moved returns to its place: after its nearest former neighbour that
    still stands. This is a save like any other, with one revision; where it is so already,
    nothing is saved. Ids stay. Raises Missing (404) for what did not stand there, StaleCopy (412).
    """
    article: Article = Article.objects.locked(article_id)
    if version is not None and version != article.version:
        raise StaleCopy(version=article.version)
    copy = load(article)
    try:
        restored = put_back(copy, former(article, number), part)
    except NoSuchPart:
        raise Missing from None
    if restored == copy:
        return article
    name = name_of(number)
    why = f"restored a part of {name}"
    saved = write_copy(article_id, restored, by=by, version=article.version, why=why)
    note_restored(saved, by=by, note=f"{name} {part}")
    return saved
