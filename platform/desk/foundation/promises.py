"""
Promises as data: which facts start, pause and end one, how long it may take, and who hears of it.

Slices and plugins declare theirs (``register_promises``); the engine (slice ``deadlines``) follows the facts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from desk.foundation.reactions import Lane, is_on

Basis = Literal["work", "clock", "wd", "cd", "shift", "promised"]
"""Inside the service calendar, always, working days, calendar days, relative to a shift, a moment that was named."""
Turn = Literal["us", "customer", "headquarters"]
Anchor = Literal["shift_start", "shift_end", "next_start"]
PROFILES = ("software_partner", "contract_service", "hall")
"""Sets of limits that a tenant chooses from (domain README); the first is the usual one."""
BASES: tuple[Basis, ...] = ("work", "clock", "wd", "cd", "shift", "promised")


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take: seconds, or days on the bases ``wd`` and ``cd``."""

    basis: Basis
    amount: int = 0


def work(*, hours: float = 0, minutes: float = 0) -> Limit:
    """So much time inside the service calendar."""
    return Limit("work", round(hours * 3600 + minutes * 60))


def clock(*, hours: float = 0, minutes: float = 0) -> Limit:
    """So much time on any clock."""
    return Limit("clock", round(hours * 3600 + minutes * 60))


def working_days(count: int) -> Limit:
    """Until closing time of the so-many-th working day; the first day isn't counted."""
    return Limit("wd", count)


def calendar_days(count: int) -> Limit:
    """Until the end of the so-many-th day."""
    return Limit("cd", count)


@dataclass(frozen=True, slots=True)
class When:
    """A fact by name, narrowed by what it says and by what its subject is now."""

    event: str
    where: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """What must be one of these values."""
    unless: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """What must be none of these."""

    def fits(self, said: Mapping[str, Any]) -> bool:
        """Whether a fact of this name, with what is known of its subject, is meant."""
        return all(said.get(name) in values for name, values in self.where.items()) and not any(
            said.get(name) in values for name, values in self.unless.items()
        )


Facts = tuple[str | When, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """
    One promise of the domain, with everything that the engine must know of it.

    What happens in one fact happens in this order: it is called off, kept, paused, resumed, begun.
    """

    id: str
    """As in the domain's deadline tables: ``HL-D5``."""
    subject_kind: str
    what: str
    """What is promised, as a sentence part that is translated where it is shown."""
    starts: Facts
    limits: Mapping[str, Limit] = field(default_factory=dict)
    """By profile; one for the first profile counts for profiles that have none."""
    pauses: Facts = ()
    resumes: Facts = ()
    ends: Facts = ()
    cancels: Facts = ()
    moves: Facts = ()
    """What only changes who has it, such as another assignee."""
    turns: Mapping[str, Turn] = field(default_factory=dict)
    """Whose move it is after a fact of this name; ``us`` at the start."""
    renews: bool = False
    """Whether a starting fact ends the one that runs and begins another; otherwise the first one runs on."""
    grades: Mapping[str, float] = field(default_factory=dict)
    """Factors by the customer's grade."""
    priorities: Mapping[str, float] = field(default_factory=dict)
    """Factors by the subject's priority."""
    ladder: str = "L1"
    also: tuple[str, ...] = ()
    """Roles that are told of a miss besides the ladder's."""
    lane: Lane = "urgent"
    urgent: bool = False
    """Whether it rings at night, too; what is about an urgent subject does."""
    until: str = "until"
    """On the basis ``promised``: which word of the fact holds the moment."""
    anchor: Anchor = "next_start"
    """On the basis ``shift``: what the limit is counted from."""
    act: str = ""
    """The reaction that is run about the subject when the time is over: not a promise of ours then, but a wait."""
    aliases: tuple[str, ...] = ()
    """Ids of the domain that mean the same promise."""
    owner: str = "assignee"
    """Whose it is, for people who read the declarations."""
    for_portal: bool = False
    """Whether the customer sees its due time: a promised one."""

    @property
    def basis(self) -> Basis:
        """The basis of the usual profile."""
        return self.limit_of(PROFILES[0]).basis

    def limit_of(self, profile: str) -> Limit:
        """How long it may take in this profile."""
        return self.limits.get(profile) or self.limits.get(PROFILES[0]) or Limit("promised")

    def named_in(self, facts: Facts) -> list[When]:
        """These facts, each with its conditions."""
        return [one if isinstance(one, When) else When(one) for one in facts]

    def hears(self, facts: Facts, event: str, said: Mapping[str, Any]) -> bool:
        """Whether this fact is one of them."""
        return any(one.event == event and one.fits(said) for one in self.named_in(facts))

    @property
    def events(self) -> frozenset[str]:
        """The names of all facts that mean something to it."""
        every = (*self.starts, *self.pauses, *self.resumes, *self.ends, *self.cancels, *self.moves)
        return frozenset(one.event for one in self.named_in(every)) | self.turns.keys()


_promises: dict[str, tuple[str, Promise]] = {}
_aliases: dict[str, str] = {}
_subjects: dict[str, str] = {}
by_event: dict[str, list[tuple[str, Promise]]] = {}
"""Who hears a fact, with the slug of the slice or plugin; what isn't in here costs a fact nothing."""


def register(owner: str, declared: Iterable[Promise]) -> None:
    """Make the promises of one slice or plugin known; an id or alias given twice is a mistake of the programmer."""
    for one in declared:
        for name in (one.id, *one.aliases):
            if name in _promises or name in _aliases:
                raise ValueError(f"promise {name} is declared twice")
        _promises[one.id] = owner, one
        _aliases.update(dict.fromkeys(one.aliases, one.id))
        for event in one.events:
            by_event.setdefault(event, []).append((owner, one))


def register_subject(kind: str, sql: str) -> None:
    """
    Make known how the engine reads what it wants of a subject.

    ``sql`` selects one row for the id ``$1``: ``member`` (whose it is now), ``customer``, ``priority``, ``title`` and
    ``url``; other columns may stand in conditions (``When``). It is read with everything else in one statement.
    """
    _subjects[kind] = sql


def subject_sql(kind: str) -> str | None:
    """How a subject of this kind is read."""
    return _subjects.get(kind)


def registered() -> dict[str, Promise]:
    """All promises by id, of plugins that are off, too."""
    return {name: one for name, (_, one) in sorted(_promises.items())}


def known_to(plugins: frozenset[str]) -> dict[str, Promise]:
    """The promises of a tenant with these plugins, by id."""
    return {name: one for name, (owner, one) in sorted(_promises.items()) if is_on(owner, plugins)}


def ids_of(owner: str) -> list[str]:
    """The promises of one slice or plugin."""
    return [name for name, (one, _) in _promises.items() if one == owner]


def is_silent(name: str, plugins: frozenset[str]) -> bool:
    """Whether this is the promise of a plugin that is off in a tenant with these plugins."""
    owned = _promises.get(name)
    return owned is not None and not is_on(owned[0], plugins)


def named(name: str) -> Promise | None:
    """The promise with this id or alias."""
    owned = _promises.get(_aliases.get(name, name))
    return owned[1] if owned else None


def of_event(event: str, subject_kind: str, plugins: frozenset[str]) -> list[Promise]:
    """The promises to which a fact about such a subject means something, in a tenant with these plugins."""
    return [one for owner, one in by_event.get(event, ()) if one.subject_kind == subject_kind and is_on(owner, plugins)]
