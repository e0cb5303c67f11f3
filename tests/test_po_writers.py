"""PO files of many writers: read and written back byte for byte, and read as other readers do."""

import io
import shutil
import subprocess
from dataclasses import replace
from itertools import product

import polib
import pytest
from babel.messages import pofile as babel
from conftest import ROOT, missing
from po_readers import assert_lossless

from pipeline.formats.po import render

SEEDS = sorted((ROOT / "tests/po/seeds").glob("*.po"))
TEMPLATE = ROOT / "tests/po/seeds/template.pot"
WRITTEN = sorted((ROOT / "tests/po/written").glob("*.po"))


def gnu(command):
    """A writer of GNU gettext; `{}` stands for the file."""

    def write(path):
        name, *words = command.split()
        if shutil.which(name) is None:
            missing(name, "REQUIRE_GETTEXT")
        given = [str(path) if w == "{}" else str(TEMPLATE) if w == "POT" else w for w in words]
        done = subprocess.run([name, *given], capture_output=True, check=True)
        assert done.stdout
        return done.stdout

    return write


def by_polib(width):
    def write(path):
        return str(polib.pofile(str(path), wrapwidth=width)).encode()

    return write


def by_babel(**options):
    def write(path):
        out = io.BytesIO()
        with path.open("rb") as file:
            babel.write_po(out, babel.read_po(file, locale="de"), **options)
        return out.getvalue()

    return write


def changed(old, new):
    def write(path):
        return path.read_bytes().replace(old, new)

    return write


WRITERS = {
    "msgcat": gnu("msgcat {}"),
    "msgcat, not wrapped": gnu("msgcat --no-wrap {}"),
    "msgcat, narrow": gnu("msgcat -w 30 {}"),
    "msgcat, by file": gnu("msgcat --sort-by-file --add-location=file {}"),
    "msgcat, no location": gnu("msgcat --no-location -s {}"),
    "msgcat, escaped": gnu("msgcat --escape {}"),
    "msgcat, indented": gnu("msgcat --indent {}"),
    "msgcat, strict": gnu("msgcat --strict {}"),
    "msgmerge": gnu("msgmerge -q {} POT"),
    "msgmerge, previous": gnu("msgmerge -q --previous {} POT"),
    "msgmerge, no fuzzy": gnu("msgmerge -q -N --no-wrap {} POT"),
    "msgattrib, cleared": gnu("msgattrib --clear-previous {}"),
    "msgattrib, all obsolete": gnu("msgattrib --set-obsolete {}"),
    "msgattrib, all fuzzy": gnu("msgattrib --set-fuzzy {}"),
    "msgen": gnu("msgen {}"),
    "msguniq": gnu("msguniq -w 60 {}"),
    "polib": by_polib(78),
    "polib, not wrapped": by_polib(0),
    "Babel": by_babel(width=76),
    "Babel, not wrapped": by_babel(width=0, include_previous=True),
    "Babel, sorted": by_babel(sort_by_file=True, width=40),
    "CRLF": changed(b"\n", b"\r\n"),
    "CRLF here and there": changed(b"\nmsgid", b"\r\nmsgid"),
    "byte order mark": lambda path: b"\xef\xbb\xbf" + path.read_bytes(),
    "no final newline": lambda path: path.read_bytes().rstrip(),
    "no blank lines": changed(b"\n\n", b"\n"),
    "blank lines with spaces": changed(b"\n\n", b"\n \t\n\n"),
    "spaces at ends": changed(b'"\n', b'" \n'),
    "indented": changed(b"\nmsg", b"\n  msg"),
}
CASES = list(product(WRITERS, SEEDS))


