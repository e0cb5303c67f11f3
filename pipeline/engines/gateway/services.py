"""The services behind deep-translator, one row each."""

from collections.abc import Mapping
from functools import partial
from types import ModuleType
from typing import Any
from urllib.parse import quote_plus

from pipeline.engines import service_locales
from pipeline.engines.gateway import Gateway, Service, answers
from pipeline.model import Limits


def _google(module: ModuleType, _key: str, _told: Mapping[str, str]) -> Any:
    return module.GoogleTranslator(source="en", target="es")


def _mymemory(module: ModuleType, _key: str, told: Mapping[str, str]) -> Any:
    return module.MyMemoryTranslator(source="en-GB", target="es-ES", **told)


def _microsoft(module: ModuleType, key: str, told: Mapping[str, str]) -> Any:
    class Translator(module.MicrosoftTranslator):  # type: ignore[misc,name-defined]
        """Without the request that the constructor makes; with a request for several texts."""

        def _get_supported_languages(self) -> dict[str, str]:
            return {"english": "en", "spanish": "es"}

        def translate_batch(self, batch: list[str]) -> list[str]:
            reply = module.requests.post(
                self._base_url,
                params={"from": self._source, "to": self._target},
                headers=self.headers,
                json=[{"text": text} for text in batch],
            )
            return [row["translations"][0]["text"] for row in reply.json()]

    return Translator(source="en", target="es", api_key=key, **told)


def _libretranslate(module: ModuleType, key: str, _told: Mapping[str, str]) -> Any:
    made = module.LibreTranslator(source="en", target="es", api_key=key or "none")
    made.api_key = key  # the class wants one, a server of one's own may want none
    return made


def _in_address(text: str) -> int:
    """Bytes of a text in the query of an address."""
    return len(quote_plus(text.encode("utf-8", "surrogatepass")))


def _in_utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


google = partial(
    Gateway,
    Service(
        "google",
        "deep_translator.google",
        _google,
        "https://translate.google.com/m",
        service_locales.GOOGLE,
        # five requests a second are the most by deep-translator's own words
        Limits(texts=32, characters=1500, parallel=2, per_second=5),
        _in_address,
        4999,  # deep-translator refuses 5,000 characters
        answers.google,
    ),
)
mymemory = partial(
    Gateway,
    Service(
        "mymemory",
        "deep_translator.mymemory",
        _mymemory,
        "https://api.mymemory.translated.net/get",
        service_locales.MYMEMORY,
        Limits(texts=16, characters=450),  # it takes 500 bytes
        _in_utf8,
        499,
        answers.mymemory,
    ),
)
microsoft = partial(
    Gateway,
    Service(
        "microsoft",
        "deep_translator.microsoft",
        _microsoft,
        "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0",
        service_locales.MICROSOFT,
        Limits(texts=50, characters=10_000, parallel=4),
        len,
        50_000,
        answers.successful,
        several=True,
    ),
)
deep_libretranslate = partial(
    Gateway,
    Service(
        "deep-libretranslate",
        "deep_translator.libre",
        _libretranslate,
        "",
        service_locales.LIBRETRANSLATE,
        Limits(characters=2000, parallel=4),
        _in_address,
        3500,  # gunicorn, which serves LibreTranslate, takes 4,094 bytes of request line
        answers.successful,
    ),
)
