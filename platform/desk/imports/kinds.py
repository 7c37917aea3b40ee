"""
What can be brought in as a table: each kind said by its own slice through ``register_imports``.

    ImportKind("customers.contacts", N_("Contacts"), "customer.import", columns, Contacts, "/customers")

A kind names its columns, by the tenant if it likes, and what it makes of rows: ``read`` is asked for each row and knows
nothing of the database; ``take`` gets many at once in a transaction, and writes unless the run is ``dry``.
"""

import re
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from uuid import UUID

from desk.foundation.asking import hooks
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.hooks import answers
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, language
from desk.imports.states import Fated, SameName
from desk.kit.spreadsheets import Row

REASON = N_("Why not")
"""Stands over the reasons in a table of refused rows, which may be sent again as it is."""
_REASONS = ("Why not", "原因")

_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")
_PARTING = re.compile(r"[\s*:_.'’/\\-]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One field that a table may have; ``field`` is its name in reports, ``target`` where ``part`` keeps it."""

    field: str
    label: str
    words: tuple[str, ...]
    """What it is called in tables, the usual Chinese word first."""
    longest: int = 10_000
    required: bool = False
    """Whether a table without this column can't be taken."""
    part: str = ""
    target: str = ""

    @property
    def heading(self) -> str:
        """What it is called in the tables that we write, in the reader's language; either is understood."""
        return self.label if language.get() == "en" else self.words[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """Which field each column of a table is; None: nobody's."""

    fields: tuple[str | None, ...]
    columns: Mapping[str, Column]

    def lacks(self) -> list[Column]:
        """The columns without which nothing can be taken, and that aren't there."""
        return [one for one in self.columns.values() if one.required and one.field not in self.fields]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that was read; what it says is between ``read`` and ``take`` of its kind."""

    number: int
    said: object


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a row: field and reason for each fault of one that was refused."""

    number: int
    status: Fated
    subject_id: UUID | None = None
    name: str = ""
    faults: tuple[tuple[str, str], ...] = ()


def refused(number: int, name: str, *faults: tuple[str, str]) -> Fate:
    """A row that isn't taken."""
    return Fate(number, Fated.REFUSED, None, name[:200], faults)


@dataclass(frozen=True, slots=True)
class Run:
    """What a kind knows of the import that it works for."""

    id: UUID
    reading: Reading
    by: Principal
    same_name: SameName = SameName.REFUSE
    dry: bool = False
    """Whether it is only looked at: what earlier batches would have made has to be remembered then."""


class Taking(Protocol):
    """What a kind does for one run, batch by batch in the order of the rows."""

    def read(self, row: Row) -> Entry | Fate:
        """What a row says, or why it can't be taken whatever is in the file."""
        raise NotImplementedError

    async def take(self, entries: Sequence[Entry]) -> list[Fate]:
        """The fate of each, written unless the run is dry: all of them or, when this raises, none."""
        raise NotImplementedError


Adjust = Callable[[list[str | None], Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One kind of table. Its id begins with the slug of whose it is: ``customers.contacts``."""

    id: str
    label: str
    permission: str
    columns: Callable[[], Awaitable[Sequence[Column]]]
    """Asked in the tenant's scope: a tenant may have columns of its own."""
    taking: Callable[[Run], Taking]
    list_url: str
    """Where what was brought in is looked at."""
    adjust: Adjust | None = None
    """Mends the guess where words alone don't say it: gets the fields and the headings."""
    same_name: bool = False
    """Whether people choose what is done with rows that fit by name alone."""
    tables: tuple[str, ...] = ()
    """Where the rows go, so that the planner learns of very many."""


@cache
def registered() -> dict[str, ImportKind]:
    """All kinds by id, those of slices and plugins that are installed."""
    found: dict[str, ImportKind] = {}
    for slug, declared in answers("register_imports").items():
        for one in declared:
            assert one.id.startswith(f"{slug}."), f"{one.id} is not of {slug}"
            found[one.id] = one
    return found


def kind_of(kind: str, by: Principal) -> ImportKind:
    """The kind of this id. Raises ``NotFound``, also where its plugin is off, and ``Forbidden``."""
    found = registered().get(kind)
    if found is None or hooks().silent(kind.partition(".")[0]):
        raise NotFound
    if not by.may(found.permission):
        raise Forbidden
    return found


def offered(by: Principal) -> list[ImportKind]:
    """What somebody may bring in here."""
    ask = hooks()
    return [one for one in registered().values() if by.may(one.permission) and not ask.silent(one.id.partition(".")[0])]


def plain(heading: str) -> str:
    """A heading without width, case, spaces, stars and what stands in brackets: ``* 客户名称（必填）`` is 客户名称."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return _PARTING.sub("", _BRACKETS.sub("", folded)) or _PARTING.sub("", folded)


def by_field(columns: Iterable[Column]) -> dict[str, Column]:
    """Columns by their fields."""
    return {one.field: one for one in columns}


def guessed(headings: Sequence[str], columns: Sequence[Column], adjust: Adjust | None = None) -> list[str | None]:
    """Which field each heading is. Of two columns with one meaning the first counts."""
    meaning = {plain(word): one.field for one in reversed(columns) for word in (*one.words, one.label)}
    found: list[str | None] = []
    for heading in headings:
        field = meaning.get(plain(heading))
        found.append(field if field not in found else None)
    if adjust is not None:
        adjust(found, headings)
    return found


def is_reason(heading: str) -> bool:
    """Whether a column is the one that we put in front of refused rows."""
    return plain(heading) in {plain(word) for word in _REASONS}
