"""Which rows are one commenter's?

Nobody is looked for by what others share: a name, or the hash of a network. What was asked for (a
comment, an account, an address) is joined with all that the same accounts wrote; with all that was
written under the addresses they gave, whoever typed them; and of those, with all of an account that
confirmed the address, or wrote under it only. No further: that somebody typed an address once does
not make them its owner, so the rest of what they wrote is left alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import strip_tags

from comments.models import (
    AuthorKind,
    Comment,
    CommentRevision,
    Report,
    Subscription,
    Vote,
)

NOBODY = Q(pk__in=[])
CONFIRMED = (AuthorKind.VERIFIED,)
ACCOUNTS = (AuthorKind.VERIFIED, AuthorKind.MEMBER, AuthorKind.STAFF, AuthorKind.EXPERT)


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is asked for: an address (with its keyed hash), a comment's public id, identities."""

    email: str = ""
    email_hash: str = ""
    comment: str = ""
    identities: frozenset[str] = frozenset()


@dataclass(slots=True)
class Commenter:
    """What was found of one commenter: comments by their number, with how they were joined."""

    comments: dict[int, str] = field(default_factory=dict)
    identities: set[str] = field(default_factory=set)
    email_hashes: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def accounts(self) -> set[str]:
        """Return the identities under which anything was done."""
        wrote = Comment.objects.filter(identity__in=self.identities, author_kind__in=ACCOUNTS)
        rows: tuple[QuerySet[Any, Any], ...] = (wrote, self.votes(), self.reports())
        return {one for some in rows for one in some.values_list("identity", flat=True)}

    def votes(self) -> QuerySet[Vote, Vote]:
        """Return the votes they gave."""
        return Vote.objects.filter(identity__in=self.identities)

    def reports(self) -> QuerySet[Report, Report]:
        """Return the reports they made, and those that gave an address of theirs."""
        theirs = Q(identity__in=self.identities)
        for email in self.emails:
            theirs |= Q(email__iexact=email)
        return Report.objects.filter(theirs)


def commenter(whom: Whom) -> Commenter:
    """Return all that is one commenter's, in a few statements."""
    found = Commenter()
    found.email_hashes |= {whom.email_hash} - {""}
    found.identities |= whom.identities
    asked = Q(key=whom.comment) if whom.comment else NOBODY
    _take(found, "asked for", asked, accounts=ACCOUNTS)
    _take(found, "account", Q(identity__in=found.identities))
    by_email = Q(email_hash__in=found.email_hashes)
    for email in found.emails | ({whom.email} - {""}):
        by_email |= Q(author_email__iexact=email)
    _take(found, "address", by_email, accounts=CONFIRMED)
    found.identities |= _only_under(by_email)
    _take(found, "account", Q(identity__in=found.identities))
    if whom.email and Report.objects.filter(email__iexact=whom.email).exists():
        found.emails.add(whom.email)
    _take_what_hangs_on(found)
    return found


def _take(found: Commenter, how: str, wanted: Q, *, accounts: Collection[str] = ()) -> None:
    """Add the replies; with `accounts`, also who wrote them, where they are of these kinds."""
    for row in Comment.objects.filter(wanted).order_by("pk").iterator():
        if row.pk in found.comments:
            continue
        found.comments[row.pk] = how
        if row.author_kind in accounts:
            found.identities |= {row.identity} - {""}
        found.email_hashes |= {row.email_hash} - {""}
        found.sources |= {row.source_key or ""} - {""}
        found.emails |= {row.author_email} - {""}
        found.names |= {row.author_name} - {""}
        found.urls |= {row.author_url} - {""}
        found.texts |= {row.text, strip_tags(row.html)} - {""}


def _only_under(address: Q) -> set[str]:
    """Return the accounts of members all of whose replies were written under the address."""
    members = Comment.objects.filter(author_kind=AuthorKind.MEMBER).exclude(identity="")
    under = set(members.filter(address).values_list("identity", flat=True))
    besides = members.filter(identity__in=under).exclude(address)
    return under - set(besides.values_list("identity", flat=True))


def _take_what_hangs_on(found: Commenter) -> None:
    for text, html in _values(CommentRevision, found.comments, "text", "html"):
        found.texts |= {text, strip_tags(html)} - {""}
    for (address,) in _values(Subscription, found.comments, "address"):
        found.emails |= {address} - {""}
    for note, name, email in found.reports().values_list("note", "name", "email"):
        found.texts |= {note} - {""}
        found.names |= {name} - {""}
        found.emails |= {email} - {""}


def _values(model: type[Any], comments: Iterable[int], *names: str) -> Iterable[Any]:
    rows: Iterable[Any] = model.objects.filter(comment_id__in=list(comments)).values_list(*names)
    return rows
