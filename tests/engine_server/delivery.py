"""How the bytes of a reply get to the client."""

import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import responses
from io import BufferedIOBase
from types import MappingProxyType

from engine_server.exchange import Reply

SLOW = 0.3
"""Seconds before the answer of mode `slow`."""
DRIP = 0.05
"""Seconds between two bytes: short enough that no wait for one byte ever runs out."""
HANG = 60.0
"""Seconds after which even a hanging service lets go."""
_PADDING = b"\r\nX-Padding: " + b"x" * 2000 + b"\r\n"
_HUGE = 8_000_000
_PIECE = b" " * 65536


@dataclass(frozen=True, slots=True)
class Wire:
    """One request's way back."""

    out: BufferedIOBase
    connection: socket.socket
    over: threading.Event
    """Set when the server ends, which ends every wait."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A reply as bytes."""

    head: bytes
    body: bytes
    middle: int
    """A place in the body that lies inside an answer."""


def packed(reply: Reply, answer: str = "", *, length: int | None = None) -> Parcel:
    """The bytes of a reply; `length` is announced in place of the true one."""
    body = reply.body.encode("utf-8", "surrogatepass")
    lines = [
        f"HTTP/1.1 {reply.status} {responses.get(reply.status, 'Refused')}",
        f"Content-Type: {reply.kind}",
        f"Content-Length: {len(body) if length is None else length}",
        *(f"{name}: {value}" for name, value in reply.headers.items()),
    ]
    at = body.find(answer.encode("utf-8", "surrogatepass")) if answer else -1
    middle = at + len(answer) // 2 if at >= 0 else len(body) // 2
    return Parcel("\r\n".join((*lines, "", "")).encode(), body, middle)


def plain(wire: Wire, parcel: Parcel) -> bool:
    """Send it; whether the connection may be used again."""
    wire.out.write(parcel.head + parcel.body)
    return True


def _slow(wire: Wire, parcel: Parcel) -> bool:
    wire.over.wait(SLOW)
    return plain(wire, parcel)


def _dripped(wire: Wire, data: bytes) -> bool:
    for at in range(len(data)):
        if wire.over.wait(DRIP):
            return False
        wire.out.write(data[at : at + 1])
    return True


def _drip(wire: Wire, parcel: Parcel) -> bool:
    wire.out.write(parcel.head)
    return _dripped(wire, parcel.body)


def _drip_head(wire: Wire, parcel: Parcel) -> bool:
    """Even the head: a client whose limit begins with the body waits for two minutes."""
    first, rest = parcel.head.split(b"\r\n", 1)
    return _dripped(wire, first + _PADDING + rest + parcel.body)


def _hang(wire: Wire, _: Parcel) -> bool:
    wire.over.wait(HANG)
    return False


def _half(wire: Wire, parcel: Parcel) -> bool:
    wire.out.write(parcel.head + parcel.body[: parcel.middle])
    return False


def _huge(wire: Wire, parcel: Parcel) -> bool:
    announced = str(len(parcel.body)).encode()
    grown = str(len(parcel.body) + _HUGE).encode()
    wire.out.write(
        parcel.head.replace(b"Content-Length: " + announced, b"Content-Length: " + grown)
    )
    sent = 0
    while sent < _HUGE and not wire.over.is_set():
        wire.out.write(_PIECE[: _HUGE - sent])
        sent += len(_PIECE)
    wire.out.write(parcel.body)
    return False


def _reset(wire: Wire, _: Parcel) -> bool:
    """End the connection without a word of HTTP."""
    wire.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    return False


WAYS: Mapping[str, Callable[[Wire, Parcel], bool]] = MappingProxyType(
    {
        "slow": _slow,
        "drip": _drip,
        "drip_head": _drip_head,
        "hang": _hang,
        "half": _half,
        "huge": _huge,
        "reset": _reset,
    }
)
"""By mode."""
UNANSWERED = frozenset({"hang", "reset"})
"""Nothing is billed."""
