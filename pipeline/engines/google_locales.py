"""Locales as Google's page names them."""

_CODES = frozenset(
    (  # noqa: SIM905 - a list of 130 literals reads worse
        "af ak am ar as ay az be bg bho bm bn bs ca ceb ckb co cs cy da de doi dv ee el eo es et "
        "eu fa fi fr fy ga gd gl gn gom gu ha haw hi hmn hr ht hu hy id ig ilo is it iw ja jw ka "
        "kk km kn ko kri ku ky la lb lg ln lo lt lus lv mai mg mi mk ml mn mr ms mt my ne nl no "
        "nso ny om or pa pl ps pt qu ro ru rw sa sd si sk sl sm sn so sq sr st su sv sw ta te tg "
        "th ti tk tl tr ts tt ug uk ur uz vi xh yi yo zu"
    ).split()
)
_ROWS = {
    "fil": "tl",
    "he": "iw",
    "jv": "jw",
    "mni_mtei": "mni-Mtei",
    "nb": "no",
    "sr_cyrl": "sr",
    "zh": "zh-CN",
    "zh_cn": "zh-CN",
    "zh_hans": "zh-CN",
    "zh_hant": "zh-TW",
    "zh_hk": "zh-TW",
    "zh_mo": "zh-TW",
    "zh_sg": "zh-CN",
    "zh_tw": "zh-TW",
}
"""Where Google's name is another one. `pt_BR` and `pt_PT` are both its `pt`."""
_SCRIPT = 4


def code_of(locale: str) -> str | None:
    """Return Google's code: whole locale, language with script or territory, then language.

    A script without a row is never served by the language's usual one (`sr_Latn`), and Nynorsk
    is not Bokmål. None when there is no code.
    """
    parts = locale.replace("-", "_").lower().split("_")
    for names in (parts, parts[:2]):
        if row := _ROWS.get("_".join(names)):
            return row
    if any(len(part) == _SCRIPT and part.isalpha() for part in parts[1:]):
        return None
    return _ROWS.get(parts[0]) or (parts[0] if parts[0] in _CODES else None)
