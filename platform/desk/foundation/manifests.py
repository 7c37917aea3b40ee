"""
Manifests: what a plugin says of itself, beside what it declares by its hooks.

Permissions, settings and the events that it records are declared as a slice declares them; the manifest adds what no
slice has: what it is called, which platform it is made for, what else must or must not be on, what it may do by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version

import msgspec
from packaging.specifiers import SpecifierSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One plugin, as an administrator reads of it before switching it on."""

    slug: str
    """The same everywhere: entry point, templates, permissions, tables, ``tenant.toml``."""
    name: str
    """What people call it; English here, Chinese in its catalogue."""
    summary: str
    """One sentence: what one has of it."""
    version: str
    fits: str = ">=0.1"
    """The versions of the platform that it was made for: ``>=0.1,<0.3``."""
    needs: tuple[str, ...] = ()
    """Plugins that must be on wherever it is."""
    conflicts: tuple[str, ...] = ()
    """Plugins that must be off wherever it is on."""
    acts_with: frozenset[str] = frozenset()
    """Permissions of the core with which it may act by itself, as ``Principal.plugin``."""
    tables: tuple[str, ...] = ()
    """All its tables: exported and erased when it is taken away."""
    hears: Mapping[str, type[msgspec.Struct]] = field(default_factory=dict)
    """Of the events that it reacts to, what it reads of their payload."""
    replays: bool = False
    """Whether its reactions may run once more for facts of the past, when it is switched on."""

    def faults(self) -> list[str]:
        """What is wrong with it, in words for its author."""
        found = [f"its table {table} is not {self.slug}_…" for table in self.tables if not self._is_own(table)]
        found += [f"{other} is needed and in conflict" for other in self.needs if other in self.conflicts]
        found += [] if self.name and self.summary and self.version else ["name, summary or version is empty"]
        return found + [
            f"it names itself as {word}" for word in ("needs", "conflicts") if self.slug in getattr(self, word)
        ]

    def _is_own(self, table: str) -> bool:
        return table == self.slug or table.startswith(f"{self.slug}_")


@cache
def platform_version() -> str:
    """The version of this installation."""
    return version("partner-desk")


def fits(manifest: Manifest) -> bool:
    """Whether it was made for this version of the platform."""
    return SpecifierSet(manifest.fits, prereleases=True).contains(platform_version())


_known: dict[str, Manifest] = {}


def register(manifest: Manifest) -> None:
    """Make the manifest of a plugin known that joined in."""
    _known[manifest.slug] = manifest


def of(slug: str) -> Manifest | None:
    """The manifest of a plugin that joined in; None for slices of the core."""
    return _known.get(slug)


def known() -> dict[str, Manifest]:
    """All manifests by slug."""
    return dict(sorted(_known.items()))
