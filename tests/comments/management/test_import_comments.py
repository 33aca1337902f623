"""The newsroom expects that replies move in with it, once, and that who was erased stays so."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from comments.models import Comment, Decision, Erasure, State
from comments.queries.chain import first_break
from comments.rules.brought import IN_WORDS

pytestmark = pytest.mark.django_db
EMAIL = "rhea.of.the.quay@reader.example"
RHEA = {"name": "Rhea Brook", "email": EMAIL}


def reply(number, text="A reply from elsewhere.", **facts):
    return {
        "id": f"c{number}",
        "article": "dockers-strike",
        "language": "en",
        "text": text,
        "at": f"2024-05-01T10:{number:02}:00Z",
        **facts,
    }


THREAD = [
    reply(2, "Answered before it was asked.", parent="c1"),
    reply(1, "<p>The <em>first</em> one.</p>", author=RHEA, up=5, down=1),
    reply(3, "Below the answer.", parent="c2", author={"name": "Troy"}),
    reply(4, "Rejected there.", state="rejected"),
    reply(5, "Hidden with it.", parent="c4"),
    reply(6, state="removed"),
    reply(7, "Still to be read.", state="pending", author=RHEA),
]


@pytest.fixture
def run(tmp_path):
    """Return what brings lines in and gives what was printed."""
    file = tmp_path / "replies.ndjson"

    def bring(lines, *options):
        said = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        file.write_text("\n".join(said), encoding="utf-8")
        out = io.StringIO()
        call_command("import_comments", str(file), *options, stdout=out)
        return out.getvalue()

    return bring


def check():
    out = io.StringIO()
    call_command("recount", "--check", stdout=out)
    assert "All counts agree." in out.getvalue()
    assert first_break() is None


def test_a_plan_changes_nothing(strike_story, run):
    said = run(THREAD)

    assert "New: 7" in said
    assert "Nothing was written" in said
    assert not Comment.objects.exists()


def test_a_thread_comes_in_as_it_stood(api, strike_story, run):
    said = run(THREAD, "--apply")

    assert "Brought in: 7." in said
    page = api.get("/api/v1/articles/dockers-strike/comments/").json()
    assert page["count"] == 3
    [root] = page["results"]
    assert root["html"] == "<p>The <em>first</em> one.</p>"
    assert (root["score"], root["reply_count"]) == ({"up": 5, "down": 1}, 1)
    assert root["author"] == {"name": "Rhea Brook", "kind": "anonymous"}
    assert [below["depth"] for below in root["replies"]] == [1, 2]
    assert root["created_at"] == "2024-05-01T10:01:00.000Z"
    assert EMAIL not in json.dumps(page)
    stored = Comment.objects.get(source_key="import:c1")
    assert stored.last_activity_at.minute == 3
    assert not Comment.objects.filter(shown=True, first_change=0).exists()
    assert Decision.objects.filter(evidence=[{"code": "imported"}]).count() == 7
    check()


def test_it_comes_in_once(strike_story, run):
    run(THREAD[:4], "--apply")

    said = run(THREAD, "--apply")

    assert "New: 3" in said
    assert "Here already: 4." in said
    assert Comment.objects.count() == 7
    assert "New: 0" in run(THREAD)
    check()


def test_bad_lines_are_named_and_left_out(strike_story, closed_column, run):
    lines = [
        reply(1),
        "{",
        "",
        reply(2, article="nowhere"),
        reply(3, parent="c99"),
        reply(4, parent="c3"),
        reply(1, "The same id again."),
        reply(5, article="a-column", parent="c1"),
        reply(6, parent="c7"),
        reply(7, parent="c6"),
    ]

    said = run(lines, "--apply")

    for line, code in ((2, "not_json"), (4, "unknown_story"), (5, "unknown_parent"),
        (6, "unknown_parent"), (7, "twice"), (8, "parent_of_other_story"),
        (9, "unknown_parent"), (10, "unknown_parent"),
    ):  # fmt: skip
        assert f"line {line}: {IN_WORDS[code]} ({code})" in said
    assert Comment.objects.count() == 1
    again = run([reply(8, article="a-column", parent="c1")], "--apply")
    assert "line 1: what it answers belongs to another story" in again
    check()


def test_who_was_erased_stays_so(api, strike_story, run):
    run(THREAD, "--apply")
    call_command("erase_commenter", "--email", EMAIL, "--yes", stdout=io.StringIO())

    said = run([*THREAD, reply(8, "Another of hers.", author=RHEA)], "--apply")

    assert "New: 1 (of these erased, and left empty: 1)" in said
    assert "Here already: 7" in said
    assert not Comment.objects.exclude(author_email="").exists()
    assert not Comment.objects.filter(text__contains="hers").exists()
    assert Comment.objects.filter(state=State.ERASED).count() == 3
    check()


def test_an_erasure_holds_where_the_rows_are_gone(strike_story, run):
    run(THREAD, "--apply")
    call_command("erase_commenter", "--email", EMAIL, "--yes", stdout=io.StringIO())
    marks = list(Erasure.objects.all())
    assert len(marks) == 3
    Comment.objects.filter(depth__gt=0).update(in_reply_to=None)
    Decision.objects.all()._raw_delete("default")
    for depth in (2, 1, 0):
        Comment.objects.filter(depth=depth).delete()

    run(THREAD, "--apply")

    [erased, waiting] = Comment.objects.filter(state=State.ERASED).order_by("pk")
    assert (erased.text, erased.author_name, erased.email_hash) == ("", "", "")
    assert waiting.children.count() + erased.children.count() == 1
    assert Comment.objects.filter(text="Below the answer.").exists()


def test_an_odd_source_or_file_is_refused(strike_story, run, tmp_path):
    with pytest.raises(CommandError, match="--source"):
        run(THREAD, "--source", "two words")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_comments", str(tmp_path / "nothing"))
    (tmp_path / "latin.ndjson").write_bytes(b"\xe9")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_comments", str(tmp_path / "latin.ndjson"))
