"""How do replies come in from another system?

Planned first, and again whenever it is asked: a reply is known by its source key, so a file can be
brought in twice, or after it was stopped. Rows are written a few hundred at a time, so that readers
who write never wait long; the counts of each story follow in one recount at its end, the one that
`manage.py recount` makes. Nobody gains anything by an address in a file, and who was erased stays
so: a gap without words keeps the place.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q

from articles.actions.discussion import count_comments
from articles.models import Address
from articles.models.counters import Discussion
from cms.kernel.clients import keyed
from comments.actions import log
from comments.actions.erase import mark_of
from comments.actions.post_reply import hanging
from comments.actions.queue_place import follow_category
from comments.actions.recount import recount
from comments.actions.transition import find_activity
from comments.actions.writer import email_hash
from comments.models import Comment, DecidedBy, Erasure, State, What
from comments.rules import ranking, render, tree
from comments.rules import text as texts
from comments.rules.brought import BadLine, Brought, brought

AT_ONCE = 200  # rows in one transaction
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that is a reply to a story of ours."""

    line: int
    reply: Brought
    article_id: int
    language: str
    source_key: str


@dataclass(slots=True)
class Plan:
    """What a file holds: what is new (each after what it answers), and what is not taken."""

    source: str
    new: list[Entry] = field(default_factory=list)
    stories: set[int] = field(default_factory=set)
    there: int = 0
    erased: set[str] = field(default_factory=set)
    bad: list[tuple[int, str]] = field(default_factory=list)


def plan(lines: Iterable[str], *, source: str, at: datetime) -> Plan:
    """Read a file and look what of it is here already; nothing is written."""
    found = Plan(source)
    entries: dict[str, Entry] = {}
    for number, entry in _read(lines, source, at, found):
        if entry.reply.id in entries:
            found.bad.append((number, "twice"))
        else:
            entries[entry.reply.id] = entry
    found.erased = _erased(entries.values())
    here = _here(entries.values())
    for entry in _in_order(entries, found):
        if entry.source_key in here or mark_of("source", entry.source_key) in here:
            found.there += 1
        else:
            found.new.append(entry)
    found.bad.sort()
    return found


def bring_in(planned: Plan, *, at: datetime, told: Told = lambda _done: None) -> None:
    """Write what the plan has found to be new; `told` hears how many are done."""
    waiting = iter(planned.new)
    done = 0
    while some := list(islice(waiting, AT_ONCE)):
        with transaction.atomic():
            for entry in some:
                _write(entry, planned, at)
        done += len(some)
        told(done)
    for article_id in sorted(planned.stories):
        _count(article_id, planned.source)


def _read(
    lines: Iterable[str], source: str, at: datetime, found: Plan
) -> Iterator[tuple[int, Entry]]:
    stories: dict[tuple[str, str], tuple[int, str] | None] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            reply = brought(line, at)
            named = (reply.article, reply.language)
            if named not in stories:
                stories[named] = _story(*named)
            story = stories[named]
        except BadLine as bad:
            found.bad.append((number, str(bad)))
            continue
        if story is None:
            found.bad.append((number, "unknown_story"))
            continue
        found.stories.add(story[0])
        yield number, Entry(number, reply, *story, source_key=f"{source}:{reply.id}")


def _story(slug: str, language: str) -> tuple[int, str] | None:
    """Return a story that has, or had, the address; None where there is none, or several."""
    claimed = Address.objects.filter(slug=slug)
    if language:
        claimed = claimed.filter(language=language)
    found = list(claimed.values_list("article_id", "language")[:2])
    return found[0] if len(found) == 1 else None


def _keys(entries: Iterable[Entry]) -> Iterator[list[str]]:
    """Yield the source keys, and what stands in their place once erased, some at a time."""
    keys = (
        key for entry in entries for key in (entry.source_key, mark_of("source", entry.source_key))
    )
    while some := list(islice(keys, 2 * AT_ONCE)):
        yield some


def _here(entries: Iterable[Entry]) -> set[str]:
    here: set[str] = set()
    for keys in _keys(entries):
        rows = Comment.objects.filter(source_key__in=keys)
        here.update(key for key in rows.values_list("source_key", flat=True) if key)
    return here


def _erased(entries: Iterable[Entry]) -> set[str]:
    """Return the source keys of those who were erased, or whose address was."""
    marks = set(Erasure.objects.values_list("value", flat=True))
    return {
        entry.source_key
        for entry in entries
        if marks and {mark_of("source", entry.source_key), _mark_of_address(entry)} & marks
    }


def _mark_of_address(entry: Entry) -> str:
    return mark_of("email", email_hash(entry.reply.email)) if entry.reply.email else ""


