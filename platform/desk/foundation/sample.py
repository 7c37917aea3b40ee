"""Demo data: each slice says what it fills and after which others."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sample:
    """``fill`` runs in a tenant's scope with the tenant's sample folder; lower ``order`` first."""

    order: int
    fill: "Callable[[dict[str, Any]], Awaitable[None]]"
