"""What does the newsroom's own program outside say of a text?

Asked before the transaction begins, so that nobody waits for it at the gate. It is told what will
stand under the story and nothing of the sender: no address, no e-mail. Whatever is not one of its
five outcomes, in time, is trouble, and trouble holds the reply (rules.screening).
"""

import json
import threading
import time

from django.conf import settings

from articles.models.editions import Edition
from articles.queries.addresses import page_url
from cms.kernel import clock, outside
from comments.rules.screening import OPINIONS, Opinion

TIMEOUT = "phase_timeout"
FAILED = "phase_failed:outside"
MOST_TROUBLE, PAUSE = 5, 15.0  # failures in a row, and the seconds that nobody asks after them
OK = 200


class Pause:
    """Who has failed several times in a row is not asked for a while (in this process)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0

    def is_on(self) -> bool:
        """Return whether nobody asks now."""
        return time.monotonic() < self._until

    def note(self, *, failed: bool) -> None:
        """Note how it went."""
        with self._lock:
            self._failures = self._failures + 1 if failed else 0
            self._until = time.monotonic() + PAUSE if self._failures >= MOST_TROUBLE else 0.0


pause = Pause()


def consult(
    *, text: str, name: str, article_id: int, kind: str, parent: str = ""
) -> Opinion | None:
    """Return the opinion on a text that arrives; None where no program is set up.

    `kind` says how it comes: "reply" or "edit"; `parent` is the key of the reply that is answered.
    Never raises. After several failures in a row nobody is kept waiting for a while: it is taken
    for silent at once.
    """
    if not settings.SCREENING_URL:
        return None
    if pause.is_on():
        return Opinion(trouble=FAILED)
    story = _story(article_id)
    body = {
        "text": text,
        "name": name,
        "language": story.get("language", ""),
        "kind": kind,
        "story": story,
        **({"parent": parent} if parent else {}),
    }
    opinion = _asked(json.dumps(body).encode())
    pause.note(failed=bool(opinion.trouble))
    return opinion


def _story(article_id: int) -> dict[str, str]:
    """Return where the story stands; nothing while it is not live."""
    live = Edition.objects.live(clock.now()).filter(article_id=article_id)
    for slug, language in live.values_list("slug", "language")[:1]:
        url = page_url(slug, language)
        return {"slug": slug, "url": url, "language": language}
    return {}


def _asked(body: bytes) -> Opinion:
    try:
        signed = outside.signature_headers(settings.SCREENING_SECRET, body, clock.now())
    except ValueError:
        return Opinion(trouble=FAILED)
    heard = outside.post(
        settings.SCREENING_URL,
        body,
        headers={"Content-Type": "application/json", **signed},
        seconds=settings.SCREENING_TIMEOUT,
        private_allowed=settings.SCREENING_ALLOW_PRIVATE,
    )
    if isinstance(heard, outside.Silence):
        return Opinion(trouble=TIMEOUT if heard.why == "timeout" else FAILED)
    return _understood(heard) or Opinion(trouble=FAILED)


def _understood(heard: outside.Heard) -> Opinion | None:
    try:
        said = json.loads(heard.body) if heard.status == OK else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    outcome, reason = said.get("outcome"), said.get("reason", "")
    if not (isinstance(outcome, str) and isinstance(reason, str) and outcome in OPINIONS):
        return None
    return Opinion(outcome=outcome, reason=reason)
