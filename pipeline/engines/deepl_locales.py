"""Locales as DeepL names them (developers.deepl.com, languages supported, January 2026)."""

from pipeline.engines.locale_rows import find

_CODES = (  # noqa: SIM905 - a list of a hundred literals reads worse
    "ace af an ar as ay az ba be bg bho bn br bs ca ceb ckb cs cy da de el eo es et eu fa fi fr "
    "ga gl gn gom gu ha he hi hr ht hu hy id ig is it ja jv ka kk kmr ko ky la lb lmo ln lt lv "
    "mai mg mi mk ml mn mr ms mt my nb ne nl oc om pa pag pam pl prs ps qu ro ru sa scn sk sl sq "
    "sr st su sv sw ta te tg th tk tl tn tr ts tt uk ur uz vi wo xh yi yue zu"
).split()
ROWS = {code: code.upper() for code in _CODES} | {
    "fil": "TL",
    "ku": "KMR",
    "no": "NB",
    "pt": "PT-PT",
    "pt_BR": "PT-BR",
    "pt_PT": "PT-PT",
    "zh": "ZH-HANS",
    "zh_CN": "ZH-HANS",
    "zh_HK": "ZH-HANT",
    "zh_Hans": "ZH-HANS",
    "zh_Hant": "ZH-HANT",
    "zh_MO": "ZH-HANT",
    "zh_SG": "ZH-HANS",
    "zh_TW": "ZH-HANT",
}
"""English is the source and has no row. `SR` says nothing of its script, so neither `sr_Cyrl` nor
`sr_Latn` has one; the Spanish of America (`ES-419`) does not take markup, so `es_MX` is `ES`."""
FORMALITY = frozenset("DE ES FR IT JA NL PL PT-BR PT-PT RU".split())  # noqa: SIM905
"""Languages in which DeepL can address the reader one way or the other."""


def code_of(locale: str) -> str | None:
    """Return DeepL's code of a locale; None when there is none."""
    return find(locale, ROWS)
