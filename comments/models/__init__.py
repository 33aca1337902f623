"""The rows of replies, of what readers and moderators do to them, and of letters about them."""

from comments.models.aid import Appraisal, Checkpoint, Lesson, Step
from comments.models.ban import Ban, BanKind
from comments.models.canned import CannedReply
from comments.models.comment import AuthorKind, Comment, CommentRevision, DecidedBy, State
from comments.models.decision import Decision, LogHead, Reason, What
from comments.models.letters import HowOften, Kind, Letter, NoLetters, Subscription
from comments.models.moderators import Commenter, CommenterNote, ModeratorScope, NoteKind
from comments.models.privacy import Erasure, NetworkSalt
from comments.models.report import Outcome, Report
from comments.models.screening_rules import BlockList, ListKind, ScreeningRules, SuspectAction
from comments.models.vote import Vote

__all__ = [
    "Appraisal",
    "AuthorKind",
    "Ban",
    "BanKind",
    "BlockList",
    "CannedReply",
    "Checkpoint",
    "Comment",
    "CommentRevision",
    "Commenter",
    "CommenterNote",
    "DecidedBy",
    "Decision",
    "Erasure",
    "HowOften",
    "Kind",
    "Lesson",
    "Letter",
    "ListKind",
    "LogHead",
    "ModeratorScope",
    "NetworkSalt",
    "NoLetters",
    "NoteKind",
    "Outcome",
    "Reason",
    "Report",
    "ScreeningRules",
    "State",
    "Step",
    "Subscription",
    "SuspectAction",
    "Vote",
    "What",
]
