"""
What points to customers and to the people there, said by whoever owns the table: ``register_merge_steps``.

When two customers or two contacts turn out to be one, every reference moves to the one that stays. A column that
nobody names fails a test, so nothing is forgotten; what shall not move says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from desk.foundation.hooks import answers

Merged = Literal["customer", "contact"]


@dataclass(frozen=True, slots=True)
class Moves:
    """
    Rows whose column is led to the one that stays.

    ``where`` is SQL over the row (``r.subject_kind = 'customer'``). ``alone`` are the columns that may hold the same
    only once for each customer or contact; ``tenant_id`` where there may be one altogether. Of two such rows the one
    that stays keeps its own, unless ``wins`` says of the other's row (``r``) and its own (``k``) that the other's
    counts. What loses is set aside, and comes back when the merging is undone.
    """

    table: str
    column: str
    of: Merged
    what: str = ""
    """What the rows are called where people are told how many move; empty for what belongs to something else."""
    where: str = ""
    alone: tuple[str, ...] = ()
    wins: str = ""
    or_stays: bool = False
    """Of two such rows the merged one's stays where it is, because others count with it."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """
    Rows that say something of the merged one alone: gone with it, back when the merging is undone.

    In ``where``, ``$2`` is the one that stays: what relates both to each other says nothing any more.
    """

    table: str
    column: str
    of: Merged
    where: str = ""


@dataclass(frozen=True, slots=True)
class Stays:
    """A column that goes on naming the merged one, and why that is right."""

    table: str
    column: str
    why: str


MergeStep = Moves | SetAside | Stays


def about(table: str, what: str = "") -> tuple[Moves, Moves]:
    """The two steps of a table whose rows are about anything, by ``subject_kind`` and ``subject_id``."""
    return (
        Moves(table, "subject_id", "customer", what, "r.subject_kind = 'customer'"),
        Moves(table, "subject_id", "contact", what, "r.subject_kind = 'contact'"),
    )


def done_by(table: str, word: str = "by") -> Moves:
    """The step of a table that says who did something, by kind and id."""
    return Moves(table, f"{word}_id", "contact", where=f"r.{word}_kind = 'contact'")


@cache
def steps() -> tuple[MergeStep, ...]:
    """All steps of all slices and plugins that are installed: what they hold is theirs also while they are off."""
    found: Iterable[list[MergeStep]] = answers("register_merge_steps").values()
    return tuple(step for of_one in found for step in of_one)
