"""The pages of the made-up magazine: well formed, linked, and honest about their language."""

import re
from importlib.resources import files
from urllib.parse import unquote

import html5lib
import pytest
from lxml import html


def _pages(site):
    return {path: data.decode() for path, data in site.items() if path.endswith(".html")}


def _tree(site, path):
    return html.fromstring(site[path].decode())


def test_the_layout_is_the_one_documented(site):
    """Each locale has its folder by BCP 47 tag; what serves all stands above."""
    assert {p for p in site if p.startswith("de-AT/")} == {
        "de-AT/index.html", "de-AT/articles/index.html", "de-AT/articles/rest.html", "de-AT/articles/walking.html",
        "de-AT/faqs/index.html", "de-AT/faqs/rest.html", "de-AT/people/desk.html", "de-AT/people/clinic.html",
    }  # fmt: skip
    assert {p for p in site if "/" not in p} == {
        "index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "style.css",
    }
    assert "images/hero.svg" in site
    assert "ar/articles/rest.html" in site
    assert "ar/faqs/index.html" not in site


def test_every_page_is_strict_html(site):
    """An HTML5 parser that forgives nothing reads every page."""
    for page in _pages(site).values():
        html5lib.HTMLParser(strict=True).parse(page)


def test_links_and_anchors_resolve_inside_the_output(site):
    """Every relative link leads to a file of the output, every fragment to an id in it."""
    ids = {path: set(_tree(site, path).xpath("//@id")) for path in _pages(site)}
    for path in _pages(site):
        for href in _tree(site, path).xpath("//@href | //@src"):
            if re.match(r"[a-z]+:", href):
                continue
            target, _, fragment = href.partition("#")
            steps = path.split("/")[:-1] if target else path.split("/")
            for step in filter(None, unquote(target).split("/")):
                steps = steps[:-1] if step == ".." else [*steps, step]
            assert "/".join(steps) in site, (path, href)
            assert not fragment or fragment in ids["/".join(steps)], (path, href)


def test_ids_are_unique(site):
    """No id stands twice on a page, though articles show questions with ids of their own."""
    for path in _pages(site):
        ids = _tree(site, path).xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_addresses_are_relative_except_for_machines(site):
    """No link or resource begins with a slash or with the site's own address."""
    for path, page in _pages(site).items():
        body = page.partition("<body")[2]
        assert not re.search(r'(?:href|src)="/', page), path
        if path != "404.html":  # answers at any address, so nothing there can be relative
            assert 'href="https://example.org/mag' not in body, path


def test_heading_ids_are_those_of_the_english_text(site):
    """A German heading has the English id, explicit or made, duplicates numbered."""
    ids = [
        _tree(site, f"{x}/articles/rest.html").xpath("//div[@class='body']/h2/@id")
        for x in ("en", "de-AT")
    ]
    assert ids == [["what-helps", "what-helps-1", "ask", "questions"]] * 2


@pytest.mark.parametrize(
    ("xpath", "english"),
    [
        ("//li[normalize-space()='Keep the room at 18 °C.']", True),
        ("//li[normalize-space()='Machen Sie Pausen.']", False),
        ("//figure[1]/img[@alt='A step.']", True),
        ("//figcaption[.='Schritt für Schritt.']", False),
        ("//aside/p[.='Never take more than 4 g a day.']", True),
        ("//aside/p[.='Warnung']", False),
        ("//td[.='Tea']", True),
        ("//td[.='1 Tasse']", False),
        ("//img[@alt='A raw picture.']", True),
        ("//figcaption[.='A raw caption.']", True),
        ("//h3[@id='is-it-costly']", True),
        ("//h3[@id='is-it-safe']", False),
        ("//ol[@class='notes']/li/p", True),
        ("//details[@id='faq-tea']/summary/h3", True),
        ("//details[@id='faq-naps']/summary/h3", False),
        ("//span[.='Expert-reviewed by']", None),
    ],
)
def test_english_passages_say_so(site, xpath, english):
    """An English passage has `lang` on its own element, and no other element has it."""
    found = _tree(site, "de-AT/articles/rest.html").xpath(xpath)
    assert [e.get("lang") for e in found] == (
        [] if english is None else ["en" if english else None]
    )


def test_nothing_is_marked_in_the_english_edition(site):
    """English pages are English; only the switcher names other languages."""
    for path, page in _pages(site).items():
        if path.startswith("en/"):
            marks = html.fromstring(page).xpath("//body//*[@lang][not(ancestor::nav)]")
            assert not marks, path


