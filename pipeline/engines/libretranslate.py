"""A LibreTranslate server, asked directly: several texts in a request, as HTML."""

from pipeline.engines.gateway.packing import with_outer_space
from pipeline.engines.http.place import place_of
from pipeline.engines.http.replies import complete, read_json
from pipeline.engines.http.transport import Transport
from pipeline.engines.locales import code_of
from pipeline.engines.service_locales import LIBRETRANSLATE
from pipeline.model import Ask, EngineError, Limits, Locale, Markup, Trouble


class LibreTranslate:
    """One server; which languages it has models for, it says when it is asked."""

    name = "libretranslate"
    markup = Markup.HTML
    limits = Limits(texts=25, characters=2000, parallel=4)
    """The public server takes 2,000 characters in a request, one's own any number."""
    proves_order = False

    def __init__(self, *, base_url: str = "", timeout: float = 60.0, key: str = "") -> None:
        """Take the server's address, seconds for a whole answer, and a key if it wants one.

        Raises EngineError without a valid address: the public server is not free.
        """
        if not base_url:
            raise EngineError(self.name, "has no server of its own: set its base_url")
        self._address = f"{base_url.rstrip('/')}/translate"
        try:
            self.place = place_of(base_url)
        except ValueError as error:
            raise EngineError(self.name, f"base_url is {error}") from None
        self._transport = Transport(self.name, timeout)
        self._key = {"api_key": key} if key else {}

    def refuses(self, locale: Locale) -> str:
        """Tell whether LibreTranslate has a model for the language in the locale's script."""
        known = code_of(locale, LIBRETRANSLATE)
        return "" if known else f"does not translate English into {locale}"

    def version(self, locale: Locale) -> str:  # noqa: ARG002
        """Nobody knows which models a server has."""
        return ""

    def translate(self, ask: Ask) -> list[str]:
        """Send one request, as docs.libretranslate.com/guides/api_usage; raises EngineError."""
        code = code_of(ask.locale, LIBRETRANSLATE)
        if code is None:
            raise EngineError(self.name, self.refuses(ask.locale), Trouble.LOCALE)
        wanted = {"q": [*ask.texts], "source": "en", "target": code, "format": "html", **self._key}
        told = read_json(self.name, self._transport.post_json(self._address, wanted))
        found = told.get("translatedText") if isinstance(told, dict) else None
        if not isinstance(found, list):
            raise EngineError(self.name, "sent an answer of another kind", Trouble.GARBLED)
        answers = complete(self.name, found, ask)
        return [with_outer_space(a, text) for a, text in zip(answers, ask.texts, strict=True)]

    def close(self) -> None:
        """Close connections."""
        self._transport.close()