def _in_order(entries: dict[str, Entry], found: Plan) -> Iterator[Entry]:
    """Yield each after what it answers; what answers nothing we know is noted as bad."""
    children: dict[str, list[Entry]] = {}
    ready: list[Entry] = []
    for entry in entries.values():
        if entry.reply.parent in entries:
            children.setdefault(entry.reply.parent, []).append(entry)
        elif code := _cannot_hang(entry, found.source):
            found.bad.append((entry.line, code))
        else:
            ready.append(entry)
    left = {entry.line for several in children.values() for entry in several}
    while ready:
        entry = ready.pop()
        left.discard(entry.line)
        yield entry
        for child in reversed(children.get(entry.reply.id, [])):
            if child.article_id == entry.article_id:
                ready.append(child)
            else:
                left.discard(child.line)
                found.bad.append((child.line, "parent_of_other_story"))
    found.bad += [(line, "unknown_parent") for line in left]


def _cannot_hang(entry: Entry, source: str) -> str:
    """Return why what it answers, which the file has not, is not here either ("" when it is)."""
    if not entry.reply.parent:
        return ""
    answered = _with_key(f"{source}:{entry.reply.parent}")
    if answered is None:
        return "unknown_parent"
    return "" if answered.article_id == entry.article_id else "parent_of_other_story"


def _is_here(source_key: str) -> bool:
    return _with_key(source_key) is not None


def _with_key(source_key: str) -> Comment | None:
    either = Q(source_key=source_key) | Q(source_key=mark_of("source", source_key))
    return Comment.objects.filter(either).first()


def _write(entry: Entry, planned: Plan, at: datetime) -> None:
    """Store one; its counts follow. One that came in meanwhile stays as it is."""
    reply = entry.reply
    if _is_here(entry.source_key):
        return
    answered = _with_key(f"{planned.source}:{reply.parent}") if reply.parent else None
    gone = entry.source_key in planned.erased
    state = State.ERASED if gone else State(reply.state)
    published = reply.at if state == State.PUBLISHED else None
    comment = Comment.objects.create(
        article_id=entry.article_id,
        in_reply_to=answered,
        **hanging(answered),
        state=state,
        source_key=mark_of("source", entry.source_key) if gone else entry.source_key,
        language=entry.language,
        created_at=reply.at,
        last_activity_at=reply.at,
        turn_at=reply.at,
        published_at=published,
        removed_at=at if state == State.REMOVED else None,
        erased_at=at if gone else None,
        decided_at=None if state == State.PENDING else reply.at,
        decided_by_kind="" if state == State.PENDING else DecidedBy.RULE,
        **({} if gone else _said(entry)),
    )
    above = comment.parent.path if comment.parent else ""
    Comment.objects.filter(pk=comment.pk).update(path=above + tree.segment(comment.pk))
    if published and comment.root_id:
        older = Comment.objects.filter(pk=comment.root_id, last_activity_at__lt=published)
        older.update(last_activity_at=published)
    log.note(
        comment,
        what=What.SCREENED,
        was="",
        at=at,
        by_kind=DecidedBy.RULE,
        evidence=[{"code": "imported"}],
    )


def _said(entry: Entry) -> dict[str, object]:
    reply = entry.reply
    hashed = email_hash(reply.email)
    return {
        "text": reply.text,
        "html": render.html_of(reply.text) if reply.text else "",
        "text_hash": texts.same_as(reply.text) if reply.text else "",
        "author_name": reply.name,
        "author_email": reply.email,
        "author_url": reply.url,
        "email_hash": hashed,
        # Who wrote the same address elsewhere is one to moderators; here it opens nothing.
        "identity": keyed("comment-identity", f"brought {hashed or entry.source_key}"),
        "up": reply.up,
        "down": reply.down,
        "up_brought": reply.up,
        "down_brought": reply.down,
        "wilson": ranking.wilson(reply.up, reply.down),
        "controversy": ranking.controversy(reply.up, reply.down),
    }


@transaction.atomic
def _count(article_id: int, source: str) -> None:
    """Count the story anew, and number what readers see for the first time."""
    Discussion.objects.get_or_create(pk=article_id)
    list(recount(mend=True, stories=[article_id]))
    ours = Comment.objects.filter(article_id=article_id, source_key__startswith=f"{source}:")
    hidden = ours.filter(state__in=[State.REJECTED, State.SPAM], root__isnull=False)
    for root_id in set(hidden.values_list("root_id", flat=True)):
        find_activity(root_id or 0)  # what was counted as news may stand below them
    follow_category(article_id)
    number = count_comments(article_id=article_id, change=0)
    unseen = Comment.objects.filter(article_id=article_id, shown=True, first_change=0)
    unseen.update(first_change=number, change=number)
