"""How do editors work?"""

from articles.admin import addresses, people, ranking_rules, records, reply_rules, story, taxonomy

__all__ = ["addresses", "people", "ranking_rules", "records", "reply_rules", "story", "taxonomy"]
