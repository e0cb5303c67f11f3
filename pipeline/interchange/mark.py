"""What an entry held when it went out: one hash of source, text and whether it was accepted."""

from pipeline.model import Entry, Key


def mark(key: Key, target: str, *, fuzzy: bool) -> str:
    """The unit's H (DESIGN 5), or, for a text nobody accepted, H with the word `fuzzy` before it.

    Comments and `#|` are left out: PO tools rewrite them without anybody's doing.
    """
    return key.digest(f"fuzzy\0{target}" if fuzzy else target)


def mark_of(entry: Entry) -> str:
    """The mark of an entry as it stands."""
    return mark(entry.key, entry.target, fuzzy=entry.fuzzy)


def mark_in(catalog: str, entry: Entry) -> str:
    """The mark of an accepted entry in one catalog: another that holds the same has another."""
    return entry.key.digest(f"{catalog}\0{entry.target}")
