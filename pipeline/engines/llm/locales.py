"""What a language model is told to translate into."""

from babel import Locale, UnknownLocaleError

from pipeline.engines.locales import code_of

ROWS = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bs": "Bosnian, in Latin script",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "gl": "Galician",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lb": "Luxembourgish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "mt": "Maltese",
    "nb": "Norwegian Bokmål",
    "nl": "Dutch",
    "nn": "Norwegian Nynorsk",
    "no": "Norwegian Bokmål",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian",
    "sr": "Serbian, in Cyrillic script",
    "sr_Latn": "Serbian, in Latin script",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh_Hans": "Chinese, in simplified characters",
    "zh_Hant": "Chinese, in traditional characters",
}
"""Languages that models are known to write. English is the source and has no row."""


def target_of(locale: str) -> str | None:
    """Name a language as it is written somewhere; None for one that has no row.

    >>> target_of("pt_BR")
    'Portuguese, as written in Brazil (pt-BR)'
    """
    language = code_of(locale, ROWS)
    if language is None:
        return None
    tag = locale.replace("_", "-")
    try:
        territory = Locale.parse(tag, sep="-").get_territory_name("en")
    except (ValueError, UnknownLocaleError):
        territory = None
    return f"{language}{f', as written in {territory}' if territory else ''} ({tag})"
