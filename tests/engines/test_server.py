"""The server of the engine tests, asked as the real clients ask."""

import json
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import deepl
import deepl.http_client
import pytest
import requests
from deep_translator import (
    GoogleTranslator,
    LibreTranslator,
    MicrosoftTranslator,
    MyMemoryTranslator,
)
from deepl.api_data import MultilingualGlossaryDictionaryEntries
from engine_server import KINDS, MODES, SERVICES, WRONG, EngineServer, damaged, translated
from engine_server.bucket import Bucket
from hypothesis import given
from hypothesis import strategies as st

TEXT = '__M1a2b__ Sleep & rest <x id="1">two</x> hours, don\'t smoke'


class _Microsoft(MicrosoftTranslator):
    """Without the request that its constructor makes."""

    def _get_supported_languages(self) -> dict[str, str]:
        return {"spanish": "es", "english": "en"}


def google(server: EngineServer, text: str) -> str:
    client = GoogleTranslator(source="en", target="es")
    client._base_url = server.url("google")
    return client.translate(text)


def mymemory(server: EngineServer, text: str) -> str:
    client = MyMemoryTranslator(source="en-GB", target="es-ES")
    client._base_url = server.url("mymemory")
    return client.translate(text)


def microsoft(server: EngineServer, text: str) -> str:
    client = _Microsoft(source="en", target="es", api_key="k")
    client._base_url = server.url("microsoft")
    return client.translate(text)


def libre_query(server: EngineServer, text: str) -> str:
    url = server.url("libretranslate")
    return LibreTranslator(source="en", target="es", api_key="k", custom_url=url).translate(text)


def libre_json(server: EngineServer, text: str) -> str:
    body = {"q": [text], "source": "en", "target": "es", "format": "html"}
    answer = requests.post(f"{server.address}/translate", json=body, timeout=5)
    return answer.json()["translatedText"][0]


def official(server: EngineServer, text: str) -> str:
    with deepl_client(server) as client:
        return client.translate_text([text], target_lang="ES")[0].text


def chat(server: EngineServer, text: str) -> str:
    asked = json.dumps({"texts": [{"id": "a", "text": text}], "target": "es"})
    body = {"model": "m", "messages": [{"role": "user", "content": asked}]}
    answer = requests.post(f"{server.url('openai')}/chat/completions", json=body, timeout=5)
    content = json.loads(answer.json()["choices"][0]["message"]["content"])
    return content["translations"][0]["text"]


CLIENTS = {
    "google": google,
    "mymemory": mymemory,
    "microsoft": microsoft,
    "libretranslate": libre_query,
    "libretranslate json": libre_json,
    "deepl": official,
    "openai": chat,
}


class deepl_client:
    """The official client, once, with its connections closed."""

    def __init__(self, server: EngineServer) -> None:
        self.client = deepl.DeepLClient("secret", server_url=server.url("deepl"))

    def __enter__(self) -> Any:
        return self.client

    def __exit__(self, *_: object) -> None:
        self.client.close()


@pytest.mark.parametrize("name", CLIENTS)
def test_real_clients(engine_server: EngineServer, name: str) -> None:
    """Each client gets its text back translated, and the service bills its code points."""
    service = name.split()[0]
    assert CLIENTS[name](engine_server, TEXT) == translated(TEXT) != TEXT
    counts = engine_server.counts[service]
    assert (counts.requests, counts.characters) == (1, len(TEXT))
    assert [text for _, text in counts.billed] == [TEXT]
    assert counts.billed[0][0].lower()[:2] == "es"
    assert sum(c.requests for c in engine_server.counts.values()) == 1


def test_translated() -> None:
    """Tags, tokens and entities stay; every word changes."""
    assert translated(TEXT) == '__M1a2b__ Sléép & rést <x id="1">twó</x> hóúrs, dón\'té smóké'


@given(st.text())
def test_no_word_comes_back(text: str) -> None:
    """A text with a word outside tags is never answered by itself."""
    assert translated(text) == translated(text)
    if translated(text) == text:
        assert not any(c.isalpha() for c in text) or "<" in text or "&" in text or "_" in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [TEXT, "a __O1__b__C1__ c", "<x id='1'>a</x>", "<k id='1'/>"])
