"""Words that stand for numbers and signs, one row per language.

A new language is one more row in each table; a language without a row is read by its digits and
signs alone. Number words are those a style guide wants spelled out (0 to 12). Magnitudes follow
the long scale where the language has it: `billón` is 10^12, `bilhão` 10^9.
"""

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache

NUMBER_WORDS: dict[str, str] = {
    "en": (
        "zero/nil; one/once/single; two/twice/both/double/pair/second; three/thrice/triple; "
        "four; five; six; seven; eight; nine; ten; eleven; twelve/dozen"
    ),
    "de": (
        "null/keine/kein; ein/eins/eine/einen/einem/einer/eines/einmal; "
        "zwei/beide/beiden/doppelt; drei/dritte/dritten/dritter; vier; fünf; sechs; sieben; "
        "acht; neun; zehn; elf; zwölf/dutzend"
    ),
    "es": (
        "cero; un/uno/una/primero/primer; dos/ambos/ambas/doble/segundo/segunda; "
        "tres/triple/tercer/tercero/tercera; cuatro; cinco; seis; siete; ocho; nueve; diez; "
        "once; doce/docena"
    ),
    "fr": (
        "zéro; un/une/premier/première; deux/double/deuxième; trois/triple/troisième; quatre; "
        "cinq; six; sept; huit; neuf; dix; onze; douze/douzaine"
    ),
    "it": (
        "zero; un/uno/una/primo/prima; due/entrambi/entrambe/doppio/secondo/seconda; "
        "tre/triplo/terzo/terza; quattro; cinque; sei; sette; otto; nove; dieci; undici; "
        "dodici/dozzina"
    ),
    "pt": (
        "zero; um/uma/primeiro/primeira; dois/duas/ambos/ambas/dobro/segundo/segunda; "
        "três/triplo/terceiro/terceira; quatro; cinco; seis/meia; sete; oito; nove; dez; onze; "
        "doze/dúzia"
    ),
    "ca": (
        "zero; un/una/primer/primera; dos/dues/ambdós/ambdues/doble/segon/segona; "
        "tres/triple/tercer/tercera; quatre; cinc; sis; set; vuit/huit; nou; deu; onze; "
        "dotze/dotzena"
    ),
    "nl": (
        "nul/geen; een/één/eerste; twee/beide/dubbel/tweede; drie/derde; vier; vijf; zes; "
        "zeven; acht; negen; tien; elf; twaalf/dozijn"
    ),
    "pl": (
        "zero/zerowy; jeden/jedna/jedno/jednego/jednej/jednym/jedną; "
        "dwa/dwie/dwóch/dwu/dwoma/dwóm/dwoje/obie/oba/dwukrotnie/"
        "drugi/druga/drugie/drugiego/drugiej; "
        "trzy/trzeci/trzecia/trzecie/trzeciego/trzech/trzem/trzema/troje/trzykrotnie; "
        "cztery/czterech/czterem/czterema; pięć/pięciu/pięcioma; sześć/sześciu/sześcioma; "
        "siedem/siedmiu/siedmioma; osiem/ośmiu/ośmioma; dziewięć/dziewięciu/dziewięcioma; "
        "dziesięć/dziesięciu/dziesięcioma; jedenaście/jedenastu; dwanaście/dwunastu/tuzin"
    ),
    "gl": (
        "cero; un/unha/primeiro/primeira; dous/dúas/dobre/ambos/ambas/segundo/segunda; "
        "tres/triplo/terceiro/terceira; catro; cinco; seis; sete; oito; nove; dez; once; "
        "doce/ducia"
    ),
    "da": (
        "nul/ingen; en/et/én/ét/første; to/begge/anden/andet/dobbelt; tre/tredje; fire; fem; "
        "seks; syv; otte; ni; ti; elleve; tolv/dusin"
    ),
    "sv": (
        "noll/ingen; en/ett/första; två/båda/andra/dubbelt; tre/tredje; fyra; fem; sex; sju; "
        "åtta; nio; tio; elva; tolv/dussin"
    ),
    "ro": (
        "zero; un/o/unu/una/unui/unei; doi/două/ambele/ambii/doua/doilea; trei/treia/treilea; "
        "patru; cinci; șase/şase; șapte/şapte; opt; nouă; zece; unsprezece; "
        "doisprezece/douăsprezece/duzină"
    ),
    "uk": (
        "нуль; один/одна/одне/одного/однієї/одну/одному/одним; "
        "два/дві/двох/двом/двома/обидва/обидві/другий/другого; "
        "три/трьох/трьом/трьома/третій/третього; чотири/чотирьох/чотирма; п’ять/пять/п’яти; "
        "шість/шести; сім/семи; вісім/восьми; дев’ять/девяти; десять/десяти; одинадцять; "
        "дванадцять/дюжина"
    ),
    "tr": ("sıfır; bir/tek; iki/ikinci; üç/üçüncü; dört; beş; altı; yedi; sekiz; dokuz; on"),
}
"""By language: the forms of 0, 1, 2 … divided by `;`, alternatives by `/`."""

