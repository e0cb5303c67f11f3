"""What `locales:`, `engines:` and `engine_options:` say, and what they must not say."""

import pytest

from pipeline import engines
from pipeline.config import parse_config
from pipeline.model import Locale

ENGINES = """\
locales: [de, es, fr, {de_AT: {inherits: de}}]
classes: {medical: [m/*.md], news: [n/*.md]}
engines:
  default: [apertium, google]
  de: [deepl]
  fr: []
  classes:
    medical: {default: [llm], es: [google]}
    news: []
  roles:
    dose: [deepl]
    heading: {es: [pseudo]}
  never: [warning]
"""
ROUTES = [
    # locale, class, roles, engines
    ("es", "", (), ("apertium", "google")),
    ("de", "", (), ("deepl",)),
    ("de_AT", "", (), ("deepl",)),
    ("fr", "", (), ()),
    ("fr", "medical", (), ("llm",)),
    ("es", "medical", (), ("google",)),
    ("de_AT", "medical", (), ("llm",)),
    ("de", "news", (), ()),
    ("es", "recipes", (), ("apertium", "google")),
    ("es", "medical", ("dose",), ("deepl",)),
    ("es", "news", ("heading",), ("pseudo",)),
    ("de", "news", ("heading",), ()),
    ("es", "", ("heading", "dose"), ("deepl",)),
    ("es", "", ("paragraph",), ("apertium", "google")),
]
OPTIONS = [
    # option, what it must be
    ("deepl: {price: cheap}", "price must be a number"),
    ("deepl: {price: true}", "price must be a number"),
    ("deepl: {parallel: 2.5}", "parallel must be a whole number"),
    ("deepl: {parallel: 0}", "parallel must be greater than 0"),
    ("deepl: {parallel: -1}", "parallel must be greater than 0"),
    ("deepl: {parallel: true}", "parallel must be a whole number"),
    ("deepl: {per_second: 0}", "per_second must be greater than 0"),
    ("deepl: {key_file: 7}", "key_file must be a text"),
    ("deepl: {glossaries: 1}", "glossaries must be true or false"),
    ("deepl: {timeout: soon}", "timeout must be a number"),
    ("deepl: {max_chars: many}", "max_chars must be a number"),
    ("deepl: {max_chars: -1}", "max_chars must be a number"),
    ("deepl: {max_chars: true}", "max_chars must be a number"),
    ("deepl: {max_chars: {de: 1.5}}", "max_chars must be a number"),
    ("deepl: {max_char: 5}", "the key 'max_char' is not known: did you mean max_chars?"),
    ("deepl: 5", "engine_options.deepl must hold keys and values"),
    ("depl: {price: 5}", "the key 'depl' is not known: did you mean deepl?"),
]
STRAYS = [
    # settings, what is said
    ("engines: {dee: [deepl]}", "the locale 'dee' is not known: did you mean de?"),
    ("engines: {classes: {medical: {fr: [deepl]}}}", "the locale 'fr' is not known"),
    ("engines: {roles: {dose: {fr: [deepl]}}}", "the locale 'fr' is not known"),
    (
        "engines: {classes: {medcal: [deepl]}}",
        "the class 'medcal' is not known: did you mean medical?",
    ),
    ("engines: {roles: {dose: [depl]}}", "the engine 'depl' is not known: did you mean deepl?"),
    ("engines: {roles: [deepl]}", "engines.roles maps a name to engines"),
    ("engines: {never: dose}", "engines.never must be a list, for example [dose]"),
    ("engines: deepl", "engines must be a list, for example [deepl]"),
    ("offline: 1", "offline is true or false"),
    ("gate: skip", "the gate 'skip' is not known"),
]
ADDRESSES = [
    ("informal", "informal"),
    ("du", "informal"),
    ("tú", "informal"),
    ("formal", "formal"),
    ("Sie", "formal"),
    ("vous", "formal"),
    ("usted", "formal"),
]


def read(text):
    return parse_config(text.encode(), "l10n.yaml", engines.OPTIONS)


def faults(text):
    """Each as it is told, without the file's name."""
    with pytest.raises(ExceptionGroup) as caught:
        read(text)
    return [str(fault).removeprefix("l10n.yaml:") for fault in caught.value.exceptions]


@pytest.mark.parametrize(("locale", "content_class", "roles", "names"), ROUTES)
def test_who_is_asked(locale, content_class, roles, names):
    """By role, else by class of content, else by locale; an empty list asks nobody."""
    assert read(ENGINES).engines_for(Locale(locale), content_class, roles) == names


def test_who_is_left_to_people():
    """By role, whatever else the unit is."""
    drafting = read(ENGINES).drafting
    assert [drafting.left(roles) for roles in ((), ("dose",), ("dose", "warning"))] == [
        "",
        "",
        "warning",
    ]


@pytest.mark.parametrize(("options", "said"), OPTIONS)
def test_an_option_of_a_wrong_type_is_refused(options, said):
    """On its line; and a run that would wait for ever or spend without a limit is not begun."""
    (fault,) = faults(f"locales: [de]\nengine_options:\n  {options}\n")
    assert fault.startswith(f"3: {said}")


@pytest.mark.parametrize(("settings", "said"), STRAYS)
def test_a_name_that_stands_nowhere_else_is_refused(settings, said):
    """A locale, a class, an engine: none is passed over in silence."""
    (fault,) = faults(f"locales: [de]\nclasses: {{medical: [a.md]}}\n{settings}\n")
    assert fault.startswith(f"3: {said}")


@pytest.mark.parametrize(("word", "meant"), ADDRESSES)
def test_how_a_locale_addresses_its_readers(word, meant):
    """As the language says it, or in English; the others, and what inherits, are as they were."""
    locales = f"[de, {{es: {{formality: {word}}}}}, {{es_MX: {{inherits: es}}}}]"
    config = read(f"locales: {locales}\n")
    found = [config.formality_of(Locale(name)) for name in ("de", "es", "es_MX")]
    assert found == ["", meant, meant]


def test_all_faults_are_told_at_once_with_their_lines():
    """Of every key."""
    found = faults(
        "locales:\n  - {de: {formality: Du}}\n"
        "engines:\n  default: [depl]\n  roles: {dose: [googel]}\n"
        "engine_options:\n  deepl:\n    price: cheap\n    parallel: 0\n"
        "offline: perhaps\n"
    )
    assert sorted(int(fault.partition(":")[0]) for fault in found) == [2, 4, 5, 8, 9, 10]
