"""The files that a memory is made of: catalogs, and the TMX files that `memory:` names."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline import flow
from pipeline.cli.workspace import Workspace
from pipeline.disk import files
from pipeline.disk.cache import Cache
from pipeline.disk.memory_feed import CATALOG, TMX, Fed, Place
from pipeline.disk.project import CONFIG
from pipeline.model import ConfigError, Locale, PipelineError


def news(workspace: Workspace, known: Mapping[Place, str]) -> Iterator[Fed]:
    """What is not as it was when it was read; `known` are the digests of then.

    A file that is no longer there is fed as gone. One that cannot be read is a fault, and what
    was read of it before stays.
    """
    catalogs, memories = _catalogs(workspace), _memories(workspace)
    gone = known.keys() - catalogs.keys() - memories.keys()
    yield from (Fed(place, None) for place in sorted(gone))
    for place, digest in sorted(catalogs.items()):
        if place.locale in workspace.locales and known.get(place) != digest:
            catalog = workspace.catalog(place.name, place.locale)
            if catalog is not None:
                seen = workspace.digest(place.name, place.locale)
                yield Fed(place, seen, frozenset(flow.accepted_pairs([catalog])))
    yield from _imported(workspace, memories, known)


def _catalogs(workspace: Workspace) -> dict[Place, str | None]:
    """Those on disk, with the digests of their content: a stat for each that has not changed."""
    project = workspace.project
    cache = workspace.cache or Cache.copy(project.root, project.root / CONFIG)
    cache.describe(project.layout)
    found: dict[Place, str | None] = {}
    for path, digest in cache.digests("catalog").items():
        locale, _, name = path.removesuffix(".po").partition("/")
        if locale in workspace.config.locales:
            found[Place(CATALOG, Locale(locale), name)] = digest
    return found


def _memories(workspace: Workspace) -> dict[Place, bytes | None]:
    """The TMX files of the settings, for each locale."""
    found: dict[Place, bytes | None] = {}
    for name in workspace.config.memory.files:
        data, reason = None, "there is no such file"
        try:
            data = files.read(workspace.project.root / name)
        except OSError as error:
            reason = f"cannot be read: {error.strerror}"
        if data is None:
            workspace.faults.append(ConfigError(CONFIG, f"memory: {name}: {reason}"))
        found |= {Place(TMX, locale, name): data for locale in workspace.config.locales}
    return found


def _imported(
    workspace: Workspace, memories: Mapping[Place, bytes | None], known: Mapping[Place, str]
) -> Iterator[Fed]:
    """What TMX files hold for the selected locales; each file is parsed once."""
    parsed: dict[str, Any] = {}
    for place, data in memories.items():
        digest = files.digest(data)
        if data is None or place.locale not in workspace.locales or known.get(place) == digest:
            continue
        if place.name not in parsed:
            parsed[place.name] = _parsed(workspace, place.name, data)
        if (top := parsed[place.name]) is not None:
            from pipeline.interchange import tmx

            pairs = tmx.pairs(top, workspace.config.source_locale, place.locale)
            yield Fed(place, digest, frozenset(pairs))


def _parsed(workspace: Workspace, name: str, data: bytes) -> Any:
    """The root of a TMX file, None when it is none, which is a fault; raises Usage."""
    from pipeline.cli.import_ import need_extra

    need_extra()
    from pipeline.interchange import tree

    try:
        top = tree.parse(data, name)
    except PipelineError as error:
        workspace.faults.append(error)
        return None
    if (kind := tree.name(top)) == "tmx":
        return top
    workspace.faults.append(PipelineError(name, f"no TMX: it begins with <{kind}>"))
    return None
