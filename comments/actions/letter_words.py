"""What do letters say? The newsroom's words, a headline, links; nothing that a reader wrote."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.queries.addresses import page_url
from cms.kernel import mail
from cms.kernel.clients import keyed
from comments.actions.letter_tokens import EVERY, Link, to_confirm, to_end
from comments.actions.statement_words import on_report, redress, why
from comments.models import Kind, Letter
from comments.queries.letters import Reasons, Told
from comments.rules.letters import on_one_line, spoken

TO_REPORTERS = {Kind.RECEIPT, Kind.NOTICE}
OF_NONE = {
    Kind.DIGEST,
    Kind.WARNING,
    Kind.REJECTED,
    *TO_REPORTERS,
}  # no reply's subscription asked for them
MOST_LISTED = 50  # replies in one digest


@dataclass(frozen=True, slots=True)
class Words:
    """What one letter says: its subject, its paragraphs, and where its links lead (label, URL)."""

    subject: str
    lines: list[str]
    links: list[tuple[str, str]]


def language_of(story_language: str) -> str:
    """Return the language in which readers of a story are written to."""
    known = [code for code, _name in settings.LANGUAGES]
    return spoken(story_language, known, settings.LANGUAGE_CODE)


def written(rows: list[Letter], found: Reasons) -> mail.Letter:
    """Return the letter that the rows make: one row, or all rows of a digest."""
    first = rows[0]
    language = language_of(found.story(first).language)
    end = to_end(
        Link(
            EVERY if first.kind in OF_NONE else first.comment.key,
            first.address_hash,
        )
    )
    with translation.override(language):
        words = _words(rows, found)
        facts = {
            "words": words,
            "name": settings.SITE_NAME,
            "language": language,
            "end": page_of("comment-unsubscribe", settings.COMMENT_UNSUBSCRIBE_URL, end),
            "why": _why(first),
        }
        text = render_to_string("comments/letters/letter.txt", facts)
        html = render_to_string("comments/letters/letter.html", facts)
    return mail.letter(
        to=first.address,
        subject=words.subject,
        text=text,
        html=html,
        headers={
            "Message-ID": message_id(first),
            "List-Unsubscribe": f"<{page_of('comment-unsubscribe', '', end)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )


def message_id(letter: Letter) -> str:
    """Return the same id for the same letter, however often it is tried."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{keyed('letter', letter.once)}@{host}>"


def page_of(door: str, own_page: str, token: str) -> str:
    """Return the address that a link leads to: the frontend's page, or our own at the door."""
    if own_page:
        return own_page.replace("{token}", token)
    return f"{settings.SITE_URL}{reverse(door)}?token={token}"


def _words(rows: list[Letter], found: Reasons) -> Words:
    first = rows[0]
    headline = on_one_line(found.story(first).headline)
    if first.kind == Kind.CONFIRM:
        return _to_confirm(first, headline)
    if first.kind == Kind.DIGEST:
        return _digest(rows, found)
    if first.kind in {Kind.WARNING, Kind.REJECTED}:
        return _of_moderators(first, found, headline)
    if first.kind in TO_REPORTERS:
        return _to_reporter(first, found, headline)
    return _about_one(first, found.story(first), headline)


def _about_one(letter: Letter, story: Told, headline: str) -> Words:
    if letter.kind == Kind.PUBLISHED:
        return Words(
            _("Your comment is published: {headline}").format(headline=headline),
            [_("Your comment on “{headline}” is published now.").format(headline=headline)],
            [(_("Read it"), reply_url(story, letter.comment.key))],
        )
    return Words(
        _("A reply to your comment: {headline}").format(headline=headline),
        [_("Somebody replied to your comment on “{headline}”.").format(headline=headline)],
        [(_("Read the reply"), reply_url(story, letter.facts["about"]))],
    )


def _of_moderators(letter: Letter, found: Reasons, headline: str) -> Words:
    if letter.kind == Kind.WARNING:
        return _warning(letter, headline)
    decision = found.decisions[letter.facts["decision"]]
    told = _("Your comment on “{headline}” was rejected: readers do not see it.")
    return Words(
        _("Your comment was rejected: {headline}").format(headline=headline),
        [told.format(headline=headline), *why(decision), *redress(decision)],
        [],
    )


def _to_reporter(letter: Letter, found: Reasons, headline: str) -> Words:
    told = _("You told us that a comment on “{headline}” is against the law.")
    said = told.format(headline=headline)
    if letter.kind == Kind.RECEIPT:
        later = _(
            "We have received your report. A moderator looks at it, and we write to you then."
        )
        ours = _("If it was not you, do nothing.")
        link = (_("The comment"), reply_url(found.story(letter), letter.comment.key))
        return Words(_("We have received your report"), [said, later, ours], [link])
    decision = found.decisions[letter.facts["decision"]]
    return Words(_("What was decided on your report"), [said, *on_report(decision)], [])


def _warning(letter: Letter, headline: str) -> Words:
    return Words(
        _("About your comments"),
        [
            _("A moderator writes to you about your comment on “{headline}”:").format(
                headline=headline
            ),
            letter.facts["text"],
        ],
        [],
    )


def _to_confirm(letter: Letter, headline: str) -> Words:
    token = to_confirm(Link(letter.comment.key, letter.address_hash))
    return Words(
        _("Please confirm your e-mail address"),
        [
            _("Somebody left a comment on “{headline}” with this e-mail address.").format(
                headline=headline
            ),
            _("If that was you, confirm the address within three days."),
            _("If it was not, do nothing: you will not hear of this comment again."),
        ],
        [(_("Confirm the address"), page_of("comment-verify", settings.COMMENT_VERIFY_URL, token))],
    )


def _digest(rows: list[Letter], found: Reasons) -> Words:
    count = len(rows)
    said = ngettext("{count} reply to your comments", "{count} replies to your comments", count)
    return Words(
        said.format(count=count),
        [_("What was replied to you since the last letter:")],
        [
            (
                on_one_line(found.story(row).headline),
                reply_url(found.story(row), row.facts["about"]),
            )
            for row in rows[:MOST_LISTED]
        ],
    )


def _why(letter: Letter) -> str:
    if letter.kind in {Kind.WARNING, Kind.REJECTED}:
        return _("You get this letter because you confirmed this address. To stop all letters:")
    if letter.kind in TO_REPORTERS:
        return _("You get this letter because a report gave this address. To stop all letters:")
    if letter.kind == Kind.CONFIRM:
        return _("You can have letters of this kind stopped for good:")
    return _("You get this letter because you asked to hear of replies. To stop these letters:")


def reply_url(story: Told, key: str) -> str:
    """Return where readers find a reply: the story's page, at the reply."""
    return f"{page_url(story.slug, story.language)}#reply-{key}"
