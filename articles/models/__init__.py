"""The rows of articles.

Three kinds live in separate modules, because public reads may see only some of them: the working
copy and what lies at the desk (drafts), the editions (what readers see), and what both refer to
(people, taxonomy).
"""

from articles.models.counters import (
    Discussion,
    EngagementDay,
    EngagementHour,
    Popularity,
    PopularitySalt,
    ShareCount,
    ShareSeen,
)
from articles.models.desk import DeskNote, Presence, RollingRevision
from articles.models.edges import Edge, Turn
from articles.models.editions import (
    Address,
    Edition,
    Mention,
    QuoteInPrint,
    SearchText,
    Withdrawal,
)
from articles.models.history import Revision, TimelineEntry
from articles.models.imported import ImportedCount
from articles.models.listed_counts import ListedCount
from articles.models.people import Author, Expert, ExpertName
from articles.models.previews import PreviewLink
from articles.models.public_state import PublicChange, PublicState
from articles.models.ranking import RankingBasis, RankingKind, RankingRule, WindowCount
from articles.models.reply_rules import ReplyRules
from articles.models.search import SearchSlip
from articles.models.sightings import Burst, Dropped, ViewSeen, WrittenParcel
from articles.models.taxonomy import Category, Tag
from articles.models.working_copy import (
    Article,
    Byline,
    Correction,
    Figure,
    Passage,
    Quote,
    RelatedPick,
    Section,
)

__all__ = [
    "Address",
    "Article",
    "Author",
    "Burst",
    "Byline",
    "Category",
    "Correction",
    "DeskNote",
    "Discussion",
    "Dropped",
    "Edge",
    "Edition",
    "EngagementDay",
    "EngagementHour",
    "Expert",
    "ExpertName",
    "Figure",
    "ImportedCount",
    "ListedCount",
    "Mention",
    "Passage",
    "Popularity",
    "PopularitySalt",
    "Presence",
    "PreviewLink",
    "PublicChange",
    "PublicState",
    "Quote",
    "QuoteInPrint",
    "RankingBasis",
    "RankingKind",
    "RankingRule",
    "RelatedPick",
    "ReplyRules",
    "Revision",
    "RollingRevision",
    "SearchSlip",
    "SearchText",
    "Section",
    "ShareCount",
    "ShareSeen",
    "Tag",
    "TimelineEntry",
    "Turn",
    "ViewSeen",
    "WindowCount",
    "Withdrawal",
    "WrittenParcel",
]