def test_damage(kind: str, text: str) -> None:
    """Each damage changes a text that has a piece, and no other text."""
    assert damaged(text, kind) != text
    assert damaged("No tags", kind) == "No tags"
    assert damaged(text) == damaged(text)


def post(server: EngineServer, texts: list[str], timeout: float = 3.0) -> requests.Response:
    """Ask LibreTranslate, the simplest of those that take a list."""
    body = {"q": texts, "source": "en", "target": "es", "format": "text", "api_key": "secret"}
    return requests.post(f"{server.address}/translate", json=body, timeout=timeout)


ONE, TWO, THREE = "one __A1__", "two __A1__", "three __A1__"
BATCH = [translated(t) for t in (ONE, TWO, THREE)]
ANSWERS = {
    "ok": BATCH,
    "slow": BATCH,
    "empty": ["", "", ""],
    "reordered": BATCH[::-1],
    "shifted": [BATCH[1], BATCH[2], BATCH[0]],
    "short": BATCH[:2],
    "long": [*BATCH, BATCH[2]],
    "none": [],
    "echo": [ONE, TWO, THREE],
    "mangled": [damaged(t) for t in BATCH],
    **{f"mangled_{kind}": [damaged(t, kind) for t in BATCH] for kind in KINDS},
    "sloppy": [t.replace("__A1__", "__ a1 __") for t in BATCH],
    "entities": BATCH,
}


@pytest.mark.parametrize("mode", ANSWERS)
def test_answers(engine_server: EngineServer, mode: str) -> None:
    """Modes that answer are billed, right or not."""
    engine_server.set(mode)
    began = time.monotonic()
    answer = post(engine_server, [ONE, TWO, THREE])
    assert answer.json()["translatedText"] == ANSWERS[mode]
    assert engine_server.counts["libretranslate"].characters == len(ONE + TWO + THREE)
    assert (time.monotonic() - began >= 0.3) == (mode == "slow")


def test_ids_travel(engine_server: EngineServer) -> None:
    """A model may answer in another order, or mix up which answer has which id."""
    asked = json.dumps({"texts": [{"id": f"i{t}", "text": t} for t in (ONE, TWO, THREE)]})
    body = {"model": "m", "messages": [{"role": "user", "content": asked}]}
    right = dict(zip([f"i{t}" for t in (ONE, TWO, THREE)], BATCH, strict=True))
    for mode in ("reordered", "shifted"):
        engine_server.set(mode)
        answer = requests.post(f"{engine_server.url('openai')}/chat/completions", json=body)
        rows = json.loads(answer.json()["choices"][0]["message"]["content"])["translations"]
        assert [row["id"] for row in rows] == [*right][:: -1 if mode == "reordered" else 1]
        assert ({row["id"]: row["text"] for row in rows} == right) == (mode == "reordered")


HTML = [
    ('a <k id="2"/> b', 'á <k id="2"></k> bé'),
    ("5 &lt;  6 &amp;amp; Q", "5 < 6 &amp; Qé"),
    ("</p><b>x", "<b>xé</b>"),
]


@pytest.mark.parametrize(("text", "answer"), HTML)
def test_libretranslate_html(engine_server: EngineServer, text: str, answer: str) -> None:
    """HTML is parsed, written again and unescaped, as the real server does it."""
    assert libre_json(engine_server, text) == answer


def test_mymemory_limits(engine_server: EngineServer) -> None:
    """Faults of MyMemory are translations, and its limit is in bytes."""
    assert mymemory(engine_server, "a" * 499) == "á" * 499
    assert mymemory(engine_server, "é" * 251).startswith("QUERY LENGTH LIMIT EXCEEDED")
    assert engine_server.counts["mymemory"].characters == 499


STATUSES = {
    "google": (429, 503, 403, 429),
    "mymemory": (429, 503, 403, 200),
    "microsoft": (429, 503, 401, 403),
    "libretranslate": (429, 503, 403, 403),
    "deepl": (429, 503, 403, 456),
    "openai": (429, 503, 401, 429),
}


