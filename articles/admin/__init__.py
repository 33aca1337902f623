"""How do editors work?"""

from articles.admin import people, ranking_rules, records, reply_rules, story, taxonomy

__all__ = ["people", "ranking_rules", "records", "reply_rules", "story", "taxonomy"]
