"""Whether an answer is the service's own words instead of a translation.

deep-translator hands MyMemory's quota warning over as a translation (measured), scraped pages may
be about traffic, and language models introduce, refuse or explain.
"""

import re

from pipeline.pretranslate.given import Given

_SERVICE = re.compile(
    r"MYMEMORY WARNING|QUERY LENGTH LIMIT|YOU USED ALL AVAILABLE FREE TRANSLATIONS"
    r"|PLEASE SELECT TWO DISTINCT LANGUAGES|INVALID (?:LANGUAGE PAIR|EMAIL|TARGET LANGUAGE)"
    r"|NO QUERY SPECIFIED|usage limits? (?:exceeded|reached)|quota exceeded|rate limit exceeded"
    r"|too many requests|unusual traffic|\bcaptcha\b|<!doctype html|<html\b|<title>error"
    r"|\b403 forbidden|\b404 not found|internal server error|bad gateway|service unavailable"
    r"|gateway time-?out|access denied",
    re.IGNORECASE,
)
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
    return _said(_SERVICE, given)


def assistant(given: Given) -> bool:
    """An introduction, a refusal or a remark, in words that the source does not have."""
    return given.language != "en" and _said(_ASSISTANT, given)


def _said(words: re.Pattern[str], given: Given) -> bool:
    return bool(words.search(given.translated)) and not words.search(given.prose)
