"""Which stories name an expert, an author, a category or a tag: as written, or in an edition?"""

from django.db.models import Model, Q, QuerySet

from articles.models import Article, Author, Byline, Category, Expert, Mention, Quote
from articles.queries.people import KINDS


def stories_naming(row: Model) -> QuerySet[Article]:
    """Return the stories whose working copy or any edition names the row, each once.

    Editions whose time is over count too: they stay until the story is published again.
    """
    printed = Mention.objects.filter(kind=KINDS[type(row)], target_id=row.pk)
    named = _written(row) | Q(pk__in=printed.values("edition__article"))
    stories: QuerySet[Article] = Article.objects.filter(named)
    return stories


def _written(row: Model) -> Q:
    match row:
        case Category():
            return Q(category=row.pk)
        case Author():
            return Q(pk__in=Byline.objects.filter(author=row.pk).values("article"))
        case Expert():
            return Q(pk__in=Quote.objects.filter(expert=row.pk).values("section__article"))
        case _:
            tagged = Article.tags.through._default_manager.filter(tag=row.pk)
            return Q(pk__in=tagged.values("article"))
