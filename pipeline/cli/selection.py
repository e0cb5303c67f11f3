"""What the words of a command line select: documents and locales."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from pipeline.cli.terminal import Usage
from pipeline.config import Config
from pipeline.model import DocumentId, Locale


def select_locales(names: Sequence[str], config: Config) -> tuple[Locale, ...]:
    """The locales of these names in the project's order, all for none; raises Usage."""
    known = config.locales
    wanted = {n.strip().replace("-", "_") for n in names}
    for name in sorted(wanted - set(known)):
        if name == config.source_locale:
            raise Usage(f"{name} is the source locale: it is not translated")
        raise Usage(f"no locale {name or '(empty)'} in l10n.yaml{_nearest(name, known)}")
    return tuple(x for x in known if x in wanted) if names else known


def select_documents(
    names: Sequence[str], ids: Sequence[DocumentId], source: Path
) -> list[DocumentId]:
    """The documents of these names in the project's order; raises Usage for one that is not there.

    A DOC argument is a path relative to the working folder, then to the source folder.
    """
    found: list[DocumentId] = []
    for name in names:
        id = _find(name, ids, source.resolve())
        if id is None:
            raise Usage(f"no document {name}{_nearest(name, ids)}")
        found.append(id)
    return [id for id in ids if id in found]


def _find(name: str, ids: Sequence[DocumentId], source: Path) -> DocumentId | None:
    here = Path(name).resolve()
    if here.is_relative_to(source):
        id = here.relative_to(source).as_posix()
        if id in ids:
            return DocumentId(id)
    plain = PurePosixPath(name).as_posix()
    return DocumentId(plain) if plain in ids else None


def _nearest(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, list(names), 1, 0.4)
    return f": did you mean {near[0]}?" if near else ""
