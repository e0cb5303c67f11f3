"""What other machines read: alternates, sitemap, structured data."""

import json

from lxml import etree, html

from pipeline.site import extract_messages

ALTERNATE = "//link[@rel='alternate']"
XHTML = "{http://www.w3.org/1999/xhtml}link"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _heads(site, base):
    """hreflang, canonical and robots of every page, by its absolute address."""
    heads = {}
    for path, data in site.items():
        if path.endswith(".html") and path != "404.html":
            tree = html.fromstring(data.decode())
            alternates = {(a.get("hreflang"), a.get("href")) for a in tree.xpath(ALTERNATE)}
            heads[f"{base}/{path}"] = (
                alternates,
                tree.xpath("//link[@rel='canonical']/@href"),
                tree.xpath("//meta[@name='robots']/@content"),
            )
    return heads


def _sitemap(site):
    root = etree.fromstring(site["sitemap.xml"])
    return {
        url.findtext(f"{MAP}loc"): {(x.get("hreflang"), x.get("href")) for x in url.iter(XHTML)}
        for url in root
    }


def _graph(site, path):
    tree = html.fromstring(site[path].decode())
    graph = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
    return {node["@type"]: node for node in graph["@graph"]}


def test_alternates_are_reciprocal(site, make):
    """Every alternate exists, lists the page back with the same cluster, and may be indexed."""
    heads = _heads(site, make.base)
    for url, (alternates, canonical, _) in heads.items():
        assert canonical == [url]
        for language, other in alternates:
            assert heads[other][0] == alternates, (url, other)
            assert heads[other][2] == []
            assert language == "x-default" or f"/{language}/" in other
        if alternates:
            assert url in {href for _, href in alternates}
            assert "x-default" in {language for language, _ in alternates}


def test_pages_not_to_be_indexed_are_in_no_cluster(site, make):
    """A machine's page is noindex, names no alternates and stands in no sitemap."""
    alternates, _, robots = _heads(site, make.base)[f"{make.base}/ar/articles/rest.html"]
    assert (alternates, robots) == (set(), ["noindex"])
    assert not any("/ar/" in url for url in _sitemap(site))


def test_the_sitemap_says_what_the_heads_say(site, make):
    """The sitemap holds exactly the indexable pages, with the same alternates."""
    indexable = {url: a for url, (a, _, robots) in _heads(site, make.base).items() if not robots}
    assert _sitemap(site) == indexable
    assert f"Sitemap: {make.base}/sitemap.xml" in site["robots.txt"].decode()


def test_home_pages_default_to_the_chooser(site, make):
    """For everybody else the home page is the choice of languages."""
    alternates = _heads(site, make.base)[f"{make.base}/de-AT/index.html"][0]
    assert ("x-default", f"{make.base}/index.html") in alternates


def test_questions_for_machines_are_those_on_the_page(site):
    """FAQPage holds every visible question and answer of the page, and no other."""
    for path in (
        "en/articles/rest.html",
        "de-AT/articles/rest.html",
        "en/faqs/rest.html",
        "de-AT/faqs/rest.html",
    ):
        tree = html.fromstring(site[path].decode())
        visible = [
            (_words(h), _following(h))
            for h in tree.xpath("//section[@class='body']//h3 | //div[@class='body']/h3")
        ]
        visible += [
            (_words(d.find("summary")), _words(d.xpath("./div")[0]))
            for d in tree.xpath("//details[@class='question']")
        ]
        visible += [
            (_words(s.find("h2")), _words(s.xpath("./div")[0]))
            for s in tree.xpath("//section[@class='qa']")
        ]
        listed = [
            (q["name"], q["acceptedAnswer"]["text"])
            for q in _graph(site, path)["FAQPage"]["mainEntity"]
        ]
        assert listed == visible
        assert len(listed) in (2, 4)


def _words(element):
    return " ".join(element.text_content().split())


def _following(heading):
    found = []
    for element in heading.itersiblings():
        if element.tag in ("h2", "h3"):
            break
        found.append(_words(element))
    return " ".join(found)


def test_pages_without_questions_claim_none(site):
    """An article without questions has no FAQPage."""
    assert "FAQPage" not in _graph(site, "en/articles/walking.html")


def test_the_review_is_claimed_where_the_page_claims_it(site):
    """`reviewedBy` stands on the original and on approved translations only."""
    assert (
        _graph(site, "en/articles/rest.html")["WebPage"]["reviewedBy"][0]["name"] == "Dr. A. Clinic"
    )
    assert _graph(site, "de-AT/faqs/rest.html")["WebPage"]["lastReviewed"] == "2026-02-06"
    assert "reviewedBy" not in _graph(site, "de-AT/articles/rest.html")["WebPage"]


def test_an_article_says_what_it_is(site, make):
    """Article has its dates, people, language, length and its original."""
    article = _graph(site, "de-AT/articles/rest.html")["Article"]
    assert article["headline"] == "Ruhe & Erholung"
    assert article["inLanguage"] == "de-AT"
    assert article["author"] == [
        {"@type": "Organization", "name": "The desk", "url": f"{make.base}/de-AT/people/desk.html"}
    ]
    assert article["translationOfWork"] == {"@id": f"{make.base}/en/articles/rest.html#article"}
    assert article["image"] == f"{make.base}/images/hero.svg"
    assert (article["datePublished"], article["dateModified"]) == ("2026-01-05", "2026-02-07")
    assert article["timeRequired"] == "PT1M"
    assert _graph(site, "en/articles/rest.html")["Article"]["workTranslation"] == [
        {"@id": f"{make.base}/de-AT/articles/rest.html#article"}
    ]


def test_breadcrumbs_count_from_one(site):
    """The way to a page is numbered and ends with it."""
    items = _graph(site, "de-AT/articles/rest.html")["BreadcrumbList"]["itemListElement"]
    assert [(i["position"], i["name"]) for i in items] == [
        (1, "Mag"),
        (2, "Articles"),
        (3, "Ruhe & Erholung"),
    ]


def test_open_graph_names_territories(site):
    """Open Graph writes locales as language and territory."""
    tree = html.fromstring(site["de-AT/articles/rest.html"].decode())
    found = {m.get("property"): m.get("content") for m in tree.xpath("//meta[@property]")}
    assert (found["og:locale"], found["og:locale:alternate"]) == ("de_AT", "en_US")
    assert found["og:title"] == "Ruhe & Erholung"


def test_messages_are_whole_and_explained():
    """Every message has a note with its place; placeholders have names."""
    messages = dict(extract_messages())
    assert "Written by %(name)s" in messages
    assert "English original expert-reviewed by %(name)s" in messages
    assert "Footnote %(number)s" in messages
    assert list(messages) == sorted(messages)
    assert all(len(note) > 20 for note in messages.values()), messages
