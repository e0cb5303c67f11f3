"""Apertium, the engine that works offline: rules and dictionaries from Debian's packages.

What its drafts are worth is in the table of `apertium_routes`. An answer depends on the text
alone, so a draft made today equals one made after any other text; the option `fast` gives that up.
"""

import re
import weakref
from collections.abc import Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Self

from pipeline.engines.apertium.chain import Chain, stages
from pipeline.engines.apertium.pipe import Broken
from pipeline.engines.apertium.pool import Pool
from pipeline.engines.apertium.routes import PACKAGES, refusal, route
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble

_MODES = Path("/usr/share/apertium/modes")
_IDLE = 3
"""A chain is some 20 processes; more of them stay open only while they are in use."""
_BATCH, _FAST_BATCH = 16, 64
"""Texts in a request. A chain that is not cut has to be filled: 64 keep all its programs busy."""
_PROBE = "This is a sentence."
_BEFORE_STOP = re.compile(r"(?<=[^\s.]) +(?=[,.](?:\s|$))")
_UNSENDABLE = re.compile(r"[\0\ud800-\udfff]")
_BREAKS = re.compile(r"[\r\n\u2028\u2029]+")


class Apertium:
    """The installed Apertium. Close it, or use it in a `with`, to end its processes."""

    name = "apertium"
    markup = Markup.SUPERBLANK
    place = ""
    proves_order = True

    def __init__(
        self,
        modes: Path = _MODES,
        patience: float = 30.0,
        *,
        force: Sequence[str] = (),
        fast: bool = False,
        pipelines: int = 2,
    ) -> None:
        """Start nothing yet; `patience` is how many seconds a request may take.

        `force` names locales whose drafts are unusable and wanted anyway. `fast` keeps all taggers
        open: about twice as fast, and an answer may depend on the texts before it. `pipelines` is
        how many requests may be under way.
        """
        self.modes = modes
        self.patience = patience
        self.limits = Limits(_FAST_BATCH if fast else _BATCH, 20_000, parallel=max(1, pipelines))
        self._force = frozenset(force)
        self._fast = fast
        self._pool = Pool(max(_IDLE, pipelines))
        self._digests: dict[tuple[str, ...], str] = {}
        self._end = weakref.finalize(self, self._pool.close)  # runs at exit, too

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes."""
        self.close()

    def close(self) -> None:
        """End all processes; the engine may be used again."""
        self._pool.close()

    def refuses(self, locale: Locale) -> str:
        """Tell whether there is a route worth taking, installed or not."""
        return refusal(locale, self._force, self.name)

    def version(self, locale: Locale) -> str:
        """The route and a digest of its dictionaries, which is the same on every machine.

        Without the packages it is the route alone.
        """
        found = route(locale)
        if found is None:
            return ""
        name = "+".join(found.modes) + (" fast" if self._fast else "")
        try:
            if found.modes not in self._digests:
                self._digests[found.modes] = _digest(self._files(found.modes))
        except OSError:
            return name
        return f"{name} {self._digests[found.modes]}"

    def translate(self, ask: Ask) -> list[str]:
        """Translate texts in Apertium's stream format.

        Raises EngineError: LOCALE when there is no route, when its packages are missing or its
        chain does not live; GARBLED when one of several texts breaks the chain, DOWN when a text
        alone does, REJECTED when it breaks a new one; CLOSED when Apertium is not installed.
        """
        found = route(ask.locale)
        reason = self.refuses(ask.locale)
        if found is None or reason:
            raise EngineError(self.name, reason, Trouble.LOCALE)
        safe = [_BREAKS.sub(" ", _UNSENDABLE.sub("", text)) for text in ask.texts]
        try:
            with self._pool.lend(found.modes, self._started) as chain:
                new = not chain.used
                answers = chain.translate(safe)
        except Broken as error:
            alone = Trouble.REJECTED if new else Trouble.DOWN
            trouble = Trouble.GARBLED if len(safe) > 1 else alone
            raise EngineError(self.name, f"{' + '.join(found.modes)} {error}", trouble) from None
        return [_cleaned(text, answer) for text, answer in zip(safe, answers, strict=True)]

    def _started(self, modes: tuple[str, ...]) -> Chain:
        """Start a chain and see that it lives: some wait for ever under NUL flush."""
        files = self._files(modes)
        absent = sorted({PACKAGES[file.stem] for file in files if not file.exists()})
        if absent:
            reason = f"is not installed; apt-get install {' '.join(absent)}"
            raise EngineError(self.name, reason, Trouble.LOCALE)
        try:
            chain = Chain(files, self.patience, fast=self._fast)
        except OSError as error:
            reason = f"cannot be started ({error.strerror}); apt-get install apertium"
            raise EngineError(self.name, reason) from error
        try:
            chain.translate([_PROBE])
        except Broken as error:
            chain.close()
            raise EngineError(self.name, f"{' + '.join(modes)} {error}", Trouble.LOCALE) from None
        except BaseException:
            chain.close()
            raise
        chain.used = 0
        return chain

    def _files(self, modes: Sequence[str]) -> list[Path]:
        return [self.modes / f"{mode}.mode" for mode in modes]


def _digest(modes: Sequence[Path]) -> str:
    """Digest mode files and all they name; raises OSError when one cannot be read."""
    whole = sha256()
    for mode in modes:
        text = mode.read_text(encoding="utf-8")
        whole.update(text.encode())
        for word in (w for stage in stages(text) for w in stage[1:] if w.startswith("/")):
            with Path(word).open("rb") as file:
                whole.update(file_digest(file, "sha256").digest())
    return whole.hexdigest()[:12]


def _cleaned(text: str, answer: str) -> str:
    """Undo spaces that Apertium puts before commas and full stops where the source has none."""
    return answer if _BEFORE_STOP.search(text) else _BEFORE_STOP.sub("", answer)
