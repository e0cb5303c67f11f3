"""Local neural models, of each convention: tiny, but read, loaded and asked for real."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engines import make
from pipeline.engines.ctranslate import CTranslate
from pipeline.engines.ctranslate.codes import MADLAD, NLLB, OPUS
from pipeline.engines.ctranslate.models import read_model
from pipeline.engines.locales import code_of
from pipeline.model import Ask, EngineError, Locale, Trouble

DE, FR = Locale("de"), Locale("fr")
KINDS = {
    "opus": (["source.spm", "target.spm"], [">>deu<<", ">>fra<<", ">>pob<<", ">>por<<"]),
    "single": (["source.spm", "target.spm"], []),
    "nllb": (["sentencepiece.bpe.model"], ["eng_Latn", "deu_Latn", "fra_Latn", "srp_Cyrl"]),
    "madlad": (["spiece.model"], ["<2de>", "<2fr>", "<2zh>"]),
    "bare": (["spiece.model"], []),
}


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny model of each convention."""
    from engines.tiny_models import tiny_model  # imports two libraries in C++: 0.7 s

    folder = tmp_path_factory.mktemp("models")
    for name, (files, special) in KINDS.items():
        tiny_model(folder / name, files, special, eos=name == "madlad")
    return folder


@pytest.fixture(scope="session", params=["single", "opus", "nllb", "madlad"])
def engine(request: pytest.FixtureRequest, models: Path) -> CTranslate:
    """The engine as the table makes it, with one model for German and French."""
    keys = ["de", "fr"] if request.param == "single" else ["*"]
    made = make("ctranslate2", {"models": dict.fromkeys(keys, str(models / request.param))})
    assert isinstance(made, CTranslate)
    return made


def texts() -> list[str]:
    from engines.tiny_models import LINES

    return [*LINES, *(line.split(",")[0] for line in LINES), "Drink water."]


def test_each_answer_belongs_to_its_text(engine: CTranslate) -> None:
    """Order and company change nothing, and two runs are equal."""
    alone = [engine.translate(Ask((text,), DE))[0] for text in texts()]
    assert len(set(alone)) > len(alone) / 2
    order = list(range(len(alone)))
    random.Random(3).shuffle(order)
    shuffled = engine.translate(Ask(tuple(texts()[i] for i in order), DE))
    assert shuffled == [alone[i] for i in order]
    assert engine.translate(Ask(tuple(texts()), DE)) == alone


def test_language_token(engine: CTranslate) -> None:
    """The language is told to models of several, and its token is no part of an answer."""
    several = engine._for(DE)[1] != ""
    ask = tuple(texts())
    german, french = (engine.translate(Ask(ask, locale)) for locale in (DE, FR))
    assert (german != french) == several
    for answer in german + french:
        assert not any(sign in answer for sign in (">>", "<2", "_Latn", "</s>"))


def test_nothing_is_made_of_nothing(engine: CTranslate) -> None:
    """A text without pieces stays empty; the others keep their places."""
    one = engine.translate(Ask(("Drink water.",), DE))[0]
    assert engine.translate(Ask(("", "Drink water.", " "), DE)) == ["", one, ""]
    assert engine.translate(Ask((), DE)) == []


def test_more_than_a_batch(models: Path) -> None:
    """More tokens than are computed at once: cut into batches by tokens, in order again."""
    engine = CTranslate(models={"de": str(models / "single")}, beam_size=1)
    long = [" ".join([f"{n}.", *[line] * 6]) for n in range(4) for line in texts()]
    alone = [engine.translate(Ask((text,), DE))[0] for text in long]
    assert sum(len(engine._loaded[models / "single"].encode(text)) for text in long) > 2048
    assert engine.translate(Ask(tuple(long), DE)) == alone


