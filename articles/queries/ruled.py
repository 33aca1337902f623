"""What did editors rule on a story in the rankings?"""

from articles.models import RankingRule


def rule_on(article_id: int) -> RankingRule | None:
    """Return the rule on a story, whether or not its time is over; one query."""
    rules = RankingRule.objects.filter(article=article_id).select_related("by")
    return rules.first()
