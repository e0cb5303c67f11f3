"""Stage 7: localized documents to a site of static pages.

`build_site` is a function of its arguments: no files, no clock, no network. The order of the pages
is fixed, every link between them is relative, and nothing a document or a catalog says can run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from pipeline.model import Locale, Rendition
from pipeline.site.messages import extract_messages
from pipeline.site.pages import Magazine, write

__all__ = ["Settings", "build_site", "extract_messages"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site is called and which languages it has."""

    base_url: str
    """Where the output will stand, for canonical addresses, alternates and the sitemap."""
    name: str
    source_locale: Locale
    locales: tuple[Locale, ...]
    """The source locale first."""


def build_site(
    renditions: Sequence[Rendition],
    settings: Settings,
    messages: Mapping[Locale, Mapping[str, str]],
    assets: Mapping[str, bytes],
    own: Mapping[Locale, Mapping[str, bytes]] = MappingProxyType({}),
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site as (path relative to the output, bytes).

    `renditions`: every document in every locale, the source's included; only those whose verdict
    says so become pages. `messages`: per locale, msgid to msgstr of the interface; what is missing
    stands in English. `assets`: images and other files by path relative to the source, written
    unchanged; one named `style.css` takes the place of ours. `own`: those of which a locale has its
    own version; it stands in the locale's folder, and the locale's pages show and link it.
    """
    style = files(__package__).joinpath("style.css").read_bytes()
    magazine = Magazine(
        settings.base_url, settings.name, settings.source_locale, settings.locales, messages
    )
    yield from write(magazine, renditions, {"style.css": style, **assets}, own)
