"""Hostile texts: translations, front matter, catalogs. They are shown, and nothing of them runs."""

import json
import re

import html5lib
import pytest
from lxml import html

BAD = (
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", '"><img src=x onerror=alert(3)>', "{{ 7*7 }}",
    "<style>*{display:none}</style>", "</main></body>", "<iframe src=//evil></iframe>", "<svg onload=alert(4)>", "<!--", "]]>",
    "<form action=//evil><input name=p></form>", '<a href="javascript:alert(5)">x</a>', "[x](javascript:alert(6))", "<p style='position:fixed'>x",
)  # fmt: skip
BODY = (
    "\n\n".join(BAD)
    + '\n\n![x](javascript:alert(7))\n\n<a href=" JaVaScRiPt:alert(8)">y</a>\n\n[z](data:text/html,x)\n\n## <b onclick=x>Head\n\n> [!TIP]\n> <details ontoggle=x open>\n'
)


def _yaml(bad):
    return json.dumps(bad)


@pytest.fixture(scope="module", params=BAD)
def hostile(make, request):
    """A magazine in which every German text is hostile."""
    bad = _yaml(request.param)
    renditions = [r for r in make.magazine() if r.locale != make.de]
    article = f"---\ntitle: {bad}\ndescription: {bad}\nauthor: desk\ncategory: sleep\nimage: ../images/hero.svg\nimage_alt: {bad}\nfaq: rest\nproviders: [line]\n---\n{BODY}\n{request.param}\n"
    renditions += [
        make.rendition("articles/rest.md", make.de, article),
        make.rendition("faqs/rest.yaml", make.de, f"title: {bad}\nquestions:\n  - question: {bad}\n    answer: {bad}\n"),
        make.rendition("people/desk.yaml", make.de, f"name: {bad}\nrole: {bad}\nbio: {bad}\n"),
        make.rendition("site.yaml", make.de, f"tagline: {bad}\ndescription: {bad}\nnotice: {bad}\n"),
        make.rendition("providers/line.yaml", make.de, f"name: {bad}\nkind: {bad}\ntext: {bad}\nurl: 'javascript:alert(9)'\ncountry: {bad}\n"),
    ]  # fmt: skip
    words = {
        "Read next": request.param,
        "Written by %(name)s": f"%(name)s {request.param}",
        "Main menu": request.param,
        "Tip": request.param,
    }
    return {
        p: d.decode()
        for p, d in make.build(renditions, {make.de: words}).items()
        if p.endswith(".html")
    }


def test_nothing_runs(hostile):
    """No script but the data, no handler, no form, no frame, no address that runs."""
    for path, page in hostile.items():
        tree = html.fromstring(page)
        assert all(s.get("type") == "application/ld+json" for s in tree.xpath("//script")), path
        assert not tree.xpath(
            "//iframe | //form | //input | //object | //embed | //base | //body//style"
        ), path
        for element in tree.iter():
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (path, name)
                assert name not in ("style", "srcdoc", "formaction"), (path, name)
                assert (
                    not re.match(r"\s*(javascript|data):", value, re.IGNORECASE)
                    or element.get("rel") == "icon"
                    or name not in ("href", "src")
                ), (path, value)


def test_pages_keep_their_shape(hostile):
    """The page around a hostile text is what it was: one main, one footer, strict HTML, valid data."""
    for path, page in hostile.items():
        html5lib.HTMLParser(strict=True).parse(page)
        tree = html.fromstring(page)
        assert len(tree.xpath("//main")) == 1
        if not path.startswith(("index", "404")):
            assert len(tree.xpath("//body/footer")) == 1, path
            json.loads(tree.xpath("//script")[0].text)
