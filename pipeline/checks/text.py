"""Rules on the text as a whole: empty, untranslated, or damaged by a tool."""

import re
from collections.abc import Iterator

from pipeline.checks.subject import Fault, Subject, prose
from pipeline.model import Level

_WORDS = re.compile(r"(?<![\w@.])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@])")
_IN_NAMES = frozenset((
    "of", "for", "the", "and", "in", "on", "de", "la", "le", "del", "van", "von", "der", "den",
    "&", "et", "y", "e"
))  # fmt: skip
"""Small words that also stand in names: `Centers for Disease Control`."""
_ENOUGH = 3
_JOINERS = frozenset((
    "ar", "fa", "ur", "ps", "ckb", "ug", "sd", "ks", "he", "yi", "hi", "mr", "ne", "sa", "bn",
    "as", "pa", "gu", "or", "ta", "te", "kn", "ml", "si", "my", "km", "lo", "th", "bo", "dz"
))  # fmt: skip
"""Languages whose spelling needs zero-width joiners or direction marks."""

RESIDUE: tuple[tuple[str, str], ...] = (
    ("engine token", r"__ ?[A-Z]+ ?\d+ ?__|⟦ ?/?\w* ?⟧|\[ ?@ ?\d+ ?\]|⟪|⟫|\[\[@\d+\]\]"),
    ("conflict marker", r"#-#-#-#-#|<{7}(?: |$)|(?:^|\s)={7}(?:\s|$)|>{7}(?: |$)"),
    ("control character", r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]"),
    ("replacement character", "\ufffd"),
    ("mojibake", r"Ã[\u0080-\u00bf]|Â[\u0080-\u009f\u00a1-\u00bf]|â€|â\u0080|ï»¿"),
    ("mojibake", r"[ÐÑ][\u0080-\u00bf][ÐÑ]"),
    ("space in an address", r"https?[\s]+:(?=\s?/)|https?:\s+//|https?:/\s+/|https?://\s+\S"),
    ("space in an address", r"https?://[\w.-]+\.\s(?:com|org|net|io|dev|gov|edu)\b"),
)  # fmt: skip
"""Damage by its name for people, and what it looks like."""
INVISIBLE = ("invisible character", "[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Zero-width and direction characters; some scripts need them."""

_RESIDUE = tuple((name, re.compile(pattern)) for name, pattern in RESIDUE)
_INVISIBLE = (INVISIBLE[0], re.compile(INVISIBLE[1]))
_SUSPECT = re.compile(
    r"__|[\u27e6\u27e7\u27ea\u27eb\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffdÃÂâïÐÑ#@]|<<<|===|>>>|http"
)
"""One look tells that a text holds no residue."""


def empty(pair: Subject) -> Iterator[Fault]:
    """A translation says something."""
    if not pair.target.strip():
        yield Fault("empty", Level.ERROR, "the translation is only white space")


def space(pair: Subject) -> Iterator[Fault]:
    """No white space around a text that has none in the source, but for French `\u202f:`."""
    text = pair.target.strip()
    spaced = text != pair.target and pair.source.strip() == pair.source
    if text and spaced and not (text[0] in ":;!?»" and pair.target.endswith(text)):
        yield Fault("white-space", Level.WARNING, "white space before or after the text")


def untranslated(pair: Subject) -> Iterator[Fault]:
    """Three or more words that stand there as in the source, other than a name."""
    if pair.target != pair.source or pair.language == "en":
        return
    words = _WORDS.findall(prose(pair.source))
    lower = [w for w in words if w[0].islower() and w not in _IN_NAMES]
    ended = pair.source.rstrip("*_ ")[-1:] in (".", "?", "!", ":")
    if len(words) >= _ENOUGH and (lower or ended):
        message = f"the translation is the English text: {' '.join(words[:6])}"
        yield Fault("untranslated", Level.WARNING, message, (0, len(pair.target)))


def residue(pair: Subject) -> Iterator[Fault]:
    """Nothing that only a tool can have left behind, unless the source holds it too."""
    looks = _RESIDUE if _SUSPECT.search(pair.target) else ()
    joined = pair.target.isascii() or pair.language in _JOINERS
    for name, pattern in looks if joined else (*looks, _INVISIBLE):
        match = pattern.search(pair.target)
        if match and not pattern.search(pair.source):
            shown = match[0].strip() if match[0].strip().isprintable() else ascii(match[0])[1:-1]
            message = f"{name} left in the text: {shown}"
            yield Fault("residue", Level.ERROR, message, match.span())
