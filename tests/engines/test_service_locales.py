"""Which locale is which code of which service."""

import pytest
from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES, MY_MEMORY_LANGUAGES_TO_CODES

from pipeline.engines.locales import code_of
from pipeline.engines.service_locales import GOOGLE, LIBRETRANSLATE, MICROSOFT, MYMEMORY

TABLES = (GOOGLE, MYMEMORY, MICROSOFT, LIBRETRANSLATE)
NO = None
# locale, Google, MyMemory, Microsoft, LibreTranslate
ROWS: list[tuple[str, str | None, str | None, str | None, str | None]] = [
    # the languages of the European Union but English
    ("bg", "bg", "bg-BG", "bg", "bg"),
    ("hr", "hr", "hr-HR", "hr", NO),
    ("cs", "cs", "cs-CZ", "cs", "cs"),
    ("da", "da", "da-DK", "da", "da"),
    ("nl", "nl", "nl-NL", "nl", "nl"),
    ("et", "et", "et-EE", "et", "et"),
    ("fi", "fi", "fi-FI", "fi", "fi"),
    ("fr", "fr", "fr-FR", "fr", "fr"),
    ("de", "de", "de-DE", "de", "de"),
    ("el", "el", "el-GR", "el", "el"),
    ("hu", "hu", "hu-HU", "hu", "hu"),
    ("ga", "ga", "ga-IE", "ga", "ga"),
    ("it", "it", "it-IT", "it", "it"),
    ("lv", "lv", "lv-LV", "lv", "lv"),
    ("lt", "lt", "lt-LT", "lt", "lt"),
    ("mt", "mt", "mt-MT", "mt", NO),
    ("pl", "pl", "pl-PL", "pl", "pl"),
    ("pt", "pt", "pt-BR", "pt", "pb"),
    ("ro", "ro", "ro-RO", "ro", "ro"),
    ("sk", "sk", "sk-SK", "sk", "sk"),
    ("sl", "sl", "sl-SI", "sl", "sl"),
    ("es", "es", "es-ES", "es", "es"),
    ("sv", "sv", "sv-SE", "sv", "sv"),
    # neighbours
    ("nb", "no", "nb-NO", "nb", "nb"),
    ("nb_NO", "no", "nb-NO", "nb", "nb"),
    ("no", "no", "nb-NO", "nb", "nb"),
    ("nn", NO, "nn-NO", NO, NO),
    ("nn_NO", NO, "nn-NO", NO, NO),
    ("uk", "uk", "uk-UA", "uk", "uk"),
    ("tr", "tr", "tr-TR", "tr", "tr"),
    ("ca", "ca", "ca-ES", "ca", "ca"),
    ("ca_ES_VALENCIA", "ca", "ca-ES", "ca", "ca"),
    ("gl", "gl", "gl-ES", "gl", "gl"),
    # regions
    ("pt_BR", "pt", "pt-BR", "pt", "pb"),
    ("pt_PT", "pt", "pt-PT", "pt-pt", "pt"),
    ("pt-PT", "pt", "pt-PT", "pt-pt", "pt"),
    ("pt_AO", "pt", "pt-PT", "pt-pt", "pt"),
    ("de_AT", "de", "de-AT", "de", "de"),
    ("de_CH", "de", "de-CH", "de", "de"),
    ("fr_CA", "fr", "fr-CA", "fr-ca", "fr"),
    ("fr_BE", "fr", "fr-BE", "fr", "fr"),
    ("es_MX", "es", "es-MX", "es", "es"),
    ("es_PE", "es", "es-419", "es", "es"),
    ("en_GB", NO, NO, NO, NO),
    # scripts
    ("sr", "sr", "sr-Cyrl-RS", "sr-Cyrl", NO),
    ("sr_RS", "sr", "sr-Cyrl-RS", "sr-Cyrl", NO),
    ("sr_Cyrl", "sr", "sr-Cyrl-RS", "sr-Cyrl", NO),
    ("sr_Latn", NO, "sr-Latn-RS", "sr-Latn", NO),
    ("sr_Latn_RS", NO, "sr-Latn-RS", "sr-Latn", NO),
    ("sr_ME", NO, "sr-Latn-RS", "sr-Latn", NO),
    ("bs", "bs", "bs-BA", "bs", NO),
    ("bs_Cyrl", NO, "bs-Cyrl-BA", NO, NO),
    ("zh", "zh-CN", "zh-CN", "zh-Hans", "zh"),
    ("zh_CN", "zh-CN", "zh-CN", "zh-Hans", "zh"),
    ("zh_SG", "zh-CN", "zh-CN", "zh-Hans", "zh"),
    ("zh_Hans", "zh-CN", "zh-CN", "zh-Hans", "zh"),
    ("zh_Hant", "zh-TW", "zh-TW", "zh-Hant", "zt"),
    ("zh_TW", "zh-TW", "zh-TW", "zh-Hant", "zt"),
    ("zh_HK", "zh-TW", "zh-HK", "zh-Hant", "zt"),
    ("zh_Hant_HK", "zh-TW", "zh-HK", "zh-Hant", "zt"),
    ("zh_Hant_CN", "zh-TW", "zh-TW", "zh-Hant", "zt"),
    ("pa", "pa", "pa-IN", "pa", NO),
    ("pa_Guru", "pa", "pa-IN", "pa", NO),
    ("pa_PK", NO, NO, NO, NO),
    ("uz_Latn", "uz", "uz-UZ", "uz", NO),
    ("uz_Cyrl", NO, NO, NO, NO),
    ("az_Cyrl", NO, NO, NO, NO),
    ("ku", "ku", NO, "kmr", NO),
    ("tt", "tt", NO, NO, NO),
    ("tt_Latn", NO, NO, "tt", NO),
    # other names, and none
    ("he", "iw", "he-IL", "he", "he"),
    ("he_IL", "iw", "he-IL", "he", "he"),
    ("fil", "tl", "fil-PH", "fil", "tl"),
    ("jv", "jw", NO, NO, NO),
    ("tlh", NO, NO, NO, NO),
    ("xx", NO, NO, NO, NO),
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_codes(row: tuple[str, str | None, str | None, str | None, str | None]) -> None:
    """A locale has the service's own code, or none; a script is never served by another."""
    locale, *codes = row
    assert [code_of(locale, table) for table in TABLES] == codes


def test_deep_translator_s_own_codes() -> None:
    """Where it has a list, its names are ours."""
    assert {*GOOGLE.values()} <= {*GOOGLE_LANGUAGES_TO_CODES.values()}
    assert {*MYMEMORY.values()} <= {*MY_MEMORY_LANGUAGES_TO_CODES.values()}


def test_no_language_is_left_out() -> None:
    """Every code of Google's list is reached by some row."""
    assert {*GOOGLE_LANGUAGES_TO_CODES.values()} - {*GOOGLE.values()} == {"en"}


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_found(table: dict[str, str]) -> None:
    """No row is hidden by another, and the keys are written as locale names are."""
    assert {key: code_of(key, table) for key in table} == dict(table)
    assert {key.lower(): code_of(key.lower(), table) for key in table} == {
        key.lower(): code for key, code in table.items()
    }