def test_unpublished_targets_give_way_to_english(site):
    """A link to a page that is withheld or too thin leads to the English one and says so."""
    german, arabic = (_tree(site, f"{x}/articles/rest.html") for x in ("de-AT", "ar"))
    secret = german.xpath("//div[@class='body']//a[.='das Geheimnis']")[0]
    assert (secret.get("href"), secret.get("hreflang")) == ("../../en/articles/secret.html", "en")
    assert german.xpath("//div[@class='body']//a[.='Gehen']/@href") == ["walking.html#first-steps"]
    assert arabic.xpath("//div[@class='body']//a[.='walking']/@hreflang") == ["en"]
    card = german.xpath("//section[contains(@class, 'shelf')]//article[2]")[0]
    assert card.xpath(".//h3/a/@lang") == ["en"]
    assert card.xpath(".//*[@class='flag']")[0].text_content() == "auf Englisch"


def test_notices_stand_where_they_are_due(site):
    """Machine pages and pages with English passages carry a notice and a way to the original."""
    assert "translated by a machine" in site["ar/articles/rest.html"].decode()
    german = _tree(site, "de-AT/articles/rest.html").xpath("//div[@class='banner']")[0]
    assert "machine" not in german.text_content()
    assert german.xpath(".//a/@href") == ["../../en/articles/rest.html"]
    assert not _tree(site, "en/articles/rest.html").xpath("//div[@class='banner']")


def test_the_review_is_the_originals_unless_approved(site):
    """A translation claims a review only with its own approval."""
    text = {
        p: " ".join(_tree(site, p).text_content().split())
        for p in ("en/articles/rest.html", "de-AT/articles/rest.html", "de-AT/faqs/rest.html")
    }
    assert "Expert-reviewed by Dr. A. Clinic" in text["en/articles/rest.html"]
    assert "English original expert-reviewed by Dr. A. Clinic" in text["de-AT/articles/rest.html"]
    assert "Expert-reviewed by Dr. A. Clinic" in text["de-AT/faqs/rest.html"]
    assert "English original expert" not in text["de-AT/faqs/rest.html"]


def test_the_title_stands_once(site):
    """A body that begins with its title as a heading does not repeat it."""
    for locale, title in (("en", "Walking"), ("de-AT", "Gehen")):
        assert [h.text for h in _tree(site, f"{locale}/articles/walking.html").xpath("//h1")] == [
            title
        ]


def test_languages_are_offered_where_the_page_exists(site):
    """The switcher lists published versions by their own names, the current one marked."""
    links = _tree(site, "de-AT/articles/rest.html").xpath("//nav[@class='languages']//li/a")
    assert [(a.text, a.get("lang"), a.get("aria-current")) for a in links] == [
        ("English", "en", None), ("Deutsch (Österreich)", "de-AT", "page"), ("العربية", "ar", None),
    ]  # fmt: skip
    assert not _tree(site, "en/articles/secret.html").xpath("//nav[@class='languages']")


def test_right_to_left_pages_turn_english_passages_back(site):
    """On an Arabic page an English passage has its language and its direction."""
    tree = _tree(site, "ar/articles/rest.html")
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert tree.xpath("//span[starts-with(., 'Rest is a need.')]/@dir") == ["ltr"]


def test_images_have_their_size_and_wait(site):
    """Every picture has a size; all but the first load when they are needed."""
    images = _tree(site, "en/articles/rest.html").xpath("//main//article[@class='reading']//img")
    assert all(i.get("width") == "320" and i.get("height") == "180" for i in images)
    assert [i.get("loading") for i in images] == [None, "lazy", "lazy"]


def test_words_of_the_interface_come_from_the_catalog(site):
    """A usable message is shown, an unusable one stands in English and says so."""
    page = site["de-AT/articles/rest.html"].decode()
    assert "Von <a" in page
    assert '<span lang="en">Read next</span>' in page
    assert "Zum &lt;b&gt;Inhalt&lt;/b&gt;" in page
    assert "5. Jänner 2026" in page
    assert "Irland" in page


def test_excerpts_end_between_words(site):
    """A long description is cut at a word, a short one is shown whole."""
    cards = _tree(site, "en/articles/index.html").xpath("//p[@class='excerpt']")
    texts = [c.text for c in cards]
    assert "Short." in texts
    long = next(t for t in texts if t.startswith("Rest helps"))
    assert long.endswith("underestimate in…")
    assert len(long) <= 121


def test_the_same_input_gives_the_same_bytes(make, site):
    """A second build, and one of renditions in another order, differ in nothing."""
    assert make.build() == site
    assert make.build(make.magazine()[::-1]) == site


def test_the_stylesheet_is_small_and_fetches_nothing(site):
    """One sheet under 20 kB, without imports or addresses; a project may bring its own."""
    style = site["style.css"]
    assert style == files("pipeline.site").joinpath("style.css").read_bytes()
    assert len(style) < 20_000
    assert b"@import" not in style
    assert b"url(" not in style


def test_a_projects_own_stylesheet_wins(make):
    """An asset named style.css takes the place of ours."""
    assert make.build(assets={"style.css": b"/* own */"})["style.css"] == b"/* own */"
