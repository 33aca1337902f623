"""Who sends this: somebody on a network, a reader with a confirmed address, a member, or staff?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.views import APIView

from cms.kernel.clients import address_of, keyed, network_of
from cms.kernel.tokens import BearerToken
from comments.actions.decide import identity_of_user
from comments.actions.erase import erased_since
from comments.actions.network_salt import network_hash
from comments.actions.refusals import unfit
from comments.actions.writer import Writer, email_hash, identity_of_address, name_of_staff
from comments.api import passes
from comments.api.readers_tokens import Member, TokenInvalid, member_of
from comments.models import AuthorKind
from comments.rules.names import clean_name, fitting


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader whom a token names; `proven` is the keyed hash of their own e-mail address.

    `pk` is the identity, so that limits count by it; it is no account. `named` is one whose name
    is the newspaper's to say.
    """

    kind: str
    pk: str
    name: str = ""
    email: str = ""
    proven: str = ""
    named: bool = False
    is_authenticated: bool = True


class WhoWrites(BearerToken):
    """`Authorization: Bearer …`: a pass (`rd_…`), the newspaper's JWT, or a key of the newsroom.

    A token that opens nothing is refused: nobody is taken for somebody else than they say.
    """

    def authenticate(self, request: Request) -> Any:
        """Return the reader or the user, and the token; None without the header.

        Raises TokenInvalid, TokenExpired and AuthenticationFailed (401).
        """
        kind, _space, token = request.headers.get("Authorization", "").partition(" ")
        token = token.strip()
        if kind.lower() == "bearer" and token.startswith(passes.BEGINS):
            return _with_pass(passes.opened(token)), token
        if kind.lower() == "bearer" and token.count(".") == 2:  # noqa: PLR2004 - RFC 7515
            return _signed_in(member_of(token)), token
        return super().authenticate(request)


class ChangedByWriters(APIView):
    """A door that asks who writes; reading through it is the same for everybody."""

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Ask for nobody's name when it is only read."""
        request = getattr(self, "request", None)
        reads = request is not None and request.method in {"GET", "HEAD"}
        return [] if reads else [WhoWrites()]


class ReaderScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the document names the tokens of readers."""

    target_class = WhoWrites
    name = "reader"

    def get_security_definition(self, _auto_schema: Any) -> dict[str, str]:
        """Return RFC 6750's way to carry a token."""
        said = "A reader's pass (rd_…), a JWT of the newspaper's login, or a key of the newsroom."
        return {"type": "http", "scheme": "bearer", "description": said}


def _with_pass(said: passes.Pass) -> Reader:
    if erased_since(said.address_hash, said.made_at):
        raise TokenInvalid
    identity = identity_of_address(said.address_hash)
    return Reader(AuthorKind.VERIFIED, identity, proven=said.address_hash)


def _signed_in(member: Member) -> Reader:
    return Reader(
        AuthorKind.MEMBER,
        keyed("comment-identity", f"member:{member.issuer}\n{member.subject}"),
        name=(name := fitting(member.name)),
        email=member.email,
        proven=email_hash(member.email),
        named=bool(name),
    )


def writer_of(request: Request, author: dict[str, Any] | None, at: datetime) -> Writer:
    """Return the writer: whom the token names, or somebody on a network who may give an e-mail.

    To be called before a transaction begins: the salt of networks may be made here. Raises Invalid
    (400) where what they say of themselves is not what their token says.
    """
    address = address_of(request)
    network = network_of(address)
    said = author or {}
    name, email, url = (said.get(part, "") for part in ("name", "email", "url"))
    reader = _reader(request)
    if reader is None:
        identity = network_hash(f"identity {email.casefold()}", network, at)
        reader = Reader(AuthorKind.ANONYMOUS, identity)
    _demand_own(reader, name, email)
    return Writer(
        identity=reader.pk,
        network_hash=network_hash("network", network, at),
        kind=str(reader.kind),
        name=name or reader.name,
        email=email or reader.email,
        url=url,
        named=author is not None or reader.kind == AuthorKind.VERIFIED,
        network=address,
        proven=reader.proven,
    )


def _reader(request: Request) -> Reader | None:
    user: Any = request.user
    if isinstance(user, Reader):
        return user
    if not isinstance(user, AbstractUser):
        return None
    kind = AuthorKind.STAFF if user.is_staff else AuthorKind.MEMBER
    name = name_of_staff(user) if user.is_staff else fitting(user.get_full_name())
    return Reader(kind, identity_of_user(user.pk), name, proven=email_hash(user.email))


def _demand_own(reader: Reader, name: str, email: str) -> None:
    """Refuse another address beside a pass, and another name beside the newspaper's own."""
    if reader.kind == AuthorKind.VERIFIED and email and email_hash(email) != reader.proven:
        raise unfit("/author/email", "email_differs")
    if reader.named and name and clean_name(name) != clean_name(reader.name):
        raise unfit("/author/name", "name_differs")
