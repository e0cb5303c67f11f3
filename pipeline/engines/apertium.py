"""Apertium, the engine that works offline: rules and dictionaries from Debian's packages.

Its drafts into Spanish, Catalan and Galician are worth editing, the others are rough. An answer
depends on the text alone, so a draft made today equals one made after any other text.
"""

import re
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from pipeline.engines.apertium_chain import Broken, Chain
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble

_MODES = Path("/usr/share/apertium/modes")
_PACKAGES = {
    "cat-fra": "apertium-fra-cat",
    "cat-ita": "apertium-cat-ita",
    "cat-por": "apertium-por-cat",
    "cat-por_BR": "apertium-por-cat",
    "cat-srd": "apertium-cat-srd",
    "en-eo": "apertium-eo-en",
    "en-gl": "apertium-en-gl",
    "eng-cat": "apertium-eng-cat",
    "eng-cat_valencia": "apertium-eng-cat",
    "eng-spa": "apertium-eng-spa",
    "es-oc": "apertium-oc-es",
    "es-oc_aran": "apertium-oc-es",
    "spa-arg": "apertium-spa-arg",
    "spa-ast": "apertium-spa-ast",
}
"""Mode to the Debian package that has it."""
_ROUTES: dict[str, tuple[str, ...]] = {
    "an": ("eng-spa", "spa-arg"),
    "ast": ("eng-spa", "spa-ast"),
    "ca": ("eng-cat",),
    "ca_ES_VALENCIA": ("eng-cat_valencia",),
    "eo": ("en-eo",),
    "es": ("eng-spa",),
    "fr": ("eng-cat", "cat-fra"),
    "gl": ("en-gl",),
    "it": ("eng-cat", "cat-ita"),
    "oc": ("eng-spa", "es-oc"),
    "pt": ("eng-cat", "cat-por"),
    "pt_BR": ("eng-cat", "cat-por_BR"),
    "sc": ("eng-cat", "cat-srd"),
}
"""Locale to modes. French, Italian and Portuguese leave fewer words untranslated by way of
Catalan than of Spanish. Serbo-Croatian and its neighbours are left out: unusable from English."""
_OPEN_CHAINS = 3
"""A chain is some 30 processes; more of them stay open only while they are in use."""
_SCRIPT = 4
"""Letters of a script in a locale name."""
_GIVE_UP = 3
"""Texts in a row that break the chain before it is called dead."""
_BEFORE_STOP = re.compile(r"(?<=[^\s.]) +(?=[,.](?:\s|$))")
_UNSENDABLE = re.compile(r"[\0\ud800-\udfff]")
_BREAKS = re.compile(r"[\r\n\u2028\u2029]+")


class Apertium:
    """The installed Apertium. Close it, or use it in a `with`, to end its processes."""

    name = "apertium"
    markup = Markup.SUPERBLANK
    limits = Limits(texts=16, characters=20_000)
    place = ""
    proves_order = True

    def __init__(self, modes: Path = _MODES, patience: float = 20.0) -> None:
        """Start nothing yet; `patience` is how many seconds a silent chain is given."""
        self.modes = modes
        self.patience = patience
        self._chains: OrderedDict[tuple[str, ...], Chain] = OrderedDict()
        self._end = weakref.finalize(self, _close_all, self._chains)  # runs at exit, too

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        self.close()

    def close(self) -> None:
        """End all processes; the engine may be used again."""
        _close_all(self._chains)

    def refuses(self, locale: Locale) -> str:
        """Tell whether there is a route, installed or not."""
        return "" if route(locale) else f"does not translate English into {locale}"

    def version(self, locale: Locale) -> str:
        """The route; an answer that was right once is not asked for anew by a dictionary."""
        return "+".join(route(locale) or ())

    def translate(self, ask: Ask) -> list[str]:
        """Translate texts in Apertium's stream format; a text that breaks the chain twice is "".

        Raises EngineError: for the locale when it has no route, when its packages are missing or
        its chain does not live; closed when Apertium itself is not installed.
        """
        modes = route(ask.locale)
        if modes is None:
            raise EngineError(self.name, self.refuses(ask.locale), Trouble.LOCALE)
        safe = [_BREAKS.sub(" ", _UNSENDABLE.sub("", text)) for text in ask.texts]
        try:
            answers = self._chain(modes).translate(safe)
        except Broken:
            self._drop(modes)
            answers = self._singly(modes, safe)
        except BaseException:
            self._drop(modes)  # interrupted in mid-text: the chain is out of step
            raise
        return [_cleaned(text, answer) for text, answer in zip(safe, answers, strict=True)]

    def _singly(self, modes: tuple[str, ...], texts: Sequence[str]) -> list[str]:
        """Find the text that breaks the chain: the others get their answers."""
        answers: list[str] = []
        broken = 0
        for text in texts:
            try:
                answers += self._chain(modes).translate([text])
                broken = 0
            except Broken as error:
                self._drop(modes)
                broken += 1
                if broken == _GIVE_UP:
                    reason = f"{' + '.join(modes)} {error}"
                    raise EngineError(self.name, reason, Trouble.LOCALE) from error
                answers.append("")
            except BaseException:
                self._drop(modes)
                raise
        return answers

    def _chain(self, modes: tuple[str, ...]) -> Chain:
        """Return the open chain of some modes, or start it."""
        if modes in self._chains:
            self._chains.move_to_end(modes)
            return self._chains[modes]
        files = [self.modes / f"{mode}.mode" for mode in modes]
        absent = sorted({_PACKAGES[file.stem] for file in files if not file.exists()})
        if absent:
            reason = f"is not installed; apt-get install {' '.join(absent)}"
            raise EngineError(self.name, reason, Trouble.LOCALE)
        while len(self._chains) >= _OPEN_CHAINS:
            self._chains.popitem(last=False)[1].close()
        try:
            self._chains[modes] = Chain(files, self.patience)
        except OSError as error:
            reason = f"cannot be started ({error.strerror}); apt-get install apertium"
            raise EngineError(self.name, reason) from error
        return self._chains[modes]

    def _drop(self, modes: tuple[str, ...]) -> None:
        """End a chain that cannot be trusted any more."""
        chain = self._chains.pop(modes, None)
        if chain:
            chain.close()


def route(locale: str) -> tuple[str, ...] | None:
    """Return the modes from English into a locale, None when there are none.

    The locale may be written with `-` or `_`; without a row of its own it takes its language's,
    but never another script's.
    """
    parts = locale.replace("-", "_").split("_")
    whole = "_".join((parts[0].lower(), *(part.upper() for part in parts[1:])))
    scripts = {part.lower() for part in parts[1:] if len(part) == _SCRIPT and part.isalpha()}
    if scripts - {"latn"}:
        return None
    return _ROUTES.get(whole) or _ROUTES.get(parts[0].lower())


def _cleaned(text: str, answer: str) -> str:
    """Undo spaces that Apertium puts before commas and full stops where the source has none."""
    return answer if _BEFORE_STOP.search(text) else _BEFORE_STOP.sub("", answer)


def _close_all(chains: OrderedDict[tuple[str, ...], Chain]) -> None:
    """End all processes."""
    while chains:
        chains.popitem()[1].close()
