"""The services, one file each."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine_server.exchange import Service
from engine_server.services.deepl import DeepL
from engine_server.services.google import Google
from engine_server.services.libretranslate import LibreTranslate
from engine_server.services.microsoft import Microsoft
from engine_server.services.mymemory import MyMemory
from engine_server.services.openai import OpenAI

SERVICES: Mapping[str, Callable[[], Service]] = MappingProxyType(
    {s.name: s for s in (Google, MyMemory, Microsoft, LibreTranslate, DeepL, OpenAI)}
)
"""By name, made anew for each server."""
