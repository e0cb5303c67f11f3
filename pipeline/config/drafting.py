"""Who drafts which units, as the settings say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model import Locale

DEFAULT = "default"
"""Stands for every locale that has no row of its own."""


Names = Mapping[str, tuple[str, ...]]
"""Engines in the order in which they are asked, by locale or `default`."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """The settings `engines:`, `engine_options:`, `offline:` and `gate:`."""

    engines: Names = field(default_factory=dict)
    classes: Mapping[str, Names] = field(default_factory=dict)
    """Instead of these for documents of a class of content."""
    roles: Mapping[str, Names] = field(default_factory=dict)
    """Instead of both for units of a role: `heading`, `dose`."""
    never: frozenset[str] = frozenset()
    """Roles that are left to people."""
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What is said about each engine."""
    offline: bool = False
    """No text leaves the machine, whatever is named."""
    mark_doubts: bool = False
    """A draft that the meaning gate refuses is written and marked, not left out."""

    def left(self, roles: Collection[str]) -> str:
        """The role for which a unit is left to people, empty when there is none."""
        return next((role for role in sorted(roles) if role in self.never), "")

    def engines_for(
        self, locale: Locale, parent: str = "", content_class: str = "", roles: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Engine names in order, by role, else by class of content, else by locale.

        `parent` is the locale that this one inherits from. Nothing leaves the machine unless it is
        named.

        >>> Drafting({"default": ("apertium",)}).engines_for(Locale("es"))
        ('apertium',)
        """
        by_role = (self.roles[role] for role in sorted(roles) if role in self.roles)
        for table in (*by_role, self.classes.get(content_class, {}), self.engines):
            for name in (locale, parent, DEFAULT):
                if name in table:
                    return tuple(table[name])
        return ()

    def named(self) -> frozenset[str]:
        """All engines that are named anywhere."""
        tables = (self.engines, *self.classes.values(), *self.roles.values())
        return frozenset(name for table in tables for names in table.values() for name in names)
