"""Whether an English sentence says a dose: what no machine should translate unseen."""

import re

from pipeline.meaning.plain import plain
from pipeline.meaning.symbols import FILL, SPACES

_GAP = rf"[\s{FILL}{SPACES}\u2011-]*"
_NUMBER = (
    r"(?:\d|[½⅓⅔¼¾⅕⅛]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half"
    r"|quarter|single|double|couple|few|several|dozen))"
)
MEASURES = (
    r"ng|[µμ]g|mcg|ug|mg|g|[µμ]l|ml|cc|dl|l|mmol|[µμ]mol|mol|meq|iu|i\.u\.|"
    r"(?:nano|micro|milli|)gram(?:me)?s?|(?:micro|milli|centi|deci|)lit(?:er|re)s?|"
    r"(?:milli|micro)moles?|(?:international )?units?|fl\.? ?oz|(?:fluid )?ounces?"
)
"""Units a dose is measured in, as symbols and in words."""
FORMS = (
    r"tablets?|tabs?|capsules?|caps?|caplets?|pills?|lozenges?|pastilles?|drops?|puffs?|sprays?|"
    r"inhalations?|(?:tea|table|dessert|measuring )?spoon(?:ful)?s?|teaspoons?|tablespoons?|tsps?|"
    r"tbsps?|sachets?|ampoules?|ampules?|vials?|suppositor(?:y|ies)|pessar(?:y|ies)|patch(?:es)?|"
    r"injections?|shots?|jabs?|syringes?|doses?|scoops?|gumm(?:y|ies)|softgels?|gel caps?"
)
"""What a dose is counted in."""
_OFTEN = (
    r"(?:once|twice|thrice|(?:\d+|one|two|three|four|five|six) times)"
    rf"{_GAP}(?:a|an|per|each|every|daily|weekly|monthly|hourly)\b|"
    r"\b(?:every|each) (?:other )?(?:\d+|one|two|three|four|six|eight|twelve|day|night|morning|"
    r"evening|hour|week|month|meal)\b|"
    r"\b(?:per|a|each) (?:day|night|week|month)\b|\b(?:daily|nightly|weekly|monthly|hourly)\b"
)

_BETWEEN = rf"(?:[.,/\d]|{_GAP}(?:-|–|to|or|and)?{_GAP}{_NUMBER})*(?:{_GAP}(?:a|an|of a)\b)?{_GAP}"
_COUNTED = re.compile(
    rf"{_NUMBER}{_BETWEEN}(?:(?:small|large|full|level|heaped|more|whole|extra){_GAP})?"
    rf"(?:{MEASURES}|{FORMS})(?![^\W_])",
    re.IGNORECASE,
)
_FORM = re.compile(rf"\b(?:{FORMS})\b", re.IGNORECASE)
_FREQUENCY = re.compile(_OFTEN, re.IGNORECASE)


def is_dose(text: str) -> bool:
    """Whether a source text, markup and all, says how much of something to take, or how often.

    That is a number with a unit that doses are measured or counted in (`5–10 mg`, `half a
    tablet`), or how often something counted so is taken.

    >>> is_dose("Take **two** tablets."), is_dose("Take the drops twice a day.")
    (True, True)
    >>> is_dose("Walk for 20 minutes every day."), is_dose("The tablets are white.")
    (False, False)
    """
    shown = plain(text)
    if _COUNTED.search(shown):
        return True
    return bool(_FORM.search(shown) and _FREQUENCY.search(shown))
