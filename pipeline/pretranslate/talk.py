"""Whether an answer is the service's own words instead of a translation.

deep-translator hands MyMemory's quota warning over as a translation (measured), scraped pages may
be about traffic, and language models introduce, refuse or explain.
"""

import re

from pipeline.pretranslate.given import Given

_SERVICE = (
    "mymemory warning",
    "query length limit",
    "you used all available free translations",
    "please select two distinct languages",
    "invalid language pair",
    "invalid email",
    "invalid target language",
    "no query specified",
    "usage limit exceeded",
    "usage limits exceeded",
    "usage limit reached",
    "usage limits reached",
    "quota exceeded",
    "rate limit exceeded",
    "too many requests",
    "unusual traffic",
    "captcha",
    "<!doctype html",
    "<html",
    "<title>error",
    "403 forbidden",
    "404 not found",
    "internal server error",
    "bad gateway",
    "service unavailable",
    "gateway timeout",
    "gateway time-out",
    "access denied",
)
"""What services say, in small letters."""
_ASSISTANT = re.compile(
    r"\A\W*(?:"
    r"(?:i[’']?m|i am)\s+(?:very\s+|really\s+)?sorry\b|sorry,|i apologi[sz]e"
    r"|i\s+(?:can(?:no|[’'])t|can not|am unable to|[’']m unable to|am not able to|won[’']t)\b"
    r"|(?:certainly|sure|of course|okay|ok|absolutely)[!,.:]\s"
    r"|(?:here|below)(?:\s+is|[’']s|\s+are)\s+(?:the|your|a|my)\b"
    r"|the\s+(?:translation|translated\s+(?:text|sentence))\b"
    r"|translat(?:ion|ed text)\s*(?:\([^)]*\))?\s*:"
    r"|note\s*:\s+(?:i|the\s+(?:text|translation|placeholder|tag)s?)\b)"
    r"|\bas an? (?:ai\b|artificial intelligence|(?:large )?language model)"
    r"|\b(?:i|we) (?:have )?(?:kept|preserved|left) the (?:placeholder|tag|marker|token)s?\b",
    re.IGNORECASE,
)


def service(given: Given) -> bool:
    """A warning or an error page, in words that the source does not have."""
    answer = given.translated.lower()
    found = [words for words in _SERVICE if words in answer]
    return bool(found) and not any(words in given.prose.lower() for words in found)


def assistant(given: Given) -> bool:
    """An introduction, a refusal or a remark, in words that the source does not have."""
    if given.language == "en" or not _ASSISTANT.search(given.translated):
        return False
    return not _ASSISTANT.search(given.prose)
