"""DeepL as the official client speaks it: key in a header, texts in JSON, glossaries by id."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from engine_server.exchange import Asked, Query, Reply, said, wanted_list
from engine_server.services.deepl_glossaries import Glossaries

TARGETS = [
    "AR",
    "BG",
    "CS",
    "DA",
    "DE",
    "EL",
    "EN-GB",
    "EN-US",
    "ES",
    "ES-419",
    "ET",
    "FI",
    "FR",
    "HE",
    "HU",
    "ID",
    "IT",
    "JA",
    "KO",
    "LT",
    "LV",
    "NB",
    "NL",
    "PL",
    "PT-BR",
    "PT-PT",
    "RO",
    "RU",
    "SK",
    "SL",
    "SV",
    "TH",
    "TR",
    "UK",
    "VI",
    "ZH",
    "ZH-HANS",
    "ZH-HANT",
]
FORMAL = ["DE", "ES", "ES-419", "FR", "IT", "JA", "NL", "PL", "PT-BR", "PT-PT", "RU"]
"""Targets that know `more` and `less`; the rest take `prefer_more` and `prefer_less` in silence."""
_TEXTS, _BYTES = 50, 128 * 1024
"""Limits of a request, from the reference of `/v2/translate`."""
_ERRORS = {
    "busy": (429, "Too many requests"),
    "down": (503, "Resource currently unavailable"),
    "forbidden": (403, "Wrong endpoint or key"),
    "quota": (456, "Quota Exceeded"),
}


class DeepL:
    """`POST /v2/translate`, `GET /v2/languages`, `GET /v2/usage`, `/v2/glossaries`, `/v3/glossaries`."""

    name = "deepl"
    entry = ""

    def __init__(self) -> None:
        self.glossaries = Glossaries()

    def owns(self, query: Query) -> bool:
        """Everything of versions 2 and 3."""
        return query.path.startswith(("/v2/", "/v3/"))

    def read(self, query: Query) -> Asked | Reply:
        """Texts, or the answer to everything else."""
        scheme, _, key = query.headers.get("authorization", "").partition(" ")
        if scheme != "DeepL-Auth-Key" or not key:
            return said(403, {"message": "Legacy authentication method is no longer supported"})
        if query.path == "/v2/languages":
            return said(200, _languages(query))
        if query.path == "/v2/usage":
            return said(200, {"character_count": 0, "character_limit": 500_000})
        if "glossar" in query.path:
            return self.glossaries.answer(query)
        if query.path != "/v2/translate" or query.method != "POST":
            return said(404, {"message": "Not found"})
        return self._translate(query, key)

    def _translate(self, query: Query, key: str) -> Asked | Reply:
        body = query.json()
        if not isinstance(body, dict) or (texts := wanted_list(body.get("text"))) is None:
            return said(400, {"message": "Parameter 'text' not specified."})
        if len(query.body) > _BYTES:
            return said(413, {"message": "The request size exceeds the limit."})
        wrong = self._wrong(body, texts)
        if wrong:
            return wrong
        return Asked(tuple(texts), body["target_lang"].upper(), key, many=True, told=body)

    def _wrong(self, body: Mapping[str, Any], texts: Sequence[str]) -> Reply | None:
        """What DeepL refuses in a request, None when it is right."""
        target = str(body.get("target_lang", "")).upper()
        if target not in TARGETS:
            return said(400, {"message": "Value for 'target_lang' not supported."})
        if len(texts) > _TEXTS:
            return said(400, {"message": "Too many texts: at most 50."})
        if body.get("formality") in {"more", "less"} and target not in FORMAL:
            message = "'formality' is not supported for given 'target_lang'."
            return said(400, {"message": message})
        if body.get("tag_handling") == "xml" and not all(map(_well_formed, texts)):
            return said(400, {"message": "Tag handling parsing failed, please check input."})
        ids = [*filter(None, (body.get("glossary_id"), *body.get("glossary_ids", ())))]
        return self.glossaries.unfit(ids, str(body.get("source_lang", "")), target)

    def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
        """One object for each text, with what it cost."""
        lengths = [*map(len, asked.texts), *(0 for _ in answers)]
        return said(
            200,
            {
                "translations": [
                    {
                        "detected_source_language": "EN",
                        "text": answer,
                        "billed_characters": length,
                        "model_type_used": "quality_optimized",
                    }
                    for answer, length in zip(answers, lengths, strict=False)
                ]
            },
        )

    def refusal(self, mode: str, asked: Asked) -> Reply:
        """A message."""
        status, message = _ERRORS[mode]
        return said(status, {"message": f"{message} ({asked.key}: {asked.texts[0]})"})


def _languages(query: Query) -> list[dict[str, Any]]:
    """The client asks for targets in the body of a GET."""
    if query.one("type") == "target" or b"type=target" in query.body:
        return [{"language": t, "name": t, "supports_formality": t in FORMAL} for t in TARGETS]
    return [{"language": code, "name": code} for code in sorted({t[:2] for t in TARGETS})]


def _well_formed(text: str) -> bool:
    try:
        ET.fromstring(f"<r>{text}</r>")
    except ET.ParseError:
        return False
    return True
