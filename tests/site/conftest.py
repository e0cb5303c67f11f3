"""A small made-up magazine in English, German and Arabic, built once, and a browser."""

import shutil

import pytest
from conftest import missing
from playwright.sync_api import sync_playwright

from pipeline.model import DocumentId, Locale, Localized, Rendition, Span, Verdict
from pipeline.site import Settings, build_site

EN, DE, AR = map(Locale, ("en", "de_AT", "ar"))
BASE = "https://example.org/mag"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#8aa"/></svg>'
ASSETS = {"images/hero.svg": SVG, "images/step one.svg": SVG}

REST = {
    EN: """---
title: Rest & recovery
description: Rest helps the body to recover, and it helps the mind to settle after long days, which many people underestimate in their plans.
date: 2026-01-05
updated: 2026-02-07
category: sleep
author: desk
reviewer: clinic
reviewed: 2026-02-06
image: ../images/hero.svg
image_alt: A hammock between two trees.
faq: rest
providers: [line]
related: [walking, secret]
---
Rest is a need. See [what helps](#what-helps), [walking](walking.md#first-steps), [the questions](../faqs/rest.yaml#naps) and [the secret](secret.md).

## What helps

- Sleep for 7 hours.[^1]
  - Keep the room at 18 °C.
- Take breaks.

![A step.](<../images/step one.svg>)
*Step by step.*

> [!WARNING]
> Never take more than 4 g a day.

| Aid | Dose |
|-----|-----:|
| Tea | 1 cup |
| Tablet | 5 mg |

## What helps

- [x] Slept
- [ ] Walked

## When to ask {#ask}

<figure><img src="../images/hero.svg" alt="A raw picture."><figcaption>A raw caption.</figcaption></figure>

## Questions {.faq}

### Is it safe?

Yes, for *most* people. Read [more](walking.md).

### Is it costly?

No.

[^1]: A night of 7 hours is enough for many.
""",
    DE: """---
title: Ruhe & Erholung
description: Ruhe hilft dem Körper.
date: 2026-01-05
updated: 2026-02-07
category: sleep
author: desk
reviewer: clinic
reviewed: 2026-02-06
image: ../images/hero.svg
image_alt: A hammock between two trees.
faq: rest
providers: [line]
related: [walking, secret]
---
Ruhe ist ein Bedürfnis. Siehe [was hilft](#what-helps), [Gehen](walking.md#first-steps), [die Fragen](../faqs/rest.yaml#naps) und [das Geheimnis](secret.md).

## Was hilft

- Schlafen Sie 7 Stunden.[^1]
  - Keep the room at 18 °C.
- Machen Sie Pausen.

![A step.](<../images/step one.svg>)
*Schritt für Schritt.*

> [!WARNING]
> Never take more than 4 g a day.

| Hilfe | Dosis |
|-----|-----:|
| Tea | 1 Tasse |
| Tablette | 5 mg |

## Was noch hilft

- [x] Geschlafen
- [ ] Gegangen

## Wann fragen

<figure><img src="../images/hero.svg" alt="A raw picture."><figcaption>A raw caption.</figcaption></figure>

## Fragen {.faq}

### Ist es sicher?

Ja, für *die meisten*. Lesen Sie [mehr](walking.md).

### Is it costly?

Nein.

[^1]: A night of 7 hours is enough for many.
""",
}
REST[AR] = REST[EN].replace("Rest & recovery", "الراحة")
ENGLISH = {
    DE: ("Keep the room at 18 °C.", "A step.", "Never take more than 4 g a day.", "Tea", "A raw picture.", "A raw caption.", "Is it costly?", "A night of 7 hours is enough for many."),
    AR: ("Rest is a need.", "Never take more than 4 g a day."),
}  # fmt: skip
WALKING = "---\ntitle: {}\ndescription: Short.\ndate: 2026-03-01\ncategory: sleep\nauthor: desk\nrelated: [rest]\n---\n# {}\n\nText.\n\n## First steps\n\nMore text.\n"
SECRET = "---\ntitle: Secret\ndescription: Only here.\ndate: 2025-03-01\nauthor: desk\n---\nEnglish only. Back to [rest](rest.md).\n"
FAQ = """title: {0}
description: {1}
category: sleep
author: desk
reviewer: clinic
reviewed: 2026-02-06
date: 2026-01-09
questions:
  - id: naps
    question: {2}
    answer: |
      Yes & no, see [rest](../articles/rest.md#what-helps) and [tea](#tea).
  - id: tea
    question: Is tea fine?
    answer: A <cup> is *fine*.
"""
OTHERS = {
    "people/desk.yaml": "name: The desk\nteam: true\nrole: Writes\nbio: We *write*.\n",
    "people/clinic.yaml": "name: Dr. A. Clinic\nrole: Reviews\nbio: I check.\n",
    "providers/line.yaml": "name: Line\nkind: Phone\ncountry: IE\ntext: Call **us**.\nurl: https://example.org/line\n",
    "categories.yaml": "sleep:\n  title: Sleep\n",
    "site.yaml": "tagline: Plain words\ndescription: A small magazine.\nsections:\n  articles: {title: Articles, description: Guides.}\n  faqs: {title: Questions, description: Answers.}\nnotice: Not *medical* advice.\n",
}
MESSAGES = {
    DE: {"Written by %(name)s": "Von %(name)s", "On this page": "Auf dieser Seite", "Warning": "Warnung", "in English": "auf Englisch", "Read next": "Broken %(x)s", "Skip to content": "Zum <b>Inhalt</b>"},
}  # fmt: skip


