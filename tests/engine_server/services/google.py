"""Google's mobile page: text in the query, answer in `div.result-container`."""

import html
from collections.abc import Sequence

from engine_server.exchange import HTML, Asked, Query, Reply

_PAGE = """<!DOCTYPE html><html><head><title>Google Translate</title></head><body>
<form action="/m"><input name="q" value="{shown}"></form>
<div class="result-container">{answer}</div>
<div class="links-container"><a href="/m">Google Translate</a> <a href="/m?hl=en">Help</a></div>
</body></html>"""
_HOME = "<html><body><form action='/m'><input name='q'></form></body></html>"
_LIMIT = 5000


class Google:
    """`GET /m?sl=en&tl=es&q=…`."""

    name = "google"
    entry = "/m"

    def owns(self, query: Query) -> bool:
        """The mobile page alone."""
        return query.path == "/m"

    def read(self, query: Query) -> Asked | Reply:
        """One text, whose lines stay lines."""
        text = query.one("q")
        if not text:
            return Reply(200, _HOME, HTML)
        if len(text) > _LIMIT:
            return Reply(400, "<html><title>Error 400 (Bad Request)</title></html>", HTML)
        return Asked(tuple(text.split("\n")), query.one("tl"), told={"source": query.one("sl")})

    def write(self, asked: Asked, answers: Sequence[str]) -> Reply:
        """The page; without an answer it has no container."""
        shown = html.escape("\n".join(asked.texts))
        if not answers:
            return Reply(200, _HOME, HTML)
        answer = html.escape("\n".join(answers))
        return Reply(200, _PAGE.format(shown=shown, answer=answer), HTML)

    def refusal(self, mode: str, asked: Asked) -> Reply:
        """Pages of errors, which show what was asked for."""
        status = {"busy": 429, "quota": 429, "down": 503, "forbidden": 403}[mode]
        shown = html.escape(asked.texts[0])
        page = f"<html><title>Sorry…</title><body>unusual traffic: /m?q={shown}</body></html>"
        return Reply(status, page, HTML)
