"""Engines asked: orders packed into requests, sent by threads, judged, journaled and accounted.

`run` is the loop; an order makes its `rounds` of the engines; `queue` and `batch` pack it into a
request when the `throttle` of an engine allows one; `answers` and `troubles` say what becomes of
it; the `board` knows which jobs are done.
"""

from pipeline.dispatch.budget import Budget
from pipeline.dispatch.office import Journal, Office
from pipeline.dispatch.plan import NOBODY, Load, obstacles, plan
from pipeline.dispatch.run import drafts

__all__ = ["NOBODY", "Budget", "Journal", "Load", "Office", "drafts", "obstacles", "plan"]
