"""How local neural models name languages, by the convention of the model.

NLLB: the codes of FLORES-200, which are tokens of its vocabulary. MADLAD-400: `<2xx>` tokens.
OPUS-MT: `>>xx<<` tokens, ISO 639-3 in newer models and 639-1 in older ones. A cell may hold several
codes: the first that a model's vocabulary has is taken, and none of them is of another script.
"""

from collections.abc import Mapping
from types import MappingProxyType

_ROWS = (
    # locale, NLLB, MADLAD, OPUS-MT
    ("bg", "bul_Cyrl", "bg", "bul bg"),
    ("ca", "cat_Latn", "ca", "cat ca"),
    ("cs", "ces_Latn", "cs", "ces cs"),
    ("da", "dan_Latn", "da", "dan da"),
    ("de", "deu_Latn", "de", "deu de"),
    ("el", "ell_Grek", "el", "ell el"),
    ("es", "spa_Latn", "es", "spa es"),
    ("et", "est_Latn", "et", "est et"),
    ("fi", "fin_Latn", "fi", "fin fi"),
    ("fr", "fra_Latn", "fr", "fra fr"),
    ("ga", "gle_Latn", "ga", "gle ga"),
    ("gl", "glg_Latn", "gl", "glg gl"),
    ("hr", "hrv_Latn", "hr", "hrv hr"),
    ("hu", "hun_Latn", "hu", "hun hu"),
    ("it", "ita_Latn", "it", "ita it"),
    ("lt", "lit_Latn", "lt", "lit lt"),
    ("lv", "lvs_Latn", "lv", "lav lv"),
    ("mt", "mlt_Latn", "mt", "mlt mt"),
    ("nb", "nob_Latn", "no", "nob nb"),
    ("nl", "nld_Latn", "nl", "nld nl"),
    ("nn", "nno_Latn", "nn", "nno nn"),
    ("pl", "pol_Latn", "pl", "pol pl"),
    ("pt", "por_Latn", "pt", "por pt"),
    ("pt_BR", "por_Latn", "pt", "pob pt_BR pt_br por pt"),
    ("pt_PT", "por_Latn", "pt", "por pt_PT pt"),
    ("ro", "ron_Latn", "ro", "ron ro"),
    ("sk", "slk_Latn", "sk", "slk sk"),
    ("sl", "slv_Latn", "sl", "slv sl"),
    ("sr_Cyrl", "srp_Cyrl", "sr sr_Cyrl", "srp_Cyrl"),
    ("sr_Latn", "", "sr_Latn", "srp_Latn"),
    ("sv", "swe_Latn", "sv", "swe sv"),
    ("tr", "tur_Latn", "tr", "tur tr"),
    ("uk", "ukr_Cyrl", "uk", "ukr uk"),
    ("zh_Hans", "zho_Hans", "zh zh_Hans", "cmn_Hans zho_Hans zh_CN zh_cn"),
    ("zh_Hant", "zho_Hant", "zh_Hant", "cmn_Hant zho_Hant zh_TW zh_tw"),
)


def _column(at: int) -> Mapping[str, str]:
    return MappingProxyType({row[0]: row[at] for row in _ROWS if row[at]})


NLLB, MADLAD, OPUS = map(_column, (1, 2, 3))
"""Locale to codes of one convention, the preferred one first."""
