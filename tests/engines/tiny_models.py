"""Real CTranslate2 models with seeded weights: what they say is gibberish, all else is real."""

from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs.transformer_spec import TransformerSpec

LINES = [
    "Take two tablets a day and drink plenty of water.",
    "They do not suit everyone, for example people with kidney disease.",
    "Sleep well, eat well, and talk to your doctor before you stop.",
    "What is chronic pain, and what helps against it?",
    "Write to help@example.org or call 116 123 at any time.",
]
_WIDTH, _HEADS, _INNER = 32, 4, 64
_ROWS = {"linear_0": {"attention": 1, "self_attention": 3}, "linear_1": {"attention": 2}}


def tiny_model(folder: Path, files: list[str], special: list[str], *, eos: bool = False) -> Path:
    """Write a model with 300 pieces and special tokens, and its SentencePiece file by each name."""
    folder.mkdir(parents=True)
    corpus = folder / "corpus.txt"
    corpus.write_text("\n".join(LINES * 8))
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=str(folder / "spm"), vocab_size=300, model_type="bpe",
        hard_vocab_limit=False, minloglevel=2, num_threads=1,
    )  # fmt: skip
    trained = (folder / "spm.model").read_bytes()
    pieces = sentencepiece.SentencePieceProcessor(model_proto=trained)
    for path in [corpus, folder / "spm.model", folder / "spm.vocab"]:
        path.unlink()
    for name in files:
        (folder / name).write_bytes(trained)
    vocabulary = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())] + special
    spec = TransformerSpec.from_config(1, _HEADS)
    _fill(spec, len(vocabulary))
    spec.config.add_source_eos = eos
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.save(str(folder))
    return folder


def _fill(spec: TransformerSpec, words: int) -> None:
    """Give every weight a seeded value of the shape that its place asks for."""
    chance = np.random.default_rng(7)
    for name, value in sorted(spec.variables().items()):
        if value is None:
            *path, key = name.split("/")
            weights = chance.normal(0, 0.7, _shape(path, words)).astype(np.float32)
            layer = spec
            for part in path:
                stem, _, at = part.rpartition("_")
                if not hasattr(layer, part) and at.isdecimal():
                    layer = getattr(layer, stem)[int(at)]
                else:
                    layer = getattr(layer, part)
            if key in {"gamma", "beta"}:
                weights = np.full(_WIDTH, float(key == "gamma"), np.float32)
            setattr(layer, key, weights)


def _shape(path: list[str], words: int) -> tuple[int, ...]:
    """The shape of the weights of one layer, by its name."""
    last, parent = path[-1], path[-2] if len(path) > 1 else ""
    if last.startswith("embeddings") or last == "projection":
        return words, _WIDTH
    if parent == "ffn":
        return (_INNER, _WIDTH) if last == "linear_0" else (_WIDTH, _INNER)
    return _ROWS.get(last, {}).get(parent, 1) * _WIDTH, _WIDTH
