"""How do editors work?"""

from articles.admin import people, records, story, taxonomy

__all__ = ["people", "records", "story", "taxonomy"]
