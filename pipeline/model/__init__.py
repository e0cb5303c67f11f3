"""The nouns of the pipeline: frozen values that every stage shares."""

from pipeline.model.catalog import JOINED, Catalog, Entry, State
from pipeline.model.document import Block, Break, Document, Form, Region, Syntax, Unit, Value
from pipeline.model.engine import Ask, Engine, EngineError, Limits, Markup, Trouble, unmatched
from pipeline.model.fault import (
    CONFLICT,
    CatalogError,
    ConfigError,
    PipelineError,
    SourceError,
)
from pipeline.model.names import ADAPT, DocumentId, Key, Locale, Span
from pipeline.model.result import Finding, Level, Localized, Rendition, Verdict

__all__ = [
    "ADAPT",
    "CONFLICT",
    "JOINED",
    "Ask",
    "Block",
    "Break",
    "Catalog",
    "CatalogError",
    "ConfigError",
    "Document",
    "DocumentId",
    "Engine",
    "EngineError",
    "Entry",
    "Finding",
    "Form",
    "Key",
    "Level",
    "Limits",
    "Locale",
    "Localized",
    "Markup",
    "PipelineError",
    "Region",
    "Rendition",
    "SourceError",
    "Span",
    "State",
    "Syntax",
    "Trouble",
    "Unit",
    "Value",
    "Verdict",
    "unmatched",
]
