"""A server on this machine that speaks like translation services, well and badly."""

from engine_server.counts import Counts
from engine_server.damage import KINDS, damaged
from engine_server.exchange import Asked, Query, Reply, Service
from engine_server.modes import BUSY_FIRST, MODES, WRONG
from engine_server.server import EngineServer
from engine_server.services import SERVICES
from engine_server.words import PIECE, translated

__all__ = [
    "BUSY_FIRST",
    "KINDS",
    "MODES",
    "PIECE",
    "SERVICES",
    "WRONG",
    "Asked",
    "Counts",
    "EngineServer",
    "Query",
    "Reply",
    "Service",
    "damaged",
    "translated",
]
