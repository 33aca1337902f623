"""What stands in the way of opening the newsroom, in one line that says what to do?"""

import errno
import os
import socket
import tempfile
from pathlib import Path

from cms.run.address import Address


class Obstacle(Exception):
    """The newsroom cannot open; the text is for the person who typed the command."""


def demand_free(address: Address) -> None:
    """Raise Obstacle when another program answers at the address.

    The server shares its port between its workers (SO_REUSEPORT), so a second server would start
    beside the first without a word; binding without that option is what finds the first.
    """
    try:
        family = socket.AF_INET6 if ":" in address.ip else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address.ip, address.port))
    except OSError as error:
        raise Obstacle(_why_not(address, error)) from error


def _why_not(address: Address, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {address.port} is in use by another program; "
            f"try: make run PORT={address.port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"port {address.port} needs more rights; try: make run PORT=8000"
    return f"cannot listen on {address.host}:{address.port}: {error.strerror or error}"


def demand_writable(folder: Path) -> None:
    """Raise Obstacle when nothing can be written in the data folder; make the folder first."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Obstacle(
            f"cannot write in DATA_DIR={folder}: {os.strerror(error.errno or 0)}"
        ) from error
