"""The words by which each language negates: one row per language, kept by who knows it."""

from pipeline.meaning.cues import germanic, others, romance, slavic
from pipeline.meaning.cues.rows import Cues

__all__ = ["NEGATION", "Cues"]

NEGATION: dict[str, Cues] = {
    "bg": slavic.BULGARIAN,
    "ca": romance.CATALAN,
    "cs": slavic.CZECH,
    "da": germanic.DANISH,
    "de": germanic.GERMAN,
    "el": others.GREEK,
    "en": germanic.ENGLISH,
    "es": romance.SPANISH,
    "et": others.ESTONIAN,
    "fi": others.FINNISH,
    "fr": romance.FRENCH,
    "ga": others.IRISH,
    "gl": romance.GALICIAN,
    "hr": slavic.CROATIAN,
    "hu": others.HUNGARIAN,
    "it": romance.ITALIAN,
    "lt": others.LITHUANIAN,
    "lv": others.LATVIAN,
    "mt": others.MALTESE,
    "nb": germanic.BOKMAL,
    "nl": germanic.DUTCH,
    "nn": germanic.BOKMAL,
    "no": germanic.BOKMAL,
    "pl": slavic.POLISH,
    "pt": romance.PORTUGUESE,
    "ro": romance.ROMANIAN,
    "sk": slavic.SLOVAK,
    "sl": slavic.SLOVENE,
    "sr": slavic.SERBIAN,
    "sv": germanic.SWEDISH,
    "tr": others.TURKISH,
    "uk": slavic.UKRAINIAN,
}
