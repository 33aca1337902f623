"""How do the tests read the newsroom's letters?"""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core import mail

from comments.actions.send_letters import send_letters

RHEAS = "rhea@reader.example"
TROYS = "troy@bridge.example"


def delivered() -> list[Any]:
    """Send what is due; return the letters that went out by that."""
    before = len(mail.outbox)
    send_letters()
    return mail.outbox[before:]


def links_in(letter: Any) -> list[str]:
    """Return the addresses in a letter, in their order."""
    return re.findall(r"https?://\S+", letter.body)


def token_in(letter: Any, door: str) -> str:
    """Return the token of the link to a door ("verify", "unsubscribe")."""
    [found] = [link for link in links_in(letter) if f"/comments/{door}/" in link]
    return parse_qs(urlsplit(found).query)["token"][0]
