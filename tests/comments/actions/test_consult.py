"""The newsroom expects that its own program is asked, and that nothing hangs on its answer."""

import json

import pytest

from comments.actions import consult as consulting
from comments.actions.consult import MOST_TROUBLE, Pause, consult
from comments.models import Comment, State
from comments.rules.screening import Opinion
from tests.programs import drips, hangs, running, says

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked_anew(settings, monkeypatch):
    monkeypatch.setattr(consulting, "pause", Pause())
    settings.SCREENING_SECRET = "a-secret-of-twenty-four-bytes"  # noqa: S105
    settings.SCREENING_TIMEOUT = 0.4
    settings.SCREENING_ALLOW_PRIVATE = True


def send(api, story, **headers):
    sent = {
        "text": "A thoughtful reply.",
        "author": {"name": "Rhea", "email": "rhea@reader.example"},
    }
    sent["form_token"] = api.get(f"/api/v1/articles/{story.slug}/comments/form/").json()[
        "form_token"
    ]
    return api.post(f"/api/v1/articles/{story.slug}/comments/", sent, format="json", **headers)


@pytest.fixture
def screened(clock, api, open_story, settings, monkeypatch):
    """Return what became of a reply about which the program says this."""
    monkeypatch.setattr("comments.api.replying._form_age", lambda *_args: 60.0)

    def screen(answer):
        with running(answer) as program:
            settings.SCREENING_URL = program.url
            said = send(api, open_story)
        comment = Comment.objects.get()
        return said, comment, program

    return screen


def test_without_a_program_nobody_is_asked(open_story):
    assert consult(text="Hello", name="Rhea", article_id=open_story.pk, kind="reply") is None


def test_it_is_told_the_words_and_nothing_of_the_person(screened, open_story):
    _said, _comment, program = screened(says({"outcome": "none"}))

    path, headers, body = program.heard[0]
    assert path == "/replies"
    assert json.loads(body) == {
        "text": "A thoughtful reply.",
        "name": "Rhea",
        "language": open_story.language,
        "kind": "reply",
        "story": {
            "slug": open_story.slug,
            "language": open_story.language,
            "url": f"http://127.0.0.1:8000/{open_story.language}/{open_story.slug}/",
        },
    }
    assert headers["webhook-signature"].startswith("v1,")
    assert b"rhea@" not in body
    assert b'127.0.0.1"' not in body


@pytest.mark.parametrize(
    ("outcome", "status", "state", "review"),
    [
        ("none", 201, State.PUBLISHED, False),
        ("review", 201, State.PUBLISHED, True),
        ("hold", 202, State.PENDING, False),
        ("reject", 202, State.REJECTED, False),
        ("spam", 202, State.SPAM, False),
    ],
)
def test_its_outcome_is_done(screened, outcome, status, state, review):
    said, comment, _program = screened(says({"outcome": outcome, "reason": "as we say"}))

    assert (said.status_code, comment.state, comment.needs_review) == (status, state, review)
    assert outcome == "none" or {"code": "outside", "reason": "as we say"} in comment.held_for


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (hangs, "phase_timeout"),
        (drips, "phase_timeout"),
        (says({"outcome": "publish"}), "phase_failed:outside"),
        (says({"outcome": ["none"]}), "phase_failed:outside"),
        (says({"outcome": "none", "reason": 7}), "phase_failed:outside"),
        (says(["none"]), "phase_failed:outside"),
        (says(b"no json"), "phase_failed:outside"),
        (says(b"[" * 60_000), "phase_failed:outside"),
        (says(b"{" + b" " * 70_000 + b"}"), "phase_failed:outside"),
        (says({"outcome": "none"}, 500), "phase_failed:outside"),
        (says({"outcome": "none"}, 302, Location="/"), "phase_failed:outside"),
        (lambda _door: None, "phase_failed:outside"),
    ],
)
def test_nothing_is_published_when_it_fails(screened, answer, reason):
    said, comment, _program = screened(answer)

    assert (said.status_code, comment.state) == (202, State.PENDING)
    assert {"code": reason} in comment.held_for
    assert reason not in said.content.decode()


def test_a_program_in_our_own_network_is_only_asked_where_that_is_allowed(screened, settings):
    settings.SCREENING_ALLOW_PRIVATE = False

    said, _comment, program = screened(says({"outcome": "none"}))

    assert said.status_code == 202
    assert not program.heard


def test_who_never_answers_is_not_waited_for(open_story, settings):
    asked = {"text": "Hello", "name": "", "article_id": open_story.pk, "kind": "reply"}
    with running(hangs) as program:
        settings.SCREENING_URL = program.url
        settings.SCREENING_TIMEOUT = 0.05
        opinions = [consult(**asked) for _time in range(MOST_TROUBLE + 3)]

    assert len(program.heard) == MOST_TROUBLE
    assert opinions[-1] == Opinion(trouble="phase_failed:outside")


def test_the_desk_is_not_asked_about(moss_api, open_story, settings):
    with running(says({"outcome": "spam"})) as program:
        settings.SCREENING_URL = program.url
        answer = moss_api.post(
            f"/api/v1/articles/{open_story.slug}/comments/", {"text": "We saw it."}, format="json"
        )

    assert answer.status_code == 201
    assert not program.heard