def test_too_long(engine: CTranslate) -> None:
    """A text beyond the model's positions is refused, never cut; with others it is found alone."""
    long = "Take two tablets a day. " * 400
    for asked, trouble in [((long,), Trouble.REJECTED), (("a", long), Trouble.GARBLED)]:
        with pytest.raises(EngineError, match="tokens that the model can read") as caught:
            engine.translate(Ask(asked, DE))
        assert caught.value.trouble is trouble
        assert "tablets" not in str(caught.value)


def test_used_again_after_closing(engine: CTranslate) -> None:
    """Closing gives the memory back; the next request loads again."""
    before = engine.translate(Ask(("Drink water.",), DE))
    engine.close()
    assert not engine._loaded
    assert engine.translate(Ask(("Drink water.",), DE)) == before


def test_what_a_model_is_given(models: Path) -> None:
    """Each convention's own tokens, in its places; the end token once."""
    given = {name: read_model(models / name) for name in ("single", "opus", "nllb", "madlad")}
    tokens = {name: model.token("de") for name, model in given.items()}
    assert tokens == {"single": "", "opus": ">>deu<<", "nllb": "deu_Latn", "madlad": "<2de>"}
    assert given["single"].source(["▁a"], "") == ["▁a", "</s>"]
    assert given["opus"].source(["▁a"], ">>deu<<") == [">>deu<<", "▁a", "</s>"]
    assert given["nllb"].source(["▁a"], "deu_Latn") == ["eng_Latn", "▁a", "</s>"]
    assert given["madlad"].source(["▁a"], "<2de>") == ["<2de>", "▁a"]
    assert {n: m.prefix("x") for n, m in given.items() if m.prefix("x")} == {"nllb": ["x"]}
    assert given["opus"].token("pt_BR") == ">>pob<<"
    assert given["opus"].token("pt_PT") == ">>por<<"


def test_locales_of_a_model(models: Path) -> None:
    """Regions take their language's model; another script, and what it does not know, is refused."""
    folder = str(models / "nllb")
    engine = CTranslate(models={"*": folder})
    served = {"de", "de_AT", "fr_CA", "sr", "sr_Cyrl"}
    for locale in served | {"sr_Latn", "es", "zh_Hant"}:
        assert (engine.refuses(Locale(locale)) == "") == (locale in served), locale
    assert engine.refuses(Locale("es")) == f"{folder}: the model does not translate into es"
    own = CTranslate(models={"de": str(models / "single")})
    assert own.refuses(Locale("de_CH")) == ""
    assert own.refuses(FR) == "no folder is given for fr in models, and none for '*'"
    assert "name it in models" in CTranslate(models={"*": str(models / "single")}).refuses(DE)
    with pytest.raises(EngineError) as caught:
        own.translate(Ask(("x",), FR))
    assert caught.value.trouble is Trouble.LOCALE


EU = "bg hr cs da nl et fi fr de el hu ga it lv lt mt pl pt ro sk sl es sv"
OTHERS = "nb nn uk sr tr ca gl pt_BR pt_PT zh_Hans zh_Hant zh_TW zh_CN sr_Cyrl"
REGIONS = "de_AT de_CH fr_CA es_MX"


@pytest.mark.parametrize("locale", f"{EU} {OTHERS} {REGIONS}".split())
def test_codes(locale: str) -> None:
    """Every locale has a code of each convention, in its own script."""
    codes = [code_of(locale, table) for table in (NLLB, MADLAD, OPUS)]
    assert all(codes)
    script = {"bg": "Cyrl", "uk": "Cyrl", "sr": "Cyrl", "sr_Cyrl": "Cyrl", "el": "Grek"}
    script |= dict.fromkeys(("zh_Hans", "zh_CN"), "Hans") | dict.fromkeys(
        ("zh_Hant", "zh_TW"), "Hant"
    )
    assert str(codes[0]).endswith(script.get(locale, "Latn"))


def test_serbian_in_latin_script() -> None:
    """Never the Cyrillic code: NLLB has none in Latin script."""
    assert [code_of("sr_Latn", table) for table in (NLLB, MADLAD, OPUS)] == [
        None, "sr_Latn", "srp_Latn",
    ]  # fmt: skip
    assert code_of("zh_Hant", {"zh_Hans": "x"}) is None


