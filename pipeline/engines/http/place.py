"""Where a text goes that is sent to an address."""

import ipaddress
from urllib.parse import urlsplit


def place_of(url: str) -> str:
    """Return the host of an address, empty when it is this machine.

    Only `localhost` and addresses of the loopback network are this machine: a name that resolves
    to one may resolve to another tomorrow. Raises ValueError for what is no address of HTTP.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # a port that cannot be, brackets that are not closed
        host, port = "", 0
    if not host or parts.scheme not in ("http", "https") or port == 0:
        raise ValueError("not an address of http or https")
    return "" if _loopback(host) else host


def _loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761 6.3
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
