"""The newsroom expects that who asks to be forgotten is, and that this can be proved."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.kernel import clock as kernel_clock
from cms.kernel.models import Announcement, Replay
from comments.actions.erase import erase, whom_of
from comments.actions.recount import recount
from comments.actions.refusals import Gone
from comments.actions.undo import undo
from comments.actions.vote import vote
from comments.actions.writer import email_hash, identity_of_address
from comments.api.passes import reader_token
from comments.models import (
    AuthorKind,
    Comment,
    Commenter,
    CommenterNote,
    CommentRevision,
    Decision,
    Erasure,
    Letter,
    Report,
    State,
    Subscription,
    Vote,
)
from comments.queries.chain import first_break
from comments.queries.traces import Words, columns, traces
from tests.comments.conftest import RHEA, TROY, judge

pytestmark = pytest.mark.django_db
EMAIL = "rhea.of.the.quay@reader.example"
WORDS = "I slept with the window open & dreamt of “cranes”."
MINA = replace(
    RHEA,
    identity="mina-account",
    kind=AuthorKind.MEMBER.value,
    name="Wilhelmina Quaife",
    email=EMAIL,
    url="https://quaife.example/mina",
    network_hash="",
)


def run(*options):
    out = io.StringIO()
    call_command("erase_commenter", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def known(api, moss, open_story, reply):
    """A commenter with all that can hang on one: an answer below, an edit, letters, votes."""
    mine = reply(open_story, WORDS, by=MINA)
    below = reply(open_story, to=mine, by=TROY)
    rejected = reply(open_story, "Another line of hers, quite *unlike* it.", by=MINA)
    judge(rejected, "reject", moss, note="She writes from the quay.")
    CommentRevision.objects.create(
        comment=mine, number=1, text="An earlier wording of it.", html=""
    )
    Subscription.objects.create(comment=mine, address=EMAIL, address_hash=mine.email_hash)
    Letter.objects.create(
        kind="answered", once="a", comment=mine, address=EMAIL, address_hash=mine.email_hash
    )
    Letter.objects.create(
        kind="answered", once="b", comment=below, address_hash="x", facts={"about": mine.key}
    )
    Replay.objects.create(
        scope="s", key="k" * 8, fingerprint="f", status=201,
        body=f'{{"id":"{mine.key}","html":"<p>{WORDS}</p>"}}',
    )  # fmt: skip
    Report.objects.create(
        comment=below, revision=1, identity=MINA.identity, reason="abuse",
        note="He wrote to me at home again.",
    )  # fmt: skip
    Report.objects.create(
        comment=mine,
        revision=1,
        identity="troy",
        reason="abuse",
        note="That is Mina from the quay.",
    )
    Comment.objects.filter(pk__in=[below.pk, mine.pk]).update(open_reports=1)
    about = Commenter.objects.create(identity=MINA.identity)
    CommenterNote.objects.create(commenter=about, text="Lives on the quay, as it seems.", by=moss)
    vote(key=below.key, value=-1, voter=MINA, at=kernel_clock.now())
    Comment.objects.filter(pk=mine.pk).update(
        held_for=[{"code": "suspect_word", "entry": "dreamt of"}], source_key="elsewhere:7"
    )
    return mine, below, rejected


def test_all_of_a_commenter_is_erased_and_the_search_finds_nothing(moss, open_story, known):
    mine, _below, rejected = known

    said = run("--email", f" {EMAIL.upper()}", "--yes")

    assert "Erased: 2 comments, 1 votes, 1 reports." in said
    assert "Found in 0 places." in said
    for comment in (mine, rejected):
        comment.refresh_from_db()
        assert (comment.state, comment.version > 1) == (State.ERASED, True)
        row = Comment.objects.values().get(pk=comment.pk)
        kept = {"key", "state", "path", "author_kind", "source_key", "decided_by_kind", "language"}
        assert row.pop("fragment").partition('"author":')[2] in {"", "null"}  # a gap: no words
        assert {name for name, value in row.items() if isinstance(value, str) and value} <= kept
        assert (row["held_for"], row["erased_at"] is not None) == ([], True)
    assert mine.source_key != "elsewhere:7"
    assert Decision.objects.filter(what="erase").count() == 2


def test_votes_reports_letters_and_kept_answers_go_too(known):
    _mine, below, _rejected = known

    run("--email", EMAIL, "--yes")

    below.refresh_from_db()
    assert (below.down, below.wilson, below.open_reports) == (0, 0, 1)
    assert not Vote.objects.exists()
    assert not CommentRevision.objects.exists()
    assert not CommenterNote.objects.exists()
    assert not Subscription.objects.exists()
    assert not Letter.objects.exists()
    assert set(Report.objects.values_list("note", flat=True)) == {""}
    assert not Report.objects.filter(identity=MINA.identity).exists()
    assert Replay.objects.get().status == 410
    assert Erasure.objects.count() == 2
    assert list(recount(mend=False)) == []
    assert first_break() is None


def test_the_thread_keeps_its_gap(api, open_story, known):
    mine, below, _rejected = known

    run("--comment", mine.key, "--yes")

    gap = api.get(f"/api/v1/comments/{mine.key}/").json()
    assert (gap["state"], gap["html"], gap["author"]) == ("removed", None, None)
    assert api.get(f"/api/v1/comments/{below.key}/").json()["state"] == "published"


def test_it_cannot_be_undone(ada, moss, known):
    mine, _below, rejected = known
    erase(whom=whom_of(identity=MINA.identity), at=kernel_clock.now(), by=ada)
    decided = Decision.objects.get(comment=rejected, what="reject")
    by_ada = Decision.objects.filter(what="erase", by=ada).first()

    for decision in (decided, by_ada):
        with pytest.raises(Gone):
            undo(decision_id=decision.pk, by=ada, at=kernel_clock.now())
    mine.refresh_from_db()
    with pytest.raises(Gone):
        judge(mine, "approve", moss)


def test_a_dry_run_shows_and_changes_nothing(known):
    said = run("--email", EMAIL, "--dry-run")

    assert "Comments: 2. Votes: 1. Reports: 1." in said
    assert "I slept with the window open" in said
    assert not Comment.objects.filter(state=State.ERASED).exists()
    assert not Erasure.objects.exists()


def test_of_a_stranger_nothing_is_found(db):
    said = run("--email", "stranger@reader.example", "--dry-run")

    assert "Comments: 0. Votes: 0. Reports: 0. Addresses: 0. Accounts: 0." in said


def test_a_pass_ends_with_whom_it_was_made_for(clock, api, open_story, reply):
    earlier = reader_token(email_hash(EMAIL))
    target = reply(open_story, by=TROY)
    reply(open_story, by=replace(RHEA, email=EMAIL))
    clock.shift(60)
    run("--email", EMAIL, "--yes")
    clock.shift(60)
    voting = f"/api/v1/comments/{target.key}/vote/"

    said = {
        name: api.put(
            voting, {"value": 1}, format="json", headers={"Authorization": f"Bearer {token}"}
        )
        for name, token in (("old", earlier), ("new", reader_token(email_hash(EMAIL))))
    }

    assert (said["old"].status_code, said["old"].json()["code"]) == (401, "token_invalid")
    assert said["new"].status_code == 200
    assert Vote.objects.count() == 1


@pytest.mark.parametrize("answer", ["n", "", "no"])
def test_without_a_yes_nothing_happens(known, monkeypatch, answer):
    monkeypatch.setattr("builtins.input", lambda _question: answer)

    with pytest.raises(CommandError, match="Nothing was erased"):
        run("--email", EMAIL)

    assert not Comment.objects.filter(state=State.ERASED).exists()


def test_whom_must_be_said(db):
    with pytest.raises(CommandError, match="Say whom"):
        run("--yes")


def test_who_only_shares_a_network_or_a_name_is_left_alone(open_story, reply):
    hers = reply(open_story, by=replace(RHEA, name="Rhea Brook", email=EMAIL))
    others = reply(open_story, by=replace(RHEA, name="Rhea Brook"))

    said = run("--comment", hers.key, "--yes")

    others.refresh_from_db()
    assert (others.state, others.author_name) == (State.PUBLISHED, "Rhea Brook")
    assert "Written by others, and left: comments_comment.author_name: name (1)" in said


def test_an_address_is_wiped_wherever_it_was_typed_but_who_typed_it_stays(open_story, reply):
    hers = reply(open_story, by=MINA)
    typed = reply(open_story, by=replace(TROY, kind="member", email=EMAIL))
    his = reply(open_story, by=replace(TROY, kind="member"))

    said = run("--comment", hers.key, "--yes")

    for comment, state in ((hers, "erased"), (typed, "erased"), (his, "published")):
        comment.refresh_from_db()
        assert comment.state == state
    assert "[asked for]" in said
    assert "[address]" in said


def test_who_confirmed_the_address_is_joined_with_all_they_wrote(open_story, reply):
    reader = replace(RHEA, identity="confirmed", kind="verified", network_hash="")
    reply(open_story, by=replace(reader, email=EMAIL))
    later = reply(open_story, by=reader)
    voter = replace(reader, identity=identity_of_address(email_hash(EMAIL)))
    vote(key=reply(open_story, by=TROY).key, value=1, voter=voter, at=kernel_clock.now())

    said = run("--email", EMAIL, "--yes")

    later.refresh_from_db()
    assert later.state == State.ERASED
    assert "Erased: 2 comments, 1 votes" in said


def test_what_is_left_is_named_and_the_command_fails(open_story, reply):
    comment = reply(open_story, WORDS, by=replace(RHEA, email=EMAIL, name="Quaife"))
    Announcement.objects.create(kind="odd", subject="x", facts={"said": WORDS, "to": EMAIL})
    Replay.objects.create(scope="s", key="k" * 8, fingerprint="f", status=200, body=EMAIL)
    out = io.StringIO()

    with pytest.raises(CommandError, match="Not everything"):
        call_command("erase_commenter", "--comment", comment.key, "--yes", stdout=out)

    said = out.getvalue()
    assert "STILL THERE: kernel_announcement.facts: e-mail address (1)" in said
    assert "STILL THERE: kernel_announcement.facts: text (1)" in said
    assert "STILL THERE: kernel_replay.body: e-mail address (1)" in said
    assert "Found in 3 places." in said


def test_every_table_with_words_is_searched(db):
    searched = set(columns())

    assert {
        ("comments_comment", "text"),
        ("comments_comment", "held_for"),
        ("comments_decision", "before"),
        ("kernel_replay", "body"),
        ("auth_user", "email"),
        ("django_session", "session_data"),
    } <= searched
    assert ("comments_comment", "up") not in searched
    with CaptureQueriesContext(connection) as queries:
        assert list(traces(Words(emails=frozenset({EMAIL})))) == []
    assert len(queries) > 100


def test_a_run_that_was_stopped_can_be_run_again(open_story, known):
    mine, _below, rejected = known
    run("--comment", rejected.key, "--yes")

    again = run("--email", EMAIL, "--yes")

    assert "Found in 0 places." in again
    mine.refresh_from_db()
    assert mine.state == State.ERASED
    assert Decision.objects.filter(what="erase").count() == 2


def test_a_short_name_is_not_found_inside_of_other_words(open_story, reply):
    comment = reply(open_story, by=replace(RHEA, name="Art"))
    Announcement.objects.create(kind="odd", subject="x", facts={"article": 1, "to": "a.art@x.y"})

    assert "Found in 0 places." in run("--comment", comment.key, "--yes")
    facts = Announcement.objects.create(kind="odd", subject="x", facts={"by": "Art"}).facts
    assert [found.column for found in traces(Words(names=frozenset(facts.values())))] == ["facts"]
