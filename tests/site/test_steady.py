"""The shipped magazine in a real browser, opened from disk as a translator would."""

import subprocess
import sys

import pytest
from html5lib import HTMLParser

from pipeline import __file__ as package

ROOT = __import__("pathlib").Path(package).parent.parent
PAGES = [
    ("de", "articles/chronic-pain"),
    ("fr", "articles/better-sleep"),
    ("de", "faqs/paracetamol"),
    ("fr", "faqs/chronic-pain"),
    ("it", "articles/eating-well"),
    ("nl", "articles/gentle-movement"),
]


@pytest.fixture(scope="module")
def steady(tmp_path_factory):
    """The website of the magazine."""
    folder = tmp_path_factory.mktemp("steady") / "site"
    command = [sys.executable, "-m", "pipeline", "-C", ROOT, "build", "-o", folder]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return folder


def test_every_page_is_valid_html(steady):
    """html5lib's strict parser accepts all pages."""
    pages = sorted(steady.rglob("*.html"))
    assert len(pages) > 120
    for page in pages:
        HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))


@pytest.mark.browser
@pytest.mark.parametrize(("locale", "name"), PAGES)
def test_pages_open_from_disk(steady, browser, locale, name):
    """No error, no failed request, no request to elsewhere, the right language; a picture is kept."""
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    wrong = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("requestfailed", lambda r: wrong.append(r.url))
    page.on("request", lambda r: None if r.url.startswith("file:") else wrong.append(r.url))
    page.goto((steady / locale / f"{name}.html").as_uri())
    assert page.locator("html").get_attribute("lang") == locale
    assert page.locator("h1").inner_text().strip()
    images = page.locator("img").evaluate_all(
        "all => all.filter(i => i.loading != 'lazy' && !i.naturalWidth).map(i => i.src)"
    )
    shots = ROOT / "tests/screenshots"
    shots.mkdir(exist_ok=True)
    page.screenshot(path=shots / f"{locale}-{name.replace('/', '-')}.png")
    page.close()
    assert wrong + images == []
