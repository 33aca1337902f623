"""Who sends this reply?"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from rest_framework.request import Request

from cms.kernel.clients import address_of, keyed, network_of
from comments.actions.decide import identity_of_user
from comments.actions.writer import Writer
from comments.models import AuthorKind

FORTNIGHT = 14  # days after which the same network has another hash


def writer_of(request: Request, author: dict[str, Any] | None, at: datetime) -> Writer:
    """Return the writer: the token's user, or somebody on a network who may give an e-mail."""
    network = network_of(address_of(request))
    said = author or {}
    name, email, url = (said.get(part, "") for part in ("name", "email", "url"))
    user = request.user
    if isinstance(user, AbstractUser):
        identity = identity_of_user(user.pk)
        kind = AuthorKind.STAFF if user.is_staff else AuthorKind.MEMBER
        name = name or user.get_full_name() or user.get_username()
    else:
        identity = keyed("comment-identity", f"network:{network} {email.casefold()}")
        kind = AuthorKind.ANONYMOUS
    return Writer(
        identity=identity,
        network_hash=keyed(f"comment-network.{at.toordinal() // FORTNIGHT}", network),
        kind=kind.value,
        name=name,
        email=email,
        url=url,
        named=author is not None,
    )