def damaged(models: Path, folder: Path, name: str) -> Path:
    """A copy of a model without one of its files."""
    shutil.copytree(models / "single", folder)
    (folder / name).unlink()
    return folder


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("model.bin", "model.bin is missing; it is no model of CTranslate2"),
        ("source.spm", "needs source.spm and target.spm, or one SentencePiece file"),
        ("shared_vocabulary.json", "its vocabulary is missing"),
    ],
)
def test_missing_file(models: Path, tmp_path: Path, name: str, reason: str) -> None:
    """A folder that lacks something is named, with what it lacks, before anything is loaded."""
    folder = damaged(models, tmp_path / "model", name)
    engine = CTranslate(models={"de": str(folder)})
    assert engine.refuses(DE).startswith(f"{folder}: {reason}")
    with pytest.raises(EngineError) as caught:
        engine.translate(Ask(("x",), DE))
    assert caught.value.trouble is Trouble.LOCALE
    assert caught.value.reason == engine.refuses(DE)


@pytest.mark.parametrize("name", ["model.bin", "source.spm", "shared_vocabulary.json"])
def test_damaged_file(models: Path, tmp_path: Path, name: str) -> None:
    """A file that was cut off is an error with the path, no crash."""
    folder = tmp_path / "model"
    shutil.copytree(models / "single", folder)
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(EngineError, match=str(folder)):
        CTranslate(models={"de": str(folder)}).translate(Ask(("x",), DE))


def test_no_such_folder(tmp_path: Path) -> None:
    """The path is named as it was given."""
    engine = CTranslate(models={"de": "models/none"})
    assert engine.refuses(DE) == "models/none: there is no such folder"
    assert engine.version(DE) == ""


def test_kind_that_cannot_be_told(models: Path) -> None:
    """The option decides where the folder says nothing."""
    folder = str(models / "bare")
    assert "set the option kind" in CTranslate(models={"de": folder}).refuses(DE)
    engine = CTranslate(models={"de": folder}, kind="opus")
    assert engine.refuses(DE) == ""
    assert len(engine.translate(Ask(("Drink water.",), DE))) == 1
    with pytest.raises(EngineError, match="kind is one of opus, nllb, madlad, not 'x'"):
        CTranslate(models={"de": folder}, kind="x")
    with pytest.raises(EngineError, match="has no models"):
        make("ctranslate2")


def test_version(models: Path, tmp_path: Path) -> None:
    """It follows the model's bytes and the beam, not the place of its folder."""
    moved = tmp_path / "single"
    shutil.copytree(models / "single", moved)
    first, same = (CTranslate(models={"de": str(f)}) for f in (models / "single", moved))
    assert first.version(DE) == same.version(DE) != ""
    assert CTranslate(models={"de": str(moved)}, beam_size=1).version(DE) != same.version(DE)
    (moved / "model.bin").write_bytes((moved / "model.bin").read_bytes() + b"\0")
    assert CTranslate(models={"de": str(moved)}).version(DE) != same.version(DE)


def test_libraries_are_loaded_late(models: Path) -> None:
    """Making the engine, asking what it refuses and its version imports neither library."""
    code = (
        "import sys; from pipeline.engines import make\n"
        f"e = make('ctranslate2', {{'models': {{'*': {str(models / 'nllb')!r}}}}})\n"
        "assert not e.refuses('de') and e.refuses('es') and e.version('de')\n"
        "assert not {'ctranslate2', 'sentencepiece', 'numpy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be installed is said when the engine is made."""
    monkeypatch.setattr("pipeline.engines.ctranslate.find_spec", lambda name: None)
    with pytest.raises(EngineError) as caught:
        make("ctranslate2", {"models": {"de": "x"}})
    assert str(caught.value) == (
        "ctranslate2: needs a library that is missing (ctranslate2): "
        "pip install l10n-pipeline[ctranslate2]"
    )
