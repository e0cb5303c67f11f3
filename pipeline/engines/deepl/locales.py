"""Locales as DeepL names them (developers.deepl.com, languages supported, January 2026)."""

_CODES = (  # noqa: SIM905 - a list of a hundred literals reads worse
    "ace af an ar as ay az ba be bg bho bn br bs ca ceb ckb cs cy da de el eo es et eu fa fi fr "
    "ga gl gn gom gu ha he hi hr ht hu hy id ig is it ja jv ka kk kmr ko ky la lb lmo ln lt lv "
    "mai mg mi mk ml mn mr ms mt my nb ne nl oc om pa pag pam pl prs ps qu ro ru sa scn sk sl sq "
    "sr st su sv sw ta te tg th tk tl tn tr ts tt uk ur uz vi wo xh yi yue zu"
).split()
ROWS = {code: code.upper() for code in _CODES} | {
    "fil": "TL",
    "no": "NB",
    "pt": "PT-BR",
    "pt_PT": "PT-PT",
    "zh_Hans": "ZH-HANS",
    "zh_Hant": "ZH-HANT",
}
"""`locales.code_of` says how a row is found. English is the source and has no row. The Spanish of
America (`ES-419`) does not take markup, so `es_MX` is `ES`. DeepL does not say in which script
`SR` is; CLDR's is Cyrillic, and verification refuses another one."""
FORMALITY = frozenset("DE ES FR IT JA NL PL PT-BR PT-PT RU".split())  # noqa: SIM905
"""Languages in which DeepL can address the reader one way or the other."""
