"""How do editors work?"""

from articles.admin import people, records, reply_rules, story, taxonomy

__all__ = ["people", "records", "reply_rules", "story", "taxonomy"]
