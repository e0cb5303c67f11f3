"""The translation memory: which accepted pairs are like a text, and how they are offered.

    text --tokens--> words to look candidates up by
    text + candidates --closest--> the most similar sources
    Key + pairs --matches--> matches, best first   --note--> `#. memory 87 %: …` for the reviewer
    Key + pairs --settled--> the one text that the identical source has, or none

What is stored where is the business of `disk`; here are values only.
"""

from pipeline.memory.match import CUTOFF, Match, closest, matches, settled, similarity
from pipeline.memory.note import describe, offers, without_offers
from pipeline.memory.offer import accepted, offered, reviewed, waits
from pipeline.memory.pair import Pair
from pipeline.memory.tokens import rarest, spaceless, tokens

__all__ = [
    "CUTOFF",
    "Match",
    "Pair",
    "accepted",
    "closest",
    "describe",
    "matches",
    "offered",
    "offers",
    "rarest",
    "reviewed",
    "settled",
    "similarity",
    "spaceless",
    "tokens",
    "waits",
    "without_offers",
]
