"""The interface messages: how templates say them, and how translators get them.

Templates use Jinja's i18n extension in its new style. What a catalog says is escaped before the
placeholders are filled, so a translation can add words and nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.ext import babel_extract
from jinja2.runtime import Context
from markupsafe import Markup, escape

from pipeline.site.escape import value as quoted
from pipeline.site.wording import RENDERER

_FUNCTIONS = {"_": None, "gettext": None, "label": None}
_TAG = "Translators:"


@pass_context
def _gettext(context: Context, msgid: str) -> Markup:
    """A message between tags."""
    return Markup(context["shell"].voice.html(msgid))  # noqa: S704 - escaped by the voice


@pass_context
def _label(context: Context, msgid: str, /, **values: str) -> Markup:
    """A message inside an attribute, where no mark can stand."""
    return escape(context["shell"].voice.text(msgid)) % values


def _attributes(values: Mapping[str, str]) -> Markup:
    """Attributes of an element, each with a space before it."""
    written = "".join(f' {name}="{quoted(value)}"' for name, value in values.items())
    return Markup(written)  # noqa: S704 - values are escaped, names are ours


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int) -> Markup:
    """The extension asks for it; our messages are written so that none needs it."""
    return _gettext(context, one if count == 1 else many)


def environment() -> Environment:
    """Jinja with our templates; one is enough for all locales."""
    env = Environment(
        loader=PackageLoader("pipeline.site"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals["label"] = _label
    env.globals["attributes"] = _attributes
    return env


ENVIRONMENT = environment()


@dataclass(frozen=True, slots=True)
class _Template:
    """A template as Babel's extractor reads it."""

    data: bytes

    def read(self) -> bytes:
        """All of it."""
        return self.data


def extract_messages() -> tuple[tuple[str, str], ...]:
    """Every interface message with a note for translators, sorted; a message stands once.

    The note is the template's `{# Translators: … #}` comment, with the templates' names.
    """
    notes: dict[str, list[str]] = {msgid: [note] for msgid, note in RENDERER}
    places: dict[str, list[str]] = {}
    for name in sorted(ENVIRONMENT.list_templates()):
        for msgid, comments in _messages(name):
            found = notes.setdefault(msgid, [])
            found += [c for c in comments if c not in found]
            if name not in places.setdefault(msgid, []):
                places[msgid].append(name)
    return tuple(
        (msgid, f"{'; '.join(found)} ({', '.join(places.get(msgid, ['in texts']))})")
        for msgid, found in sorted(notes.items())
    )


def _messages(name: str) -> Iterator[tuple[str, list[str]]]:
    loader = ENVIRONMENT.loader
    source = loader.get_source(ENVIRONMENT, name)[0] if loader else ""
    options = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}
    rows: Any = babel_extract(_Template(source.encode()), tuple(_FUNCTIONS), (_TAG,), options)  # type: ignore[arg-type]
    for _line, _function, message, comments in rows:
        text = message if isinstance(message, str) else message[0]
        yield text, [" ".join(c.removeprefix(_TAG).split()) for c in comments]
