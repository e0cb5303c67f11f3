"""Several texts in one: lines, for services that take one text in a request."""

from collections.abc import Sequence


def packed(texts: Sequence[str]) -> str | None:
    """Return the texts as lines, None when one of several has a line break of its own."""
    if len(texts) > 1 and any("\n" in text or "\r" in text for text in texts):
        return None
    return "\n".join(texts)


def unpacked(answer: str, texts: Sequence[str]) -> list[str]:
    """Return the lines of an answer, each with the outer white space of its text.

    There are as many as the service sent: whether they are as many as the texts, and none of them
    empty, is for the caller to see.
    """
    if len(texts) == 1:
        return [with_outer_space(answer, texts[0])]
    lines = answer.strip().split("\n")
    if len(lines) != len(texts):
        return lines
    return [with_outer_space(line, text) for line, text in zip(lines, texts, strict=True)]


def with_outer_space(answer: str, text: str) -> str:
    """Give an answer its text's outer white space, which services strip."""
    inner = answer.strip()
    if not inner or not text.strip():
        return inner
    lead = text[: len(text) - len(text.lstrip())]
    return f"{lead}{inner}{text[len(text.rstrip()) :]}"
