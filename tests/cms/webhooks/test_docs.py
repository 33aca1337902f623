"""What docs/webhooks.md shows is what is sent, and what it tells receivers to do works."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from http.server import HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from articles.actions.publish import publish
from articles.actions.withdraw import withdraw
from articles.actions.write_copy import write_copy
from cms.webhooks.actions.fan_out import fan_out
from cms.webhooks.actions.send import send_due
from cms.webhooks.models import Attempt, Delivery
from cms.webhooks.rules.news import TYPES
from cms.webhooks.rules.signing import headers, new_secret
from comments.actions.post_reply import Sent, post_reply
from comments.actions.writer import Writer
from media.actions.correct_photo import correct_photo
from media.models import Photo

pytestmark = pytest.mark.django_db
DOCS = (Path(__file__).parents[3] / "docs" / "webhooks.md").read_text()
EXAMPLES = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", DOCS, re.DOTALL)]


def shape(value):
    """Return what a value looks like: names and kinds, not what stands there."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


@pytest.fixture
def sent(clock, ada, strike_story, story_copy, listen):
    """Return what is really sent of each type."""
    listen("http://127.0.0.1:1/")
    rhea = Writer(identity="rhea", network_hash="home", name="Rhea", named=True)
    reply = Sent("A thoughtful reply.", form_age=60.0)
    post_reply(article_id=strike_story.pk, sent=reply, writer=rhea, at=datetime.now(UTC))
    photo = Photo.objects.get()
    correct_photo(photo=photo, by=ada, version=photo.version, credit="Nobody")
    fan_out()
    write_copy(strike_story.pk, story_copy(slug="harbour-strike"), by=ada, version=None)
    publish(strike_story.pk, by=ada)
    withdraw(strike_story.pk, by=ada)
    fan_out()
    bodies = [json.loads(body) for body in Delivery.objects.values_list("body", flat=True)]
    return {body["type"]: body for body in bodies}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["type"])
def test_an_example_looks_like_what_is_sent(sent, example):
    assert shape(example) == shape(sent[example["type"]])


def test_there_is_an_example_of_each_kind():
    assert {example["type"].split(".")[0] for example in EXAMPLES} == {
        "article", "comment", "photo"
    }  # fmt: skip


def test_every_type_is_told():
    assert {type_ for type_ in TYPES if f"| `{type_}` |" not in DOCS} == set()


def receiver_of_the_docs(secret):
    """Return the namespace of the Python program in the docs, with this secret."""
    (program,) = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    room = {"__name__": "receiver"}
    exec(program.replace("whsec_…", secret), room)  # noqa: S102 - it is our own
    room["Receiver"].log_message = lambda *_args: None
    return room


def test_the_receiver_of_the_docs_takes_our_messages_and_nobody_elses(listen, queue, capsys):
    made = listen("http://127.0.0.1:1/")
    room = receiver_of_the_docs(made.secret.value)
    server = HTTPServer(("127.0.0.1", 0), room["Receiver"])
    thread = Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        type(made.webhook).objects.update(url=f"http://127.0.0.1:{server.server_port}/")
        queue(made)
        send_due()
        room["SECRET"] = new_secret()
        queue(made)
        send_due()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert list(Attempt.objects.order_by("pk").values_list("status", flat=True)) == [204, 400]
    assert "article.updated {'id': 1, 'edition': 1}" in capsys.readouterr().out
    assert len(room["seen"]) == 1


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node here")
def test_the_check_in_node_of_the_docs_tells_ours_from_others():
    (check,) = re.findall(r"```js\n(.*?)```", DOCS, re.DOTALL)
    ours, former, other = new_secret(), new_secret(), new_secret()
    body = '{"type":"article.updated","data":{"slug":"år"}}'
    signed = headers(signed_with=[ours, former], key="msg_1", at=datetime.now(UTC), body=body)
    asked = [
        [ours, signed, body],
        [former, signed, body],
        [other, signed, body],
        [ours, signed, body.replace("updated", "moved")],
        [ours, {**signed, "webhook-timestamp": "1"}, body],
        [ours, {}, body],
    ]
    program = f"{check}\nconsole.log(JSON.stringify({json.dumps(asked)}.map((a) => isOurs(...a))))"

    node = [shutil.which("node"), "-e", program]
    said = subprocess.run(node, capture_output=True, check=True, text=True)  # noqa: S603

    assert json.loads(said.stdout) == [True, True, False, False, False, False]
