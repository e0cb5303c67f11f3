"""A folder with a local neural model: of which convention it is, and what it reads and writes.

A folder holds what CTranslate2's converters write (`model.bin`, `config.json`, vocabularies) and
the SentencePiece files of the original model, which they copy with `--copy_files`.

- OPUS-MT: `source.spm` and `target.spm`; a model of several targets wants a `>>xx<<` token first.
- NLLB: one SentencePiece file; language codes as tokens, the target's as prefix of the answer.
- MADLAD: one SentencePiece file; a `<2xx>` token first.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.engines.ctranslate.codes import MADLAD, NLLB, OPUS
from pipeline.engines.locales import code_of

_END = "</s>"


class UnfitError(Exception):
    """A folder that holds no model we can use; the message names the path and what is missing."""


@dataclass(frozen=True, slots=True)
class Convention:
    """One row: how a family of models is told what to do."""

    codes: Mapping[str, str]
    """Locale to candidates of its code."""
    token: str
    """How the code is written in the vocabulary."""
    positions: int
    """Most tokens of a text: longer ones would be cut without a word."""
    source: str = ""
    """The token of English in front of a text, where the model wants one."""
    prefixes: bool = False
    """The target's token begins the answer instead of the text."""


CONVENTIONS: Mapping[str, Convention] = MappingProxyType(
    {
        # Marian's max_position_embeddings
        "opus": Convention(OPUS, ">>{}<<", 512),
        # M2M-100's max_position_embeddings
        "nllb": Convention(NLLB, "{}", 1024, source="eng_Latn", prefixes=True),
        # T5's positions are relative; its tokenizer's model_max_length
        "madlad": Convention(MADLAD, "<2{}>", 512),
    }
)
"""By `kind`."""
_TARGET = re.compile(r">>[\w-]+<<|<2\w+>")


@dataclass(frozen=True, slots=True)
class Model:
    """A folder that was read, but not loaded."""

    folder: Path
    convention: Convention
    encoder: Path
    """The SentencePiece file for English."""
    decoder: Path
    """The SentencePiece file for the answer."""
    tokens: frozenset[str]
    """Tokens for languages that its vocabulary has."""
    adds_end: bool
    """CTranslate2 appends the end token itself (`add_source_eos` of its config)."""

    def token(self, locale: str) -> str | None:
        """The token of a locale; empty where the model has one target, None where it has not it."""
        if not self.convention.prefixes and not self.tokens:
            return ""
        codes = (code_of(locale, self.convention.codes) or "").split()
        written = map(self.convention.token.format, codes)
        return next((token for token in written if token in self.tokens), None)

    def source(self, pieces: list[str], token: str) -> list[str]:
        """What the model is given for the pieces of a text."""
        first = self.convention.source or token
        return [*([first] if first else []), *pieces, *([] if self.adds_end else [_END])]

    def prefix(self, token: str) -> list[str] | None:
        """How the answer has to begin."""
        return [token] if self.convention.prefixes else None

    def answer(self, pieces: Iterable[str]) -> list[str]:
        """The pieces of an answer without the tokens that are no text."""
        return [piece for piece in pieces if piece != _END and piece not in self.tokens]

    def digest(self) -> str:
        """A digest of the files; raises OSError. A large model takes seconds."""
        whole = sha256()
        for file in sorted({self.folder / "model.bin", self.encoder, self.decoder}):
            with file.open("rb") as opened:
                whole.update(file_digest(opened, "sha256").digest())
        return whole.hexdigest()[:12]


def read_model(folder: Path, kind: str = "") -> Model:
    """See what a folder holds; raises UnfitError.

    `kind` is one of CONVENTIONS where the folder does not tell.
    """
    if not folder.is_dir():
        raise UnfitError(f"{folder}: there is no such folder")
    if not (folder / "model.bin").is_file():
        raise UnfitError(f"{folder}: model.bin is missing; it is no model of CTranslate2")
    found = sorted(p for p in folder.iterdir() if p.suffix in {".spm", ".model"})
    encoder, decoder = _sentencepiece(folder, found)
    vocabulary = _vocabulary(folder)
    kind = kind or _told(folder, vocabulary, pair=encoder != decoder)
    if kind not in CONVENTIONS:
        raise UnfitError(f"no kind of model is called {kind!r}; there are {', '.join(CONVENTIONS)}")
    convention = CONVENTIONS[kind]
    special = convention.codes.values() if convention.prefixes else ()
    tokens = {t for codes in special for t in codes.split()} & vocabulary
    tokens |= {token for token in vocabulary if _TARGET.fullmatch(token)}
    config = _json(folder / "config.json")
    adds_end = isinstance(config, dict) and config.get("add_source_eos") is True
    return Model(folder, convention, encoder, decoder, frozenset(tokens), adds_end)


def _sentencepiece(folder: Path, found: list[Path]) -> tuple[Path, Path]:
    """Find the files that cut and join words."""
    named = {path.name: path for path in found}
    if {"source.spm", "target.spm"} <= set(named):
        return named["source.spm"], named["target.spm"]
    if len(found) == 1 and not set(named) & {"source.spm", "target.spm"}:
        return found[0], found[0]
    wanted = "source.spm and target.spm, or one SentencePiece file (*.model, *.spm)"
    held = ", ".join(named) or "none"
    raise UnfitError(f"{folder}: needs {wanted}; it has {held}")


def _vocabulary(folder: Path) -> frozenset[str]:
    """Read the tokens of the source and the target."""
    tokens: set[str] = set()
    for name in ("shared_vocabulary", "source_vocabulary", "target_vocabulary"):
        for suffix, read in _READERS.items():
            path = folder / f"{name}{suffix}"
            if path.is_file():
                tokens.update(read(path))
    if not tokens:
        raise UnfitError(f"{folder}: its vocabulary is missing (shared_vocabulary.json)")
    return frozenset(tokens)


def _told(folder: Path, vocabulary: frozenset[str], *, pair: bool) -> str:
    """Tell the convention by what the folder holds."""
    signs = {
        "opus": pair,
        "nllb": CONVENTIONS["nllb"].source in vocabulary,
        "madlad": any(token.startswith("<2") and _TARGET.fullmatch(token) for token in vocabulary),
    }
    shown = [kind for kind, sign in signs.items() if sign]
    if len(shown) != 1:
        kinds = ", ".join(CONVENTIONS)
        raise UnfitError(
            f"{folder}: its kind cannot be told; set the option kind to one of {kinds}"
        )
    return shown[0]


def _lines(path: Path) -> list[str]:
    """Read a vocabulary of older converters: a token a line."""
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        raise UnfitError(f"{path}: cannot be read") from None


def _listed(path: Path) -> list[str]:
    """Read a vocabulary in JSON."""
    tokens = _json(path)
    if not isinstance(tokens, list):
        raise UnfitError(f"{path}: is no list of tokens")
    return [token for token in tokens if isinstance(token, str)]


def _json(path: Path) -> Any:
    """Read a file of JSON, an empty object where there is none."""
    if not path.is_file():
        return {}
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        raise UnfitError(f"{path}: cannot be read") from None


_READERS: Mapping[str, Callable[[Path], list[str]]] = {".json": _listed, ".txt": _lines}
