"""How does a letter leave the house? By Django's mail backends, under one shape of heads."""

from collections.abc import Mapping
from typing import Any

import django
from django.core import mail
from django.core.mail import EmailMultiAlternatives

LONGEST_LINE = 990  # RFC 5322 allows 998


class Letter(EmailMultiAlternatives):
    """A message whose heads stay in one piece.

    Since Django 6 Python folds heads at 78 characters, and one without spaces (the address of
    List-Unsubscribe) would become an encoded word, which no mail program takes for an address.
    """

    def message(self, **given: Any) -> Any:
        """Return the message as it is sent."""
        if policy := given.get("policy"):
            given["policy"] = policy.clone(max_line_length=LONGEST_LINE)
        return super().message(**given)


def letter(*, to: str, subject: str, text: str, html: str, headers: Mapping[str, str]) -> Letter:
    """Return a letter from the newsroom. Django refuses line breaks in heads."""
    made = Letter(subject=subject, body=text, to=[to], headers=dict(headers))
    made.attach_alternative(html, "text/html")
    return made


def connection() -> Any:
    """Return the mail server that EMAIL_URL names, not opened yet."""
    if django.VERSION >= (6, 1):
        return mail.mailers["default"]  # type: ignore[attr-defined,unused-ignore]
    return mail.get_connection()
