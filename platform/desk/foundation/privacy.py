"""
What is kept of people, said by whoever owns the table: ``register_export_steps`` and ``register_erasure_steps``.

A person is a contact, or a member who left. Their rows are taken out as they asked for, or lose what is personal;
figures and facts stay, without a name. A table with words of people in it that nobody names fails a test.

In ``where``, ``r`` is a row, ``who.person`` the person's id, and ``who.credential`` that of their sign-in, if any.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from desk.foundation.choices import Setting
from desk.foundation.hooks import answers

Of = Literal["contact", "member"]
BOTH: tuple[Of, ...] = ("contact", "member")
NOBODY_ANY_MORE = "'××'"
"""What stands where a name was; SQL."""


@dataclass(frozen=True, slots=True)
class Given:
    """Columns of rows that a person gets when they ask what is kept of them."""

    table: str
    columns: tuple[str, ...]
    what: str
    where: str
    of: tuple[Of, ...] = BOTH


@dataclass(frozen=True, slots=True)
class Blanked:
    """Rows that stay and lose what is personal: the new values as SQL over ``r``, by column."""

    table: str
    columns: Mapping[str, str]
    what: str
    where: str
    of: tuple[Of, ...] = BOTH
    last: int = 0
    """Steps that others need go later: first the person's own row, then the sign-in."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Rows that go altogether."""

    table: str
    what: str
    where: str
    of: tuple[Of, ...] = BOTH
    last: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows that stay as they are, and why that is right; whoever erases reads it."""

    table: str
    what: str
    why: str
    where: str
    of: tuple[Of, ...] = BOTH


@dataclass(frozen=True, slots=True)
class Pending:
    """Rows with which a matter is still open: erasing waits, or is confirmed."""

    table: str
    what: str
    where: str
    of: tuple[Of, ...] = BOTH


@dataclass(frozen=True, slots=True)
class Impersonal:
    """A table whose words are nobody's, or go another way, and why."""

    table: str
    why: str


@dataclass(frozen=True, slots=True)
class Retention:
    """
    What is forgotten by itself after so many days of a setting; 0 for never.

    In ``where`` of its steps, ``who.before`` is the moment before which things are old. They leave out what is done.
    """

    setting: Setting[int]
    steps: tuple[Blanked | Dropped, ...] = field(default_factory=tuple)


ErasureStep = Blanked | Dropped | Kept | Pending | Impersonal | Retention


@cache
def given() -> tuple[Given, ...]:
    """Everything that is handed out, of all slices and plugins: what they hold is theirs also while they are off."""
    found: Iterable[list[Given]] = answers("register_export_steps").values()
    return tuple(step for of_one in found for step in of_one)


@cache
def erasure() -> tuple[ErasureStep, ...]:
    """Everything that is said of erasing, of all slices and plugins."""
    found: Iterable[list[ErasureStep]] = answers("register_erasure_steps").values()
    return tuple(step for of_one in found for step in of_one)


def changing(of: Of) -> list[Blanked | Dropped]:
    """What erasing such a person does, in the order in which it is done."""
    steps = [one for one in erasure() if isinstance(one, Blanked | Dropped) and of in one.of]
    return sorted(steps, key=lambda one: one.last)


def kept(of: Of) -> list[Kept]:
    """What erasing such a person leaves, each with the reason."""
    return [one for one in erasure() if isinstance(one, Kept) and of in one.of]


def pending(of: Of) -> list[Pending]:
    """What may be open with such a person."""
    return [one for one in erasure() if isinstance(one, Pending) and of in one.of]


def retentions() -> list[Retention]:
    """What is forgotten by itself."""
    return [one for one in erasure() if isinstance(one, Retention)]