@pytest.mark.parametrize(("name", "seed"), CASES, ids=lambda x: getattr(x, "stem", x))
def test_what_tools_write_is_kept(name, seed):
    """Byte for byte, by both readers, and no entry of the file is lost."""
    catalog = assert_lossless(WRITERS[name](seed))
    assert catalog.entries
    assert "Content-Type" in catalog.header


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.stem)
def test_what_was_written_elsewhere_is_kept(path):
    """translate-toolkit, Poedit-, Weblate- and Crowdin-style, `#=` lines, domains."""
    for data in (path.read_bytes(), path.read_bytes().replace(b"\n", b"\r\n")):
        assert assert_lossless(data).entries


def test_there_are_enough_of_them():
    """At least 60 files in the styles of at least 10 writers."""
    assert len(CASES) + len(WRITTEN) >= 60


LATIN = ["ISO-8859-1", "ISO-8859-15", "CP1252", "CP850"]
CHARSETS = [*LATIN, "EUC-JP", "SHIFT_JIS", "BIG5", "GB18030", "KOI8-R"]


@pytest.mark.parametrize("charset", CHARSETS)
def test_declared_charsets_are_read_and_written(charset, tmp_path):
    """As msgconv writes them; a two-byte charset may hold `\\` and `"` in its second bytes."""
    seed = (ROOT / "tests/po/seeds/latin.po").read_text(encoding="utf-8")
    own = {
        "EUC-JP": "表示ソ",
        "SHIFT_JIS": "表示ソ",
        "BIG5": "功能",
        "GB18030": "表",
        "KOI8-R": "Ж",
    }
    text = seed if charset in LATIN else own[charset].join(_ascii(seed).split("ss"))
    path = tmp_path / "x.po"
    path.write_text(text, encoding="utf-8")
    data = gnu(f"msgconv -t {charset} {{}}")(path)
    assert data != path.read_bytes()
    found = assert_lossless(data)
    assert [e.target for e in found.entries] == [
        e.target for e in assert_lossless(path.read_bytes()).entries
    ]


def _ascii(text):
    return text.replace("ö", "o").replace("ß", "ss").replace("é", "e")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.stem)
def test_msgcat_and_polib_read_the_same(seed):
    """Texts, contexts, fuzzy and obsolete marks, what was before, comments."""
    ours = assert_lossless(seed.read_bytes()).entries
    theirs = polib.pofile(gnu("msgcat {}")(seed).decode())
    live = [e for e in theirs if not e.obsolete]
    assert [(e.msgctxt, e.msgid, e.msgstr or e.msgstr_plural.get(0, "")) for e in theirs] == [
        (e.key.context, e.key.text, e.target) for e in ours
    ]
    assert [(e.fuzzy, bool(e.obsolete)) for e in theirs] == [(e.fuzzy, e.obsolete) for e in ours]
    assert [(e.previous_msgid, e.tcomment, e.comment) for e in live] == [
        (e.previous.text if e.previous else None, "\n".join(e.comments), "\n".join(e.notes))
        for e in ours
        if not e.obsolete
    ]


def test_domains_stand_where_they_stood():
    """The first one is the catalog; what stands below the next belongs to other programs."""
    catalog = assert_lossless((ROOT / "tests/po/written/domains.po").read_bytes())
    assert [e.target for e in catalog.entries] == ["Eins"]
    assert catalog.header.startswith("# the first domain\ndomain")
    assert catalog.trailer.startswith("\n# the second domain\ndomain")


def test_workflow_flags_are_kept_apart():
    """`#=` is read as GNU gettext says, and written back as such where an entry changes."""
    catalog = assert_lossless((ROOT / "tests/po/written/workflow.po").read_bytes())
    one, two, three = catalog.entries
    assert (one.flags, two.fuzzy, three.flags) == (
        ("c-format", "=machine-translated", "=priority:3"), True, ("=odd",),
    )  # fmt: skip
    assert render(replace(one, raw=None)) == (
        '#, c-format\n#= machine-translated, priority:3\nmsgid "One"\nmsgstr "Eins"\n'
    )
    assert three.comments == ("!kept as a remark",)
