"""What becomes of an answer: a draft, another try, or the next engine."""

from dataclasses import replace

from pipeline.dispatch.batch import Parcel
from pipeline.dispatch.line import Line
from pipeline.dispatch.queue import Item
from pipeline.dispatch.rounds import Rounds
from pipeline.pretranslate import Draft
from pipeline.pretranslate.protect import SCHEMES
from pipeline.pretranslate.verify import Kind, Refusal, accept


def judge(
    rounds: Rounds, line: Line, parcel: Parcel, answer: str, *, alone: bool, known: bool = False
) -> None:
    """Verify an answer and hand it on.

    `alone` says that its request held no other text, `known` that the journal had it: then it is
    no news to a unit that is to be drafted anew and has it already.
    """
    item, order = parcel.item, parcel.item.order
    result = accept(answer, parcel.sent, order.locale, alone=alone)
    if isinstance(result, Refusal):
        _refused(rounds, line, item, result, alone=alone)
        return
    if known and result == order.replaces:
        rounds.enter(replace(item, anew=True))
        return
    doubt = rounds.office.gate(order, result, line.name)
    if doubt and not rounds.office.mark_doubts:
        rounds.move_on(item, doubt.partition(":")[0])  # without the words of the text
    else:
        rounds.settle(order, Draft(result, line.name, doubt))


def sent_anew(parcel: Parcel, answer: str, alone: bool) -> bool:  # noqa: FBT001 - a journal's row
    """Whether a text is sent although the journal has this answer: as `judge` would have it."""
    order = parcel.item.order
    result = accept(answer, parcel.sent, order.locale, alone=alone)
    if isinstance(result, Refusal):
        return result.kind is Kind.PLACE and not alone
    return result == order.replaces


def _refused(rounds: Rounds, line: Line, item: Item, refusal: Refusal, *, alone: bool) -> None:
    if refusal.kind is Kind.PLACE and not alone:
        line.throttle.garbled()
        rounds.enter(replace(item, alone=True, anew=True))
    elif refusal.kind is Kind.MARKUP and item.scheme + 1 < len(SCHEMES[line.engine.markup]):
        rounds.enter(replace(item, scheme=item.scheme + 1, anew=False))
    else:
        rounds.move_on(item, refusal.reason)
