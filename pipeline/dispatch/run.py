"""The run: engines are asked until every order is settled, several at a time, nothing twice.

Requests are made by threads; everything else happens in the caller's, so that no state is shared.
A request is in the journal before it is sent, and its raw answers before anything is done with
them: a crash pays at most for the requests under way again.
"""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from math import inf

from pipeline.dispatch.answers import judge
from pipeline.dispatch.batch import Batch, Parcel, batch, fill, parcel
from pipeline.dispatch.board import Board
from pipeline.dispatch.line import Line
from pipeline.dispatch.office import Office
from pipeline.dispatch.rounds import Rounds
from pipeline.dispatch.troubles import handle
from pipeline.model import EngineError, unmatched
from pipeline.pretranslate import Step, Wishes

_THREADS = 64
_LIMIT = "stopped at the limit of characters"


def drafts(jobs: Sequence[Wishes], office: Office) -> Iterator[Step]:
    """Yield each job with its drafts, as soon as all its orders are settled.

    After a stop the unfinished jobs come with the drafts that there are. EngineError does not leave
    this: what one engine leaves goes to the next, and else the unit stays empty with its causes.
    """
    board = Board(jobs)
    yield from board.finished()
    run = _Run(Rounds(board, office), office)
    try:
        while board.open and not office.stop.is_set():
            run.launch()
            run.land()
            yield from board.finished()
        run.land_all()
        yield from board.finished()
        yield from board.rest()
    finally:
        run.end()


class _Run:
    """The requests under way."""

    def __init__(self, rounds: Rounds, office: Office) -> None:
        self._rounds, self._office = rounds, office
        self._flights: dict[Future[list[str]], tuple[Line, Batch]] = {}
        self._pool = ThreadPoolExecutor(_THREADS)  # starts a thread only when it needs one

    def launch(self) -> None:
        """Send what the measures of the engines allow now."""
        for line in list(self._rounds.lines.values()):
            while line.wait(time.monotonic()) == 0:
                made = line.again.popleft() if line.again else self._next_batch(line)
                if made:
                    self._send(line, made)

    def _next_batch(self, line: Line) -> Batch | None:
        """The next request; None when its answers are all known already, or not to be paid."""
        lane = line.queue.lane()
        parcels = fill(lane, line.engine, line.throttle.batch, line.asked)
        line.queue.tidy()
        known = self._office.journal.answers([p.key for p in parcels if not p.item.anew])
        unknown: list[Parcel] = []
        for made in parcels:
            if made.key in known and not made.item.anew:
                answer, alone = known[made.key]
                self._judge(line, made, answer, alone=alone, known=True)
            elif self._reserve(line, made):
                unknown.append(made)
            else:
                self._free(line, made)
                self._rounds.move_on(made.item, _LIMIT, anywhere=True, passing=True)
        return batch(unknown) if unknown else None

    def _judge(
        self, line: Line, asked: Parcel, answer: str, *, alone: bool, known: bool = False
    ) -> None:
        """Judge an answer for the text it was asked for, and for all that waited for the same."""
        waited = [parcel(item, line.engine) for item in line.release(asked.key)]
        for one in (asked, *waited):
            judge(self._rounds, line, one, answer, alone=alone, known=known)

    def _free(self, line: Line, asked: Parcel) -> None:
        """A text is asked for no more, and nobody knows the answer: who waited for it asks anew."""
        for item in line.release(asked.key):
            self._rounds.enter(item)

    def _reserve(self, line: Line, made: Parcel) -> bool:
        locale = made.item.order.locale
        return self._office.budget.reserve(line.name, locale, len(made.sent.text))

    def _send(self, line: Line, made: Batch) -> None:
        now = time.monotonic()
        made.first_sent = made.first_sent or now
        locale = made.ask.locale
        rows = [(p.key, line.name, locale, len(p.sent.text)) for p in made.parcels]
        self._office.journal.sending(rows)
        line.throttle.sent(now)
        line.flying += 1
        self._flights[self._pool.submit(line.engine.translate, made.ask)] = line, made

    def land(self) -> None:
        """Wait for an answer, or until a request may be sent; take what has come."""
        now = time.monotonic()
        pause = min((line.wait(now) for line in self._rounds.lines.values()), default=inf)
        if self._flights:
            self._take(pause)
        elif 0 < pause < inf:
            self._office.stop.wait(pause)

    def land_all(self) -> None:
        """Wait for all that is under way."""
        while self._flights:
            self._take(inf)

    def end(self) -> None:
        """Wait for the threads, each request ends in bounded time, and keep what was paid for."""
        self._pool.shutdown()
        for flight, (_, made) in self._flights.items():
            if not flight.exception() and len(flight.result()) == len(made.parcels):
                self._keep(made, flight.result())

    def _take(self, patience: float) -> None:
        done, _ = wait(self._flights, patience if patience < inf else None, FIRST_COMPLETED)
        for flight in done:
            self._answer(flight, *self._flights.pop(flight))

    def _answer(self, flight: Future[list[str]], line: Line, made: Batch) -> None:
        line.flying -= 1
        try:
            answers = flight.result()
            if wrong := unmatched(line.name, answers, made.ask):
                raise wrong
        except EngineError as error:
            handle(self._rounds, line, made, error)
            if not any(made is waiting for waiting in line.again):
                for asked in made.parcels:
                    self._free(line, asked)
            return
        self._keep(made, answers)
        line.throttle.answered(time.monotonic())
        line.answered, line.silent = True, 0
        for asked, answer in zip(made.parcels, answers, strict=True):
            self._judge(line, asked, answer, alone=len(answers) == 1)

    def _keep(self, made: Batch, answers: Sequence[str]) -> None:
        rows = zip(made.parcels, answers, strict=True)
        self._office.journal.answered({p.key: (a, len(answers) == 1) for p, a in rows})
