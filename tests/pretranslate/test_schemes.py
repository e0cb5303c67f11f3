"""How names are written for each kind of engine, and what of an answer is understood."""

import pytest

from pipeline.formats.inline import Atom, Text, pieces
from pipeline.model import Locale, Markup
from pipeline.pretranslate.protect import SCHEMES, encode
from pipeline.pretranslate.verify import Kind, Refusal, accept, translatable

ES = Locale("es")
XML, ADDRESSES = SCHEMES[Markup.XML]
HTML, HTML_WORDS = SCHEMES[Markup.HTML]
WORDS, LETTERS = SCHEMES[Markup.TOKEN]
BLANKS, ESCAPED_WORDS = SCHEMES[Markup.SUPERBLANK]

SOURCE = "Take **two** `x` if a < b & c"
WRITTEN = [
    (BLANKS, r"Take [<o1>]two[<c1>] [<a2>] if a \< b & c"),
    (ESCAPED_WORDS, r"Take __O1__ two __C1__ __A2__ if a \< b & c"),
    (WORDS, "Take __O1__ two __C1__ __A2__ if a < b & c"),
    (LETTERS, "Take XOQ1Z two XCQ1Z XAQ2Z if a < b & c"),
    (XML, 'Take <x id="1">two</x> <k id="2"/> if a &lt; b &amp; c'),
    (ADDRESSES, "Take o1@l10n.test two c1@l10n.test a2@l10n.test if a &lt; b &amp; c"),
    (
        HTML,
        (
            'Take <span id="x1">two</span> <span id="k2" translate="no">XAQ2Z</span>'
            " if a &lt; b &amp; c"
        ),
    ),
    (HTML_WORDS, "Take XOQ1Z two XCQ1Z XAQ2Z if a &lt; b &amp; c"),
]


@pytest.mark.parametrize(("scheme", "text"), WRITTEN)
def test_written(scheme, text) -> None:
    """Each kind of engine gets what it keeps, and prose in its own escapes."""
    assert encode(pieces(SOURCE), scheme).text == text


def test_every_markup_has_two_ways() -> None:
    """What loses its markup in one way is tried in another, for every kind of engine."""
    assert {markup: len(schemes) for markup, schemes in SCHEMES.items()} == dict.fromkeys(Markup, 2)


UNDERSTOOD = [
    (XML, 'Toma <x id="1">dos</x> <k id="2"/> si a &lt; b &amp; c'),
    (XML, "Toma <X ID='1'>dos</X> <K ID='2' /> si a &lt; b &amp; c"),
    (XML, 'Toma < x id = "1" >dos</ x > <k id="2"></k> si a &lt; b &amp; c'),
    (XML, "Toma <x id=1>dos</x> <k id=“2”/> si a &#60; b &#x26; c"),
    (XML, r"Toma <x id=\"1\">dos</x> <k id=\"2\"/> si a < b & c"),
    (HTML, 'Toma <span id="x1">dos</span> <span id="k2" translate="no">XAQ2Z</span> si a &lt; b &amp; c'),
    (HTML, 'Toma <span id="x1">dos</span> <span translate="no" id="k2"> xaq2z </span> si a &lt; b &amp; c'),
    (HTML, 'Toma <SPAN id=x1>dos</SPAN> <span id="k2" translate="no"></span> si a &lt; b &amp; c'),
    (HTML, 'Toma<span id="x1"> dos </span> <span id="k2" class="notranslate"/> si a &lt; b &amp; c'),
    (WORDS, "Toma __o1__ dos __ C1 __ _A2_ si a < b & c"),
    (LETTERS, "Toma xoq1z dos XCQ 1 Z XAQ2Z si a < b & c"),
    (ADDRESSES, "Toma O1@L10N.test dos c1 @l10n.test a2@l10n. test si a &lt; b &amp; c"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "answer"), UNDERSTOOD)
def test_understood(scheme, answer) -> None:
    """Quotes, case, inner spaces and the form of an empty element may change."""
    assert accept(answer, encode(pieces(SOURCE), scheme), ES) == "Toma **dos** `x` si a < b & c"


ONCE = [
    ("Use R&D or &lt;b&gt; now", 'Usa R&amp;D o <k id="1"/>b<k id="2"/> ya', "Usa R&D o &lt;b&gt; ya"),
    ("It's two", "Son las &#39;dos&#39; &quot;ya&quot;", "Son las 'dos' \"ya\""),
    ("Sixty & two", "Sesenta &amp;amp; dos", None),
    ("Write the tag", "Escribe la &lt;b&gt; etiqueta", None),
    ("Copyright now", "&copy2026 ya está", "&copy2026 ya está"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "answer", "expected"), ONCE)
def test_references_are_decoded_once(source, answer, expected) -> None:
    """`&#39;` is an apostrophe; what is still a reference or a tag afterwards is refused."""
    result = accept(answer, encode(pieces(source), XML), ES)
    assert result == expected or (expected is None and isinstance(result, Refusal))


LOST = [
    (XML, 'Toma <x id="1">dos <k id="2"/> si a &lt; b &amp; c'),
    (XML, 'Toma <x>dos</x> <k id="2"/> si a &lt; b &amp; c'),
    (XML, 'Toma &lt;x id="1"&gt;dos&lt;/x&gt; <k id="2"/> si a &lt; b &amp; c'),
    (XML, 'Toma <x id="1"/>dos <k id="2"/> si a &lt; b &amp; c'),
    (XML, 'Toma <x id="1">dos</x> <k id="2"/> si <k id="2"/> a &lt; b &amp; c'),
    (HTML, 'Toma <span id="x1">dos</span> <span id="k2" translate="no"></span> XAQ2Z si a &lt; b &amp; c'),
    (HTML, 'Toma <span id="x1">dos</span> <span id="k3" translate="no">XAQ2Z</span> si a &lt; b &amp; c'),
    (HTML, 'Toma <span id="x1">dos <span id="k2" translate="no">XAQ2Z</span> si a &lt; b &amp; c'),
    (LETTERS, "Toma XOQ1Z dos XCQ1Z si a < b & c"),
    (ADDRESSES, "Toma o1@l10n.test dos c1@l10n.test a3@l10n.test si a &lt; b &amp; c"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "answer"), LOST)