@pytest.mark.parametrize("name", STATUSES)
def test_refusals(engine_server: EngineServer, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each service refuses in its own way, and bills nothing."""
    monkeypatch.setattr(deepl.http_client, "max_network_retries", 0)
    for mode in ("busy", "down", "forbidden", "quota", "captcha", "gone", "rejected"):
        engine_server.set(mode)
        try:
            CLIENTS[name](engine_server, TEXT)
        except Exception:
            continue
    counts = engine_server.counts[name]
    assert counts.characters == 0
    busy, down, forbidden, quota = STATUSES[name]
    assert +counts.statuses == Counter((busy, down, forbidden, quota, 200, 404, 400))


def test_quota_is_a_translation(engine_server: EngineServer) -> None:
    """MyMemory answers with its warning, which deep-translator takes for a translation."""
    engine_server.set("quota", "mymemory")
    assert mymemory(engine_server, TEXT).startswith("MYMEMORY WARNING")
    assert google(engine_server, TEXT) == translated(TEXT)


@pytest.mark.parametrize(("mode", "least"), [("hang", 0), ("drip", 40), ("drip_head", 1)])
def test_endless(engine_server: EngineServer, mode: str, least: int) -> None:
    """Bytes come so often that no wait for one of them runs out, and the answer never ends."""
    engine_server.set(mode)
    body = json.dumps({"q": ONE, "source": "en", "target": "es"})
    request = f"POST /translate HTTP/1.1\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    host, port = engine_server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as client:
        client.sendall(request.encode())
        end, came = time.monotonic() + 0.5, b""
        while (left := end - time.monotonic()) > 0:
            client.settimeout(left)
            with suppress(TimeoutError):
                came += client.recv(1000)
    assert least <= len(came) < 150
    assert len(came) > 1 or mode == "hang"
    assert engine_server.counts["libretranslate"].characters == (0 if mode == "hang" else len(ONE))


@pytest.mark.parametrize("mode", ["half", "reset"])
def test_broken_off(engine_server: EngineServer, mode: str) -> None:
    """The connection ends before the answer does."""
    engine_server.set(mode)
    with pytest.raises(requests.exceptions.RequestException):
        post(engine_server, [ONE])


def test_huge(engine_server: EngineServer) -> None:
    """An answer of eight million bytes, right at its end."""
    engine_server.set("huge")
    answer = post(engine_server, [ONE])
    assert len(answer.content) > 8_000_000
    assert answer.json()["translatedText"] == [BATCH[0]]


def test_script(engine_server: EngineServer) -> None:
    """Modes for single requests come before the standing one."""
    engine_server.set("echo", script=["busy", "ok"])
    answers = [post(engine_server, [ONE]) for _ in range(3)]
    assert [a.status_code for a in answers] == [429, 200, 200]
    assert answers[0].headers["Retry-After"] == "1"
    assert answers[2].json()["translatedText"] == [ONE]
    engine_server.set("busy_then_ok")
    assert [post(engine_server, [ONE]).status_code for _ in range(3)] == [429, 429, 200]


def test_wrong_json(engine_server: EngineServer) -> None:
    """Each request gets another shape."""
    engine_server.set("wrong_json")
    bodies = [post(engine_server, [ONE]).content for _ in WRONG]
    assert len({*bodies}) == len(WRONG)


def test_stale(engine_server: EngineServer) -> None:
    """Each text gets the answer of the one before."""
    engine_server.set("stale")
    assert post(engine_server, [ONE, TWO]).json()["translatedText"][1] == translated(ONE)
    assert post(engine_server, [THREE]).json()["translatedText"] == [translated(TWO)]


def test_rate(engine_server: EngineServer) -> None:
    """A burst passes up to the capacity; the others are told when to come again."""
    engine_server.allow(1, 3, "libretranslate")
    answers = [post(engine_server, [ONE]) for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    counts = engine_server.counts["libretranslate"]
    assert (counts.allowed, counts.refused, counts.characters) == (3, 2, 3 * len(ONE))
    assert answers[-1].headers["Retry-After"] == "1"


def test_bucket() -> None:
    """Tokens come back with time, up to the capacity."""
    now = [0.0]
    bucket = Bucket(2, 3, lambda: now[0])
    assert [bucket.take() for _ in range(4)] == [0, 0, 0, 0.5]
    now[0] = 0.5
    assert [bucket.take(), bucket.take()] == [0, 0.5]
    now[0] = 100
    assert [bucket.take() for _ in range(4)] == [0, 0, 0, 0.5]


def test_billed_twice(engine_server: EngineServer) -> None:
    """A text that is paid for again can be told, for each target apart."""
    post(engine_server, [ONE, TWO])
    post(engine_server, [TWO, THREE])
    counts = engine_server.counts["libretranslate"]
    assert counts.twice() == {("es", TWO): 2}
    assert counts.characters - counts.unique_characters() == len(TWO)


def test_deepl(engine_server: EngineServer) -> None:
    """What the official client does beside translating."""
    with deepl_client(engine_server) as client:
        assert "PT-BR" in {lang.code for lang in client.get_target_languages()}
        assert "EN" in {lang.code.upper() for lang in client.get_source_languages()}
        made = client.create_multilingual_glossary(
            "g", [MultilingualGlossaryDictionaryEntries("en", "es", {"sleep": "sueño"})]
        )
        assert [g.glossary_id for g in client.list_multilingual_glossaries()] == [made.glossary_id]
        old = client.create_glossary("h", "EN", "ES", {"nap": "siesta", "bed": "cama"})
        assert (old.ready, old.entry_count, len(client.list_glossaries())) == (True, 2, 2)
        assert client.get_glossary_entries(old) == {"nap": "siesta", "bed": "cama"}
        answer = client.translate_text(
            ["one", "two"], source_lang="EN", target_lang="ES", glossary=made, formality="more"
        )
        assert [a.text for a in answer] == [translated("one"), translated("two")]
        assert answer[0].billed_characters == 3
        assert engine_server.counts["deepl"].asked[-1]["formality"] == "more"
        for told in (
            {"tag_handling": "xml", "text": "<x>"},
            {"formality": "more", "target_lang": "CS"},
            {"glossary": made, "source_lang": "EN", "target_lang": "FR"},
            {"glossary": "nobody", "source_lang": "EN"},
            {"target_lang": "TLH"},
            {"text": ["x"] * 51},
        ):
            with pytest.raises((deepl.DeepLException, ValueError)):
                client.translate_text(**{"text": "one", "target_lang": "ES", **told})
        client.delete_glossary(old)
        client.delete_multilingual_glossary(made)
        assert client.list_glossaries() == []


def test_process() -> None:
    """In a process of its own the modes and counters are reached over HTTP."""
    command = [sys.executable, "-m", "engine_server", "--mode", "echo"]
    tests = Path(__file__).parent.parent
    with subprocess.Popen(
        command, cwd=tests, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdin
        address = process.stdout.readline().strip()
        body = {"q": ONE, "source": "en", "target": "es"}
        asked = [requests.post(f"{address}/translate", json=body, timeout=5).json()]
        requests.post(f"{address}/_control?mode=ok&script=down", timeout=5)
        asked += [requests.post(f"{address}/translate", json=body, timeout=5).json() for _ in "12"]
        counts = requests.get(f"{address}/_control", timeout=5).json()["libretranslate"]
        process.stdin.close()
        assert process.wait(5) == 0
    assert [a.get("translatedText") for a in asked] == [ONE, None, translated(ONE)]
    assert counts["requests"] == 3
    assert counts["twice"] == [["es", ONE, 2]]


def test_modes_have_names(engine_server: EngineServer) -> None:
    """A mode that does not exist is refused; all others can be set."""
    with pytest.raises(ValueError, match="no mode is called sleepy"):
        engine_server.set("sleepy")
    for mode in MODES:
        engine_server.set(mode)
    assert set(SERVICES) == set(STATUSES)


def test_redirect(engine_server: EngineServer) -> None:
    """Who follows the way to another host is seen there."""
    engine_server.set("redirect")
    post(engine_server, [ONE])
    assert [query.one("q") for query in engine_server.strayed] == [ONE]
