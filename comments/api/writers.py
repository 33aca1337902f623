"""Who sends this reply?"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from rest_framework.request import Request

from cms.kernel.clients import address_of, network_of
from comments.actions.decide import identity_of_user
from comments.actions.network_salt import network_hash
from comments.actions.writer import Writer
from comments.models import AuthorKind


def writer_of(request: Request, author: dict[str, Any] | None, at: datetime) -> Writer:
    """Return the writer: the token's user, or somebody on a network who may give an e-mail."""
    address = address_of(request)
    network = network_of(address)
    said = author or {}
    name, email, url = (said.get(part, "") for part in ("name", "email", "url"))
    user = request.user
    if isinstance(user, AbstractUser):
        identity = identity_of_user(user.pk)
        kind = AuthorKind.STAFF if user.is_staff else AuthorKind.MEMBER
        name = name or user.get_full_name() or user.get_username()
    else:
        identity = network_hash(f"identity {email.casefold()}", network, at)
        kind = AuthorKind.ANONYMOUS
    return Writer(
        identity=identity,
        network_hash=network_hash("network", network, at),
        kind=kind.value,
        name=name,
        email=email,
        url=url,
        named=author is not None,
        network=address,
    )