def test_lost(scheme, answer) -> None:
    """A name that is missing, doubled, emptied or unknown is never guessed."""
    result = accept(answer, encode(pieces(SOURCE), scheme), ES)
    assert isinstance(result, Refusal)
    assert result.kind is Kind.MARKUP


FILLERS = [
    ('<span id="k1" translate="no">XAQ1Z</span>', True),
    ('<span id="k1" translate="no"></span>', True),
    ('<span id="k1" translate="no"> xa q1z </span>', True),
    ('<span id="k1" translate="no">la XAQ1Z opción</span>', True),
    ('<span id="k1" translate="no">XAQ1</span>', False),
    ('<span id="k1" translate="no">opción</span>', False),
    ('<span id="k1" translate="no"></span> XAQ1Zes', False),
    ('<span id="k1" translate="no">XAQ1Z</span>es', True),
]


@pytest.mark.parametrize(("atom", "taken"), FILLERS)
def test_fillers(atom, taken) -> None:
    """What stands in an element for an atom may be gone, but not become something else."""
    result = accept(f"Usa ya {atom} eso mismo", encode(pieces("Use the `x` option now"), HTML), ES)
    assert isinstance(result, Refusal) != taken


@pytest.mark.parametrize("scheme", [one for both in SCHEMES.values() for one in both])
def test_names_of_a_caller(scheme) -> None:
    """A name that stays as it is may be an atom, though parsing does not find it again."""
    sent = encode([Text("Take "), Atom("Aspirin", ""), Text(" with water")], scheme)
    assert "Aspirin" not in sent.text
    answer = sent.text.replace("Take", "Toma").replace("with water", "con agua")
    assert accept(answer, sent, ES) == "Toma Aspirin con agua"
    assert accept("Toma eso con agua", sent, ES) != "Toma eso con agua"


@pytest.mark.parametrize("scheme", [one for both in SCHEMES.values() for one in both])
def test_what_cannot_be_sent(scheme) -> None:
    """Control characters and lone surrogates never leave, and come back all the same."""
    text = "Take two\x1b now \ud800 and \ufffe rest"
    sent = encode(pieces(text), scheme, mark=True)
    assert not set(sent.text) & set("\x1b\ud800\ufffe")
    sent.text.encode()
    answer = sent.text.replace("Take two", "Toma dos").replace("rest", "descansa")
    assert accept(answer, sent, ES) == "Toma dos\x1b now \ud800 and \ufffe descansa"


@pytest.mark.parametrize("scheme", [one for both in SCHEMES.values() for one in both])
def test_names_of_emoji(scheme) -> None:
    """A translated name shows no emoji; times and ratios are none."""
    assert not translatable(pieces(":tada:"))
    sent = encode(pieces("Great :tada: for 10:30:15 and a:b:c"), scheme)
    assert ":tada:" not in sent.text
    assert "10:30:15 and a:b:c" in sent.text
    answer = sent.text.replace("Great", "Bravo").replace(" for", " por").replace(" and", " y")
    assert accept(answer, sent, ES) == "Bravo :tada: por 10:30:15 y a:b:c"


INLINE = [
    # MDX
    'You have {n} {n === 1 ? "day" : "days"} left',
    "The dose is {props.dose * 2} mg {/* see *this* */} a day",
    'Press <Kbd.Key>Esc</Kbd.Key> for the <Icon name="a*b*c" size={24} /> sign',
    'See <Link to={url} on={() => go("*a*")}>the guide for {name}</Link> first',
    "Take <>two</> of <Trans {...props}>three *small*</Trans> now",
    "Go <motion.div animate={{x: 1}}>there *now*</motion.div> please",
    "{t(`a`)}Hello{' '}dear{' '}reader",
    # HTML
    'Take <em>two</em> &amp; <a href="x?a=1&amp;b=2" title="Go on">go</a> <img src=a.png alt=An> now',
    "Dear {{ user.name }}, {% if n > 1 %}many{% else %}one{% endif %} message came",
    'We call <span translate="no">Foo <b>Bar</b></span> and <code>x = <var>1</var></code> again',
    "Dear <?php echo $x; ?> reader <!-- comment --> of <b>bold words <i>it</b> more</i> text",
    "Under 5 &lt; 6&nbsp;mg &#39;quoted&#39; H<sub>2</sub>O<br/> and <custom-el x='1'>more</custom-el>",
]  # fmt: skip
ENGLISH = ("day", "props", "see", "Esc", "name", "go(", "user", "Bar", "echo", "comment", "var")


@pytest.mark.parametrize("scheme", [one for both in SCHEMES.values() for one in both])
@pytest.mark.parametrize("text", INLINE)
def test_inline_content_of_documents(scheme, text) -> None:
    """Expressions, components and tags are kept from engines; the words around them are not."""
    sent = encode(pieces(text), scheme, mark=True)
    hidden = [p.raw for p in pieces(text) if not isinstance(p, Text) and len(p.raw) > 3]
    assert hidden
    assert not [raw for raw in hidden if raw in sent.text]
    assert accept(sent.text, sent, Locale("en_GB")) == text
