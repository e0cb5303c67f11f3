"""The magazine in Chromium: WCAG 2.2 AA by axe-core, and no page wider than a phone."""

from pathlib import Path

import axe_playwright_python as axe
import pytest

SCRIPT = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549"]
PAGES = (
    "en/articles/rest.html", "de-AT/articles/rest.html", "ar/articles/rest.html", "de-AT/faqs/rest.html",
    "de-AT/articles/index.html", "de-AT/index.html", "de-AT/people/desk.html", "index.html", "404.html",
)  # fmt: skip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    """The magazine on disk."""
    root = tmp_path_factory.mktemp("site")
    for path, data in site.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_hold_wcag_22_aa(browser, folder, scheme, width):
    """No violation, no sideways scrolling, nothing in the console, no request to elsewhere."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    faults, requests = [], []
    page.on("console", lambda m: faults.append(m.text))
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.on("requestfailed", lambda r: faults.append(r.url))
    page.on("request", lambda r: requests.append(r.url))
    for path in PAGES:
        page.goto((folder / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(SCRIPT)
        result = page.evaluate("rules => axe.run({runOnly: rules, preload: false})", RULES)
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in result["violations"]] == [], (
            path
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
    assert faults == []
    assert all(url.startswith(("file:", "data:")) for url in requests)


def test_keyboard_users_reach_the_text_first(browser, folder):
    """The first stop of the tab key jumps over the menu."""
    page = browser.new_page()
    page.goto((folder / "en/articles/rest.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-main"
    page.close()
