"""DeepL through its official client: texts as XML, glossaries, formality, context.

Sources: developers.deepl.com (translate text, translating XML, glossaries), deepl-python 1.32.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from xml.parsers import expat
from xml.sax.saxutils import escape

from deepl import SplitSentences

from pipeline.engines.deepl.client import Client
from pipeline.engines.deepl.glossary import Glossaries
from pipeline.engines.deepl.locales import FORMALITY, ROWS
from pipeline.engines.http.place import place_of
from pipeline.engines.locales import code_of
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble, unmatched

_PAID, _FREE = "https://api.deepl.com", "https://api-free.deepl.com"
_FREE_KEY = ":fx"
"""How the key of a free account ends."""
_BODY = 120_000
"""Bytes that texts and context may take of the 128 KiB of a request, written as ASCII."""
_CONTEXT = 4000
"""Characters of context: some paragraphs."""
_ATOMS = ["k", "m"]
"""Elements of the encoder that stand for something without words."""
_INLINE = ["x", *_ATOMS]
_FORMALITY = {"formal": "prefer_more", "informal": "prefer_less"}
_SEVERAL = re.compile(r"[.!?…]['\"”’)\]]*(?:<[^<>]*>)*\s+(?:<[^<>]*>)*['\"“‘(\[]*[A-Z]")
"""The end of one sentence and the beginning of another, as far as can be seen."""


class DeepL:
    """One account; safe for any number of threads."""

    name = "deepl"
    markup = Markup.XML
    limits = Limits(texts=50, characters=20_000, parallel=4)
    proves_order = False

    def __init__(
        self,
        *,
        server_url: str = "",
        timeout: float = 30.0,
        glossaries: bool = True,
        key: str = "",
    ) -> None:
        """Take the key, which also says which of DeepL's two servers is asked.

        `timeout` are seconds for a whole answer; `glossaries` allows to keep terms in the account
        while a run lasts. Raises EngineError for an unusable key or address, ImportError without
        the library.
        """
        key = key.strip()
        if not (key and key.isascii() and key.isprintable()):
            raise EngineError(self.name, "DEEPL_AUTH_KEY holds no key")
        url = server_url or (_FREE if key.endswith(_FREE_KEY) else _PAID)
        try:
            self.place = place_of(url)
        except ValueError as error:
            raise EngineError(self.name, f"server_url is {error}") from None
        self._key, self._url, self._timeout = key, url.rstrip("/") + "/", timeout
        self._glossaries = Glossaries() if glossaries else None
        self._idle: list[Client] = []

    def refuses(self, locale: Locale) -> str:
        """Tell whether DeepL has a code for the locale, script and all."""
        return "" if code_of(locale, ROWS) else f"does not translate English into {locale}"

    def version(self, locale: Locale) -> str:  # noqa: ARG002
        """DeepL does not say."""
        return ""

    def translate(self, ask: Ask) -> list[str]:
        """Translate in one request, and before it one or two for terms that are new.

        Raises EngineError: LOCALE, and for markup that is not well-formed, before anything is
        sent.
        """
        code = code_of(ask.locale, ROWS)
        if code is None:
            raise EngineError(self.name, self.refuses(ask.locale), Trouble.LOCALE)
        self._refuse(ask.texts)
        with self._client() as client:
            glossary = None
            if self._glossaries is not None and ask.terms:
                glossary = self._glossaries.holding(ask.terms, ask.locale, code, client)
            answers = self._ask(client, ask, code, glossary)
        if wrong := unmatched(self.name, answers, ask):
            raise wrong
        if not all(isinstance(answer, str) for answer in answers):
            raise EngineError(self.name, "sent answers that are no text", Trouble.GARBLED)
        return answers

    def close(self) -> None:
        """Delete the glossaries of this run and close connections."""
        if self._glossaries:
            with self._client() as client:
                self._glossaries.delete(client)
        while self._idle:
            self._idle.pop().close()

    def _ask(self, client: Client, ask: Ask, code: str, glossary: str | None) -> list[str]:
        """Send the texts; a glossary that is gone is forgotten, and the same may be sent again."""
        several = any(map(_SEVERAL.search, ask.texts))
        formality = _FORMALITY.get(ask.formality) if code in FORMALITY else None
        try:
            found = client.call(
                lambda api: api.translate_text(
                    ask.texts,
                    source_lang="EN",
                    target_lang=code,
                    context=_context(ask),
                    split_sentences=SplitSentences.NO_NEWLINES if several else SplitSentences.OFF,
                    preserve_formatting=True,
                    formality=formality,
                    glossary=glossary,
                    tag_handling="xml",
                    tag_handling_version="v2",
                    outline_detection=False,
                    non_splitting_tags=_INLINE,
                    ignore_tags=_ATOMS,
                )
            )
        except EngineError as error:
            if glossary and self._glossaries is not None and client.status == HTTPStatus.NOT_FOUND:
                self._glossaries.forget(ask.locale)
                reason = "no longer has the glossary of this run"
                raise EngineError(self.name, reason, Trouble.DOWN) from None
            raise error from None
        return [result.text for result in found] if isinstance(found, list) else []

    def _refuse(self, texts: Sequence[str]) -> None:
        """Raise what DeepL would say to markup that is not well-formed, or to too long a text.

        Of several texts one is at fault, and shall not take the others with it.
        """
        reason = ""
        if not all(map(_well_formed, texts)):
            reason = "takes only well-formed markup"
        elif sum(map(_size, texts)) > _BODY:
            reason = "the text is too long for one request"
        if reason:
            alone = len(texts) == 1
            raise EngineError(self.name, reason, Trouble.REJECTED if alone else Trouble.GARBLED)

    @contextmanager
    def _client(self) -> Iterator[Client]:
        """A client that no other thread uses now."""
        try:
            client = self._idle.pop()
        except IndexError:
            client = Client(self.name, self._key, self._url, self._timeout)
        try:
            yield client
        finally:
            self._idle.append(client)


def _context(ask: Ask) -> str | None:
    """What stands around the texts, each passage once; it is not billed, and holds no markup.

    A request has one context for all its texts, which mostly follow each other in a document.
    """
    room = min(_CONTEXT, (_BODY - sum(map(_size, ask.texts))) // 12)
    passages = "\n".join(dict.fromkeys(filter(None, ask.context)))
    return escape(passages[:room]) if passages and room > 0 else None


def _size(text: str) -> int:
    """Bytes of a text in JSON as `requests` writes it: ASCII with escapes."""
    return sum(1 if " " <= c <= "~" and c not in '"\\' else 2 if c <= "~" else 6 for c in text)


def _well_formed(text: str) -> bool:
    """Whether a text is the content of an XML element, which DeepL's parser demands."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(f"<t>{text}</t>".encode(), True)  # noqa: FBT003 - takes no name
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return True
