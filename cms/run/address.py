"""Where shall the newsroom listen, and what do others call that place?"""

import os
import socket
from dataclasses import dataclass

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104


@dataclass(frozen=True)
class Address:
    """A host and a port to listen on."""

    host: str
    port: int

    @property
    def ip(self) -> str:
        """The host as a number, which is all that granian takes; IPv4 where it has both.

        Raises OSError when the name is unknown.
        """
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        best = min(found, key=lambda one: one[0] != socket.AF_INET)
        return str(best[4][0])

    @property
    def url(self) -> str:
        """The address as this machine can open it, without a slash at the end."""
        host = EVERYWHERE.get(self.host, f"[{self.host}]" if ":" in self.host else self.host)
        return f"http://{host}:{self.port}"


def address() -> Address:
    """Return the address that HOST and PORT name.

    Raises ValueError when PORT is not a port.
    """
    return Address(host=os.environ.get("HOST") or "127.0.0.1", port=whole("PORT", 8000, 65_535))


def whole(name: str, default: int, most: int) -> int:
    """Return the variable as a whole number from 1 to `most`.

    Raises ValueError when it is something else.
    """
    said = os.environ.get(name) or str(default)
    if not said.isdecimal() or not 1 <= int(said) <= most:
        raise ValueError(f"{name}={said} is not a number from 1 to {most}")
    return int(said)
