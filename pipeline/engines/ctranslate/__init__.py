"""Local neural models through CTranslate2 and SentencePiece: nothing leaves this machine.

A request is one batch, cut by tokens and computed on the processor in 8-bit integers; it ends
because an answer may have three times the tokens of its text and no more. Texts travel with
tokens in place of markup, which a model may lose: then the draft is refused.
"""

import threading
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.engines.ctranslate.models import CONVENTIONS, Model, UnfitError, read_model
from pipeline.engines.locales import code_of
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble

_LIBRARIES = ("ctranslate2", "sentencepiece")
_ANY = "*"
"""The key of a model for several languages."""
_BATCH_TOKENS = 2048
_GROWTH, _LEAST = 3, 64
"""Most tokens of an answer: so many for each of its text, and never fewer than these."""


class CTranslate:
    """The models of one configuration, each loaded when it is first asked."""

    name = "ctranslate2"
    markup = Markup.TOKEN
    limits = Limits(texts=32, characters=8_000)
    place = ""
    proves_order = True

    def __init__(
        self,
        *,
        models: Mapping[str, str] = MappingProxyType({}),
        kind: str = "",
        beam_size: int = 4,
        threads: int = 0,
    ) -> None:
        """Load nothing yet; raises ImportError without the libraries, EngineError without models.

        `models` is locale to folder, with `*` for a model of several languages; `kind` is one of
        `opus`, `nllb`, `madlad` where a folder does not tell; `threads` 0 is as many as pay.
        """
        for library in _LIBRARIES:
            if find_spec(library) is None:
                raise ImportError(library, name=library)
        if not models:
            raise EngineError(self.name, "has no models: set its option models to {de: FOLDER}")
        if kind and kind not in CONVENTIONS:
            raise EngineError(self.name, f"kind is one of {', '.join(CONVENTIONS)}, not {kind!r}")
        self._folders = {str(key): Path(folder) for key, folder in models.items()}
        self._kind, self._beam, self._threads = kind, beam_size, threads
        self._lock = threading.Lock()
        self._read: dict[Path, Model | UnfitError] = {}
        self._loaded: dict[Path, _Loaded] = {}
        self._digests: dict[Path, str] = {}

    def refuses(self, locale: Locale) -> str:
        """Tell whether a folder serves the locale: its vocabulary is read, nothing is loaded."""
        try:
            self._for(locale)
        except UnfitError as error:
            return str(error)
        return ""

    def version(self, locale: Locale) -> str:
        """The folder's name, a digest of its model (read once), and the beam."""
        try:
            model, _ = self._for(locale)
            if model.folder not in self._digests:
                self._digests[model.folder] = model.digest()
        except (UnfitError, OSError):
            return ""
        return f"{model.folder.name} {self._digests[model.folder]} beam {self._beam}"

    def translate(self, ask: Ask) -> list[str]:
        """Translate a batch.

        Raises EngineError: LOCALE when no model serves it, or its folder is missing or broken;
        for a text beyond the model's positions GARBLED with others, REJECTED alone.
        """
        try:
            model, token = self._for(ask.locale)
            loaded = self._ready(model)
        except UnfitError as error:
            raise EngineError(self.name, str(error), Trouble.LOCALE) from None
        unfit = Trouble.GARBLED if len(ask.texts) > 1 else Trouble.REJECTED
        try:
            return self._batch(loaded, token, ask.texts)
        except _TooLongError:
            most = model.convention.positions
            reason = f"a text has more than the {most} tokens that the model can read"
        except Exception as error:  # of two libraries in C++, which name no common class
            reason = f"{model.folder} could not translate ({type(error).__name__})"
        raise EngineError(self.name, reason, unfit) from None

    def close(self) -> None:
        """Give the memory of models back; they are loaded again when they are asked."""
        with self._lock:
            self._loaded.clear()

    def _for(self, locale: Locale) -> tuple[Model, str]:
        """Find the model of a locale and its token for it; raises UnfitError."""
        own = code_of(locale, {key: key for key in self._folders if key != _ANY})
        key = own or (_ANY if _ANY in self._folders else "")
        if not key:
            raise UnfitError(f"no folder is given for {locale} in models, and none for '{_ANY}'")
        model = self._model(self._folders[key])
        token = model.token(locale)
        if token is None:
            raise UnfitError(f"{model.folder}: the model does not translate into {locale}")
        if key == _ANY and not token:
            reason = f"has one language, and does not say which; name it in models, not '{_ANY}'"
            raise UnfitError(f"{model.folder}: the model {reason}")
        return model, token

    def _model(self, folder: Path) -> Model:
        """Read a folder once; raises UnfitError."""
        if folder not in self._read:
            try:
                self._read[folder] = read_model(folder, self._kind)
            except UnfitError as error:
                self._read[folder] = error
        found = self._read[folder]
        if isinstance(found, UnfitError):
            raise found.with_traceback(None)
        return found

    def _ready(self, model: Model) -> "_Loaded":
        """Load a model once; raises UnfitError."""
        with self._lock:
            if model.folder not in self._loaded:
                self._loaded[model.folder] = _Loaded(model, self._threads)
            return self._loaded[model.folder]

    def _batch(self, loaded: "_Loaded", token: str, texts: tuple[str, ...]) -> list[str]:
        model = loaded.model
        cut = [loaded.encode(text) for text in texts]
        sources = [model.source(pieces, token) for pieces in cut if pieces]
        most = model.convention.positions
        if any(len(source) > most for source in sources):
            raise _TooLongError
        ends = [min(most, max(_LEAST, _GROWTH * len(source))) for source in sources]
        prefix = model.prefix(token)
        results = loaded.translator.translate_batch(
            sources,
            [prefix] * len(sources) if prefix else None,
            batch_type="tokens",
            max_batch_size=_BATCH_TOKENS,
            beam_size=self._beam,
            max_decoding_length=max(ends, default=_LEAST),
        )
        # one that never ends is cut by its own length, so that company changes nothing
        cut_off = (r.hypotheses[0][:end] for r, end in zip(results, ends, strict=True))
        answers = (loaded.decode(model.answer(pieces)) for pieces in cut_off)
        return [next(answers) if pieces else "" for pieces in cut]


class _TooLongError(Exception):
    """A text has more tokens than the model has positions."""


class _Loaded:
    """A model in memory."""

    def __init__(self, model: Model, threads: int) -> None:
        """Load it, and the libraries (some seconds); raises UnfitError."""
        self.model = model
        pieces: Any = import_module("sentencepiece")
        library: Any = import_module("ctranslate2")
        try:
            encoder = pieces.SentencePieceProcessor(model_file=str(model.encoder))
            decoder = pieces.SentencePieceProcessor(model_file=str(model.decoder))
            self.translator = library.Translator(
                str(model.folder), device="cpu", compute_type="int8", intra_threads=threads
            )
        except Exception as error:
            reason = f"cannot be loaded ({type(error).__name__}); is the folder complete?"
            raise UnfitError(f"{model.folder}: {reason}") from None
        self._encoder, self._decoder = encoder, decoder

    def encode(self, text: str) -> list[str]:
        """Cut a text into pieces."""
        pieces: list[str] = self._encoder.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: list[str]) -> str:
        """Join pieces to a text."""
        text: str = self._decoder.decode(pieces)
        return text