def rendition(id, locale, text, english=(), verdict=None, values=None):
    """A rendition whose English passages are given by their words."""
    data, spans, at = text.encode(), [], 0
    for passage in english:
        start = data.index(passage.encode(), at)
        at = start + len(passage.encode())
        spans.append(Span(start, at))
    localized = Localized(data, tuple(spans), values or {})
    return Rendition(DocumentId(id), locale, localized, verdict or Verdict(True))


def _english(text):
    return Localized(text.encode(), (Span(0, len(text.encode())),))


def magazine():
    """Articles, questions, people: complete in German, a machine's and thin in Arabic."""
    machine = Verdict(True, linked=True, indexable=False, machine=True)
    thin = Verdict(True, linked=False, indexable=False)
    found = [
        rendition("articles/rest.md", x, REST[x], ENGLISH.get(x, ()), machine if x == AR else None)
        for x in (EN, DE, AR)
    ]
    found += [
        rendition("articles/walking.md", EN, WALKING.format("Walking", "Walking")),
        rendition("articles/walking.md", DE, WALKING.format("Gehen", "Gehen")),
        rendition("articles/walking.md", AR, WALKING.format("مشي", "مشي"), verdict=thin),
        rendition("articles/secret.md", EN, SECRET),
        rendition("articles/secret.md", DE, SECRET, verdict=Verdict(False)),
        rendition("articles/secret.md", AR, SECRET, verdict=Verdict(False)),
        rendition("faqs/rest.yaml", EN, FAQ.format("Rest – questions", "All about rest.", "Are naps fine?")),
        rendition("faqs/rest.yaml", DE, FAQ.format("Ruhe – Fragen", "Alles.", "Sind Nickerchen gut?"), verdict=Verdict(True, approved=True),
                  values={"questions[1].question": _english("Is tea fine?"), "questions[1].answer": _english("A <cup> is *fine*.")}),
    ]  # fmt: skip
    for id, text in OTHERS.items():
        found += [rendition(id, x, text) for x in (EN, DE)]
    return found


def build(renditions=None, messages=None, assets=None):
    """The site as a dictionary of path and bytes."""
    settings = Settings(BASE, "Mag", EN, (EN, DE, AR))
    files = list(
        build_site(renditions or magazine(), settings, messages or MESSAGES, assets or ASSETS)
    )
    assert len({path for path, _ in files}) == len(files)
    return dict(files)


@pytest.fixture(scope="session")
def make():
    """Everything a test needs to build magazines of its own."""

    class Make:
        build, magazine, rendition = (
            staticmethod(build),
            staticmethod(magazine),
            staticmethod(rendition),
        )
        en, de, ar, base = EN, DE, AR, BASE

    return Make


@pytest.fixture(scope="session")
def site():
    """The made-up magazine, built."""
    return build()


@pytest.fixture(scope="session")
def browser():
    """Chromium; without one the test is skipped, but in CI (REQUIRE_BROWSER=1) it fails."""
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    path = path or missing("Chromium", "REQUIRE_BROWSER")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
