"""Which locales each service translates English into, and what it calls them.

Sources: deep-translator's lists for Google and MyMemory, the language pages of Microsoft
Translator and of LibreTranslate. `code_of` (locales.py) says how a row is found.
"""

from collections.abc import Mapping
from types import MappingProxyType


def _table(same: str, **others: str) -> Mapping[str, str]:
    """Codes that are locale names already, and rows for the rest."""
    return MappingProxyType({**{code: code for code in same.split()}, **others})


GOOGLE = _table(
    "af ak am ar as ay az be bg bho bm bn bs ca ceb ckb co cs cy da de doi dv ee el eo es et eu fa "
    "fi fr fy ga gd gl gn gom gu ha haw hi hmn hr ht hu hy id ig ilo is it ja ka kk km kn ko kri "
    "ku ky la lb lg ln lo lt lus lv mai mg mi mk ml mn mr ms mt my ne nl no nso ny om or pa pl ps "
    "pt qu ro ru rw sa sd si sk sl sm sn so sq sr st su sv sw ta te tg th ti tk tl tr ts tt ug uk "
    "ur uz vi xh yi yo zu",
    fil="tl",
    he="iw",
    iw="iw",
    jv="jw",
    jw="jw",
    mni_Mtei="mni-Mtei",
    nb="no",
    zh_Hans="zh-CN",
    zh_Hant="zh-TW",
)
"""`pt` is Brazilian in the main; the page has one Portuguese. Nynorsk is not Bokmål."""


def _mymemory(usual: str, regional: str) -> Mapping[str, str]:
    """Codes all have a territory: that of the language alone, and others."""
    return MappingProxyType(
        {
            **{code.split("-")[0]: code for code in usual.split()},
            **{code.replace("-", "_"): code for code in regional.split()},
            "no": "nb-NO",
            "bs_Cyrl": "bs-Cyrl-BA",
            "sr": "sr-Cyrl-RS",
            "sr_Latn": "sr-Latn-RS",
            "zh_Hans": "zh-CN",
            "zh_Hant": "zh-TW",
        }
    )


MYMEMORY = _mymemory(
    "af-ZA am-ET ar-SA as-IN ast-ES az-AZ be-BY bg-BG bn-IN br-FR bs-BA ca-ES ceb-PH ckb-IQ cs-CZ "
    "cy-GB da-DK de-DE el-GR eo-EU es-ES et-EE eu-ES fa-IR fi-FI fil-PH fo-FO fr-FR fur-IT ga-IE "
    "gd-GB gl-ES gu-IN ha-NE he-IL hi-IN hr-HR ht-HT hu-HU hy-AM id-ID is-IS it-IT ja-JP ka-GE "
    "kk-KZ km-KH kn-IN ko-KR ky-KG lb-LU lo-LA lt-LT lv-LV mg-MG mi-NZ mk-MK ml-IN mn-MN mr-IN "
    "ms-MY mt-MT my-MM nb-NO ne-NP nl-NL nn-NO oc-FR pa-IN pl-PL ps-PK pt-BR ro-RO ru-RU rw-RW "
    "sc-IT si-LK sk-SK sl-SI so-SO sq-AL sv-SE sw-KE ta-IN te-IN tg-TJ th-TH tk-TM tl-PH tr-TR "
    "uk-UA ur-PK uz-UZ vi-VN xh-ZA yi-YD yo-NG zu-ZA",
    "ar-EG ar-MA de-AT de-CH es-419 es-AR es-CO es-MX es-US fr-BE fr-CA fr-CH it-CH nl-BE pt-PT "
    "zh-HK zh-MO",
)

MICROSOFT = _table(
    "af am ar as az ba bg bho bn brx bs ca cs cy da de doi dsb dv el es et eu fa fi fil fj fo fr "
    "ga gl gom gu ha he hi hne hr hsb ht hu hy id ig is it ja ka kk km kmr kn ko ky ln lo lt "
    "lug lv mai mg mi mk ml mr ms mt my nb ne nl nso nya or pa pl prs ps pt ro ru run rw sd si sk "
    "sl sm sn so sq st sv sw ta te th ti tk tn to tr ty ug uk ur uz vi xh yo yue zu",
    ckb="ku",
    fr_CA="fr-ca",
    iu_Latn="iu-Latn",
    iu="iu",
    ku="kmr",
    lg="lug",
    mn="mn-Cyrl",
    mn_Mong="mn-Mong",
    no="nb",
    ny="nya",
    pt_PT="pt-pt",
    rn="run",
    sr="sr-Cyrl",
    sr_Latn="sr-Latn",
    tt_Latn="tt",
    zh_Hans="zh-Hans",
    zh_Hant="zh-Hant",
)
"""`pt` is Brazilian. Its `ku` is Central Kurdish, its Tatar is written in Latin letters."""

LIBRETRANSLATE = _table(
    "ar az bg bn ca cs da de el eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms nb nl "
    "pl pt ro ru sk sl sq sv th tl tr uk ur vi",
    fil="tl",
    no="nb",
    pt="pb",
    pt_PT="pt",
    zh_Hans="zh",
    zh_Hant="zt",
)
"""The models' own names, which old and new servers understand. A server may have fewer models."""
