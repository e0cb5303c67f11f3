"""Structured data: one `@graph` per page, saying only what the page shows.

`reviewedBy` and `lastReviewed` belong to WebPage (schema.org), and stand only where the review
speaks of this very page. Questions are exactly those that can be read on it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from pipeline.site.clusters import absolute
from pipeline.site.edition import Edition
from pipeline.site.models import Link, Person, Reading, Shell

Node = dict[str, Any]
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
_ESCAPES |= {0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(nodes: Sequence[Node]) -> Markup:
    """The graph as it stands in a `<script>` element: no text can end the element."""
    graph = {"@context": "https://schema.org", "@graph": [_full(n) for n in nodes]}
    written = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_ESCAPES))  # noqa: S704 - escaped for a script element


def _full(node: Node) -> Node:
    """Without the properties that have no value."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def reading(edition: Edition, shell: Shell, page: Reading) -> list[Node]:
    """Article, or FAQ page; the page itself; the way to it."""
    nodes = [_web_page(edition, shell, page), _crumbs(edition, shell)]
    if page.body.html:
        nodes.insert(0, _article(edition, shell, page))
    if page.all_questions():
        nodes.append(_faq(shell, page))
    return nodes


def person(edition: Edition, shell: Shell, page: Person) -> list[Node]:
    """A profile page and who it is about."""
    url = shell.links.canonical
    about = _full(
        {
            "@type": "Organization" if page.team else "Person",
            "@id": f"{url}#about",
            "name": page.name,
            "description": page.role.value,
        }
    )
    profile = {**_page(shell, "ProfilePage"), "mainEntity": about}
    return [profile, _crumbs(edition, shell)]


def listing(edition: Edition, shell: Shell) -> list[Node]:
    """An index; the home page also says whose it is."""
    if shell.crumbs[1:]:
        return [_page(shell, "CollectionPage"), _crumbs(edition, shell)]
    site = {
        "@type": "WebSite",
        "@id": f"{shell.links.canonical}#site",
        "url": shell.links.canonical,
        "name": edition.name,
        "inLanguage": shell.tag,
        "publisher": _publisher(edition),
    }
    return [site, _page(shell, "WebPage")]


def _page(shell: Shell, kind: str) -> Node:
    url = shell.links.canonical
    return {
        "@type": kind,
        "@id": url,
        "url": url,
        "name": shell.title,
        "description": shell.description,
        "inLanguage": shell.tag,
    }


def _web_page(edition: Edition, shell: Shell, page: Reading) -> Node:
    node = _page(shell, "WebPage")
    if page.credits.own_review and page.credits.reviewers:
        node["reviewedBy"] = _people(edition, shell, page.credits.reviewers)
        node["lastReviewed"] = page.credits.reviewed.iso if page.credits.reviewed else None
    return node


def _article(edition: Edition, shell: Shell, page: Reading) -> Node:
    url = shell.links.canonical
    return {
        "@type": "Article",
        "@id": f"{url}#article",
        "mainEntityOfPage": {"@id": url},
        "headline": page.title.value,
        "description": page.description.value,
        "image": absolute(edition.base_url, page.image.path) if page.image else None,
        "datePublished": page.credits.published.iso if page.credits.published else None,
        "dateModified": page.credits.updated.iso if page.credits.updated else None,
        "author": _people(edition, shell, page.credits.authors),
        "publisher": _publisher(edition),
        "inLanguage": shell.tag,
        "wordCount": page.words,
        "timeRequired": f"PT{page.minutes}M",
        **_translations(edition, shell),
    }


def _translations(edition: Edition, shell: Shell) -> Mapping[str, Any]:
    """The original of a translation; the translations of an original."""
    source = edition.library.source
    if edition.locale != source:
        original = [v for v in shell.links.versions if v.locale == source]
        ids = [{"@id": f"{absolute(edition.base_url, v.path)}#article"} for v in original]
        return {"translationOfWork": ids[0]} if ids else {}
    others = [v for v in shell.links.versions if v.locale != source and v.indexable]
    ids = [{"@id": f"{absolute(edition.base_url, v.path)}#article"} for v in others]
    return {"workTranslation": ids}


def _faq(shell: Shell, page: Reading) -> Node:
    questions = [
        {
            "@type": "Question",
            "name": q.question.value,
            "acceptedAnswer": {"@type": "Answer", "text": q.plain},
        }
        for q in page.all_questions()
    ]
    return {
        "@type": "FAQPage",
        "@id": f"{shell.links.canonical}#questions",
        "url": shell.links.canonical,
        "inLanguage": shell.tag,
        "mainEntity": questions,
    }


def _crumbs(edition: Edition, shell: Shell) -> Node:
    items = [
        _full(
            {
                "@type": "ListItem",
                "position": number,
                "name": crumb.text.value,
                "item": _absolute(edition, shell, crumb) or None,
            }
        )
        for number, crumb in enumerate(shell.crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _people(edition: Edition, shell: Shell, people: Sequence[Link]) -> list[Node]:
    teams = edition.teams()
    return [
        _full(
            {
                "@type": "Organization" if p.text.value in teams else "Person",
                "name": p.text.value,
                "url": _absolute(edition, shell, p),
            }
        )
        for p in people
    ]


def _absolute(edition: Edition, shell: Shell, link: Link) -> str:
    """The absolute address of a relative link on this page."""
    href = link.attributes.get("href", "")
    if not href:
        return ""
    steps = shell.path.split("/")[:-1]
    for step in href.split("/"):
        steps = steps[:-1] if step == ".." else [*steps, step]
    return f"{edition.base_url.rstrip('/')}/{'/'.join(steps)}"


def _publisher(edition: Edition) -> Node:
    url = absolute(edition.base_url, "index.html")
    return {"@type": "Organization", "name": edition.name, "url": url}
