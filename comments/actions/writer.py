"""Who writes a reply, votes or reports, and can a reply be signed so?"""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cms.kernel.clients import keyed
from comments.actions.refusals import unfit
from comments.models import AuthorKind
from comments.rules import names

LONGEST_EMAIL = 254  # RFC 5321


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a keyed hash of who it is, one of the network, and what they say of themselves.

    `kind` is one of AuthorKind; an anonymous writer may leave the name empty. `network` is the
    address itself, for the screening; it is stored nowhere. `proven` is the keyed hash of the
    e-mail address that is known to be theirs ("" none).
    """

    identity: str
    network_hash: str = ""
    kind: str = AuthorKind.ANONYMOUS
    name: str = ""
    email: str = ""
    url: str = ""
    named: bool = False
    network: str = ""
    proven: str = ""

    @property
    def known(self) -> bool:
        """Return whether the writer has an account."""
        return self.kind in {AuthorKind.MEMBER, AuthorKind.STAFF, AuthorKind.EXPERT}

    @property
    def email_hash(self) -> str:
        """Return the keyed hash by which the address is found again; "" without one."""
        return email_hash(self.email) or self.proven


def email_hash(email: str) -> str:
    """Return the keyed hash of an address, the same for every way to write it; "" for none."""
    return keyed("comment-email", email.strip().casefold()) if email.strip() else ""


def identity_of_address(address_hash: str) -> str:
    """Return the keyed hash under which a confirmed address writes."""
    return keyed("comment-identity", f"address:{address_hash}")


def name_of_staff(user: Any) -> str:
    """Return how somebody of the newsroom signs: by full name or the paper's, never a login."""
    return names.fitting(user.get_full_name() or settings.SITE_NAME)


def signed(writer: Writer, *, notify: bool) -> Writer:
    """Return the writer with a cleaned name.

    Raises Invalid (400) when the reply cannot be signed so.
    """
    name = names.clean_name(writer.name)
    staff = writer.kind in {AuthorKind.STAFF, AuthorKind.EXPERT}
    problems = [
        ("/author/name", writer.named and names.unfit_name(name)),
        ("/author/name", not staff and names.imitates(name, _staff()) and "imitates_staff"),
        ("/author/email", writer.email and unfit_email(writer.email)),
        ("/author/email", notify and not writer.email and "email_needed"),
        ("/author/url", writer.url and names.unfit_url(writer.url)),
    ]
    for field, code in problems:
        if code:
            raise unfit(field, code)
    return replace(writer, name=name)


def _staff() -> list[str]:
    users = get_user_model().objects.filter(is_staff=True, is_active=True)
    rows = users.values_list("username", "first_name", "last_name")
    theirs = [name for user, first, last in rows for name in (user, f"{first} {last}")]
    return [settings.SITE_NAME, *theirs]


def unfit_email(email: str) -> str:
    """Return why an address cannot be written to ("" when it can)."""
    try:
        validate_email(email)
    except ValidationError:
        return "bad_email"
    return "" if len(email) <= LONGEST_EMAIL else "too_long"
