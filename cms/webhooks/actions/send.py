"""How do messages reach their receivers, so that nobody waits for a slow one?

The database is spoken to by one thread; the others only wait for receivers, each of which has a few
places of its own. A process that dies before it noted an answer lets the message be sent again,
under the same identifier.
"""

import random
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from django.conf import settings

from cms.kernel import outside
from cms.kernel.chores import soon
from cms.webhooks.actions.claim import PLACES, Sending, claimed
from cms.webhooks.actions.fan_out import fan_out
from cms.webhooks.actions.note import note
from cms.webhooks.actions.tell_of_ended import tell_of_ended
from cms.webhooks.actions.tell_outside import TELLING

BUDGET = 20.0  # seconds in which one run begins to send
LOOK = 1.0  # seconds after which it is looked for what was announced meanwhile
AGENT = "newsroom-webhooks/1.0"

Answer = tuple[outside.Heard | outside.Silence, int]  # and the milliseconds it took


def send_due(seconds: float = BUDGET) -> int:
    """Send what is due, and what is announced meanwhile; return how many tries were made.

    Begins nothing after so many seconds; what is left then is asked for again.
    """
    end, tries = time.monotonic() + seconds, 0
    flying: dict[Future[Answer], Sending] = {}
    with ThreadPoolExecutor(PLACES, thread_name_prefix="webhooks") as pool:
        while True:
            fan_out()
            in_time = time.monotonic() < end
            for sending in claimed(list(flying.values())) if in_time else ():
                flying[pool.submit(_sent, sending)] = sending
            if not flying:
                break
            for done in wait(flying, LOOK, FIRST_COMPLETED).done:
                note(flying.pop(done), *done.result(), chance=random.random())  # noqa: S311
                tries += 1
    tell_of_ended()
    if not in_time:
        soon(TELLING)
    return tries


def _sent(sending: Sending) -> Answer:
    """Return what the receiver answered, and after how many milliseconds."""
    began = time.perf_counter()
    result = outside.post(
        sending.webhook.url,
        sending.delivery.body.encode(),
        headers={"Content-Type": "application/json", "User-Agent": AGENT, **sending.headers},
        seconds=settings.WEBHOOK_TIMEOUT,
        private_allowed=settings.WEBHOOK_ALLOW_PRIVATE,
        cut=True,
    )
    return result, round((time.perf_counter() - began) * 1000)
