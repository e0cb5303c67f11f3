"""`memory:`, read: TMX files, a database, and whether their texts count as accepted."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from pipeline.config.settings import Memory

_DATABASE = re.compile(r"postgres(?:ql)?://")
_PASSWORD = re.compile(r"//[^@]*:[^@]*@|[?&](?:ssl)?password=")
_KEYS = ("from", "accept")


def _is_address(url: str) -> bool:
    try:
        return bool(urlsplit(url).scheme)
    except ValueError:  # brackets that are not closed
        return False


class _Check(Protocol):
    """Where faults go."""

    def fault(self, at: str, message: str) -> None: ...
    def keys(self, at: str, value: Any, names: Sequence[str]) -> Mapping[str, Any]: ...
    def texts(self, at: str, value: Any) -> tuple[str, ...]: ...


def read_memory(check: _Check, at: str, value: Any) -> Memory:
    """A TMX file or the address of a database, a list of them, or `from:` with `accept:`."""
    values = check.keys(at, value, _KEYS) if isinstance(value, dict) else {"from": value}
    place = f"{at}.from" if isinstance(value, dict) else at
    named = values.get("from", [])
    named = check.texts(place, [named] if isinstance(named, str) else named)
    accept = values.get("accept", False)
    if not isinstance(accept, bool):
        check.fault(f"{at}.accept", "accept is true or false")
    databases = [x for x in named if _DATABASE.match(x)]
    files = tuple(x for x in named if x not in databases)
    if len(databases) > 1:
        check.fault(place, "one database holds the memory: name the others nowhere")
    if any(map(_PASSWORD.search, databases)):
        message = "leave the password out of the address: PGPASSWORD or ~/.pgpass holds it"
        check.fault(place, message)
    if not all(map(_is_address, databases)):
        check.fault(place, "what begins with postgresql:// is no address of a database")
    for name in files:
        if not name.lower().endswith(".tmx"):
            check.fault(place, f"{name if '://' not in name else 'an address'}: "
                        "a memory is a TMX file (.tmx) or postgresql://…")  # fmt: skip
    return Memory(files, next(iter(databases), ""), accept is True)