LARGE_WORDS: dict[str, dict[str, int]] = {
    "en": {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
           "ninety": 90, "hundred": 100, "thousand": 1000},
    "de": {"fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "hundert": 100, "tausend": 1000},
    "es": {"quince": 15, "veinte": 20, "treinta": 30, "cien": 100, "mil": 1000},
    "fr": {"quinze": 15, "quinzaine": 15, "vingt": 20, "trente": 30, "cent": 100, "mille": 1000},
    "it": {"quindici": 15, "venti": 20, "trenta": 30, "cento": 100, "mille": 1000},
    "pt": {"quinze": 15, "vinte": 20, "trinta": 30, "cem": 100, "mil": 1000},
    "ca": {"quinze": 15, "vint": 20, "trenta": 30, "cent": 100, "mil": 1000},
    "nl": {"vijftien": 15, "twintig": 20, "dertig": 30, "honderd": 100, "duizend": 1000},
    "pl": {"piętnaście": 15, "dwadzieścia": 20, "trzydzieści": 30, "sto": 100, "tysiąc": 1000},
    "gl": {"quince": 15, "vinte": 20, "trinta": 30, "cen": 100, "mil": 1000},
}  # fmt: skip
"""By language: a few round numbers beyond twelve."""

COMPOUNDING = frozenset(("de", "nl"))
"""Languages that write `fünfjährig`, `zweimal`: the beginning of a word counts."""

AMBIGUOUS = frozenset((
    "neuf", "sei", "set", "acht", "deu", "once", "prima", "primo", "primer", "primero",
    "second", "seis", "meia", "nou", "double", "doble"
))  # fmt: skip
"""Number words that are more often another word; articles (the value 1) come on top."""

MAGNITUDES: dict[str, tuple[tuple[str, int], ...]] = {
    "en": ((r"thousands?", 3), (r"millions?|mln", 6), (r"billions?|bn", 9), (r"trillions?", 12)),
    "de": ((r"tausend\w*|tsd", 3), (r"million\w*|mio|mill", 6), (r"milliard\w*|mrd", 9),
           (r"billion\w*|bio", 12)),
    "es": ((r"mil millones", 9), (r"mil|miles", 3), (r"mill(?:ón|ones)|(?-i:M)", 6),
           (r"bill(?:ón|ones)", 12)),
    "fr": ((r"mille|milliers?", 3), (r"millions?|(?-i:M)", 6), (r"milliards?|mds?", 9),
           (r"billions?", 12)),
    "it": ((r"mil[al]e?|migliaia", 3), (r"milion[ei]|mln", 6), (r"miliard[oi]|mld", 9),
           (r"bilion[ei]", 12)),
    "pt": ((r"mil milhões", 9), (r"mil|milhares", 3), (r"milh(?:ão|ões)|mi|(?-i:M)", 6),
           (r"bilh(?:ão|ões)", 9), (r"bili(?:ão|ões)|trilh(?:ão|ões)", 12)),
    "ca": ((r"mil(?:ers de)? milions", 9), (r"mil|milers", 3), (r"mili(?:ó|ons)|(?-i:M)", 6),
           (r"bili(?:ó|ons)", 12)),
    "nl": ((r"duizend\w*", 3), (r"miljoen\w*|mln", 6), (r"miljard\w*|mld", 9), (r"biljoen\w*", 12)),
    "pl": ((r"tysi\w+|tys", 3), (r"milion\w*|mln", 6), (r"miliard\w*|mld", 9), (r"bilion\w*", 12)),
    "gl": ((r"mil millóns", 9), (r"mil|miles", 3), (r"mill(?:ón|óns)|(?-i:M)", 6),
           (r"bill(?:ón|óns)", 12)),
    "ro": ((r"(?:de )?mii", 3), (r"(?:de )?milio\w+|mil", 6), (r"(?:de )?miliard\w*|mld", 9)),
    "uk": ((r"тис\w*", 3), (r"млн|мільйон\w*", 6), (r"млрд|мільярд\w*", 9)),
    "tr": ((r"bin", 3), (r"milyon\w*|mn", 6), (r"milyar\w*", 9), (r"trilyon\w*", 12)),
    "da": ((r"tusind\w*", 3), (r"million\w*|mio", 6), (r"milliard\w*|mia", 9), (r"billion\w*", 12)),
    "sv": ((r"tusen\w*", 3), (r"miljon\w*|mn", 6), (r"miljard\w*|md", 9), (r"biljon\w*", 12)),
}  # fmt: skip
"""By language: words that multiply the number before them by a power of ten."""

PERCENT: dict[str, str] = {
    "en": r"per ?cent|percentage points?", "de": r"prozent\w*|v\. ?h\.",
    "es": r"por ?ciento|puntos? porcentual\w*", "fr": r"pour ?cent|points? de pourcentage",
    "it": r"per ?cento|punt[oi] percentual\w*", "pt": r"por ?cento|pontos? percentua\w*",
    "ca": r"per ?cent|punts? percentual\w*", "nl": r"procent\w*",
    "pl": r"procent\w*|proc|pkt\.? proc", "gl": r"por ?cento|puntos? porcentua\w*",
    "ro": r"la sută|procent\w*|puncte procentuale",
    "da": r"procent\w*|pct", "sv": r"procent\w*", "nb": r"prosent\w*", "no": r"prosent\w*",
    "fi": r"prosent\w*", "et": r"protsen\w*", "lv": r"procent\w*", "lt": r"procent\w*|proc",
    "cs": r"procent\w*", "sk": r"percent\w*", "sl": r"odstot\w*", "hr": r"posto|postot\w*",
    "hu": r"százalék\w*", "bg": r"процент\w*|на сто", "el": r"τοις εκατό|ποσοστια\w*",
    "uk": r"відсот\w*|процент\w*", "tr": r"yüzde\w*", "ga": r"faoin gcéad", "mt": r"fil-mija",
}  # fmt: skip
"""By language: per cent in words, behind the number."""

MINUS = frozenset((
    "minus", "menos", "moins", "meno", "menys", "min", "minuso", "mínus", "míínus", "мінус",
    "минус", "eksi", "μείον"
))  # fmt: skip
PLUS = frozenset(["plus", "más", "mais", "più", "més", "plusz", "плюс", "artı"])
"""Words before a number that say its sign, in any language."""

_ROUND = 6
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)
def number_words(language: str) -> dict[str, int]:
    """The number words of a language with their values; empty for a language without a row."""
    rows = NUMBER_WORDS.get(language, "").split(";")
    forms = {form.strip(): value for value, row in enumerate(rows) for form in row.split("/")}
    forms.pop("", None)
    return forms | LARGE_WORDS.get(language, {})


def count_words(text: str, language: str) -> Counter[Decimal]:
    """How often each value stands in the text as a word.

    >>> count_words("Take two tablets", "en")
    Counter({Decimal('2'): 1})
    """
    known = number_words(language)
    found: Counter[Decimal] = Counter()
    for word in _WORD.findall(text.casefold()):
        value = known.get(word)
        if value is None and language in COMPOUNDING:
            value = next((v for w, v in known.items() if v > 1 and word.startswith(w)), None)
        if value is not None:
            found[Decimal(value)] += 1
    for words, power in MAGNITUDES.get(language, ()):
        if power >= _ROUND:  # smaller ones are number words already
            found[Decimal(10) ** power] += len(re.findall(rf"\b(?:{words})\b", text, re.IGNORECASE))
    return +found


@lru_cache(maxsize=64)
def doubtful(language: str) -> frozenset[Decimal]:
    """Values whose word is an article or another common word in this language."""
    known = number_words(language)
    return frozenset(Decimal(v) for w, v in known.items() if v == 1 or w in AMBIGUOUS)
