"""
Reactions: what slices do about facts, each as a job of its own after the commit.

A reaction gets the fact, reads again, returns when it no longer applies, and delegates to an action.
It may run twice only if its transaction didn't commit the first time.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from desk.foundation.events import Fact

Lane = Literal["urgent", "default", "bulk"]
LANES: tuple[Lane, ...] = ("urgent", "default", "bulk")
Scope = Literal["given", "own"]
EVERY = "*"
"""In place of an event's name: a reaction to all of them, in the tenants where it listens (``listening.py``)."""
PLANNED = ""
"""In place of an event's name: a reaction that no fact causes, only ``later``."""
LONGEST_ASIDE = 30.0
"""Seconds that a reaction with a scope of its own may take; after 45 its row counts as lost."""
RETRIES = 8
"""Attempts before a row stays as failed."""


def back_off(attempts: int) -> float:
    """Seconds until the next attempt: 1, 2, 4 … at most ten minutes."""
    return min(600.0, 2.0 ** (attempts - 1))


@dataclass(frozen=True, slots=True)
class Reaction:
    """One subscriber: a coroutine function with its stable name and lane."""

    name: str
    run: "Callable[[Fact], Awaitable[None]]"
    lane: Lane
    budget: float
    """Seconds it may take before it is cut off and tried again."""
    scope: Scope = "given"

    @property
    def owner(self) -> str:
        """The slug of the slice or plugin whose it is."""
        return self.name.partition(".")[0]


def reaction(
    *, lane: Lane = "default", budget: float = 30.0, scope: Scope = "given"
) -> "Callable[[Callable[[Fact], Awaitable[None]]], Reaction]":
    """
    Declare a reaction; its name is slug and function, ``tickets.tell_assignee``, and must stay stable.

    ``scope="own"`` is for what waits for somebody else's server: it holds no transaction, opens short ones itself
    (``scope_of(fact.tenant_id)``), and may run twice: what it did is not undone when it is cut off.
    """

    assert scope == "given" or budget <= LONGEST_ASIDE, "its row would count as lost while it runs"

    def declare(function: "Callable[[Fact], Awaitable[None]]") -> Reaction:
        return Reaction(f"{_slug(function.__module__)}.{function.__name__}", function, lane, budget, scope)

    return declare


def _slug(module: str) -> str:
    """``desk.tickets.reactions`` is ``tickets``, ``desk_loyalty.reactions`` is ``loyalty``, ``x_plugin`` is ``x``."""
    *packages, last = module.split(".")
    own = last if last.endswith("_plugin") or not packages else packages[-1]
    return own.removeprefix("desk_").removesuffix("_plugin")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A reaction without a fact: run in each tenant again and again, every so many seconds."""

    reaction: Reaction
    seconds: int


_by_name: dict[str, tuple[str, Reaction]] = {}
_by_event: dict[str, list[tuple[str, Reaction]]] = {}
_schedules: dict[str, tuple[str, Schedule]] = {}
_core: set[str] = set()


def register(owner: str, of_events: Mapping[str, Iterable[Reaction]], *, core: bool) -> None:
    """Subscribe the reactions of one slice or plugin."""
    if core:
        _core.add(owner)
    for event, subscribed in of_events.items():
        for one in subscribed:
            _by_name[one.name] = (owner, one)
            _by_event.setdefault(event, []).append((owner, one))
    subscribers.cache_clear()


def register_schedules(owner: str, schedules: Iterable[Schedule]) -> None:
    """Make the periodic work of one slice or plugin known."""
    for one in schedules:
        _by_name[one.reaction.name] = (owner, one.reaction)
        _schedules[one.reaction.name] = (owner, one)


def is_on(owner: str, plugins: frozenset[str]) -> bool:
    """Whether a slice or plugin is on for a tenant with these plugins."""
    return owner in _core or owner in plugins


@lru_cache(maxsize=8192)
def subscribers(
    event: str, plugins: frozenset[str], listening: frozenset[tuple[str, str]] = frozenset()
) -> tuple[Reaction, ...]:
    """Who reacts to an event in a tenant with these plugins, and with these listeners to what fits their patterns."""
    named = [one for owner, one in _by_event.get(event, ()) if is_on(owner, plugins)]
    hear = {subscriber for subscriber, pattern in listening if fits(event, pattern)}
    return (*named, *(one for owner, one in _by_event.get(EVERY, ()) if one.name in hear and is_on(owner, plugins)))


def every() -> list[Reaction]:
    """All reactions of what is installed, by name."""
    return [one for _, (_, one) in sorted(_by_name.items())]


def is_heard(event: str, plugins: frozenset[str]) -> bool:
    """Whether one of these plugins, beside the core, names an event in its subscriptions."""
    return any(owner in plugins for owner, _ in _by_event.get(event, ()))


def heard_by(owner: str) -> dict[str, list[Reaction]]:
    """The facts that one slice or plugin names in its subscriptions, with what it does about each."""
    found: dict[str, list[Reaction]] = {}
    for event, subscribed in _by_event.items():
        mine = [one for whose, one in subscribed if whose == owner]
        if mine and event not in (EVERY, PLANNED):
            found[event] = mine
    return found


def fits(event: str, pattern: str) -> bool:
    """Whether the name of an event is the pattern, or begins as ``ticket.*`` does; ``*`` fits all."""
    return pattern in (EVERY, event) or (pattern.endswith(".*") and event.startswith(pattern[:-1]))


def schedules(plugins: frozenset[str]) -> tuple[Schedule, ...]:
    """The periodic work of a tenant with these plugins."""
    return tuple(one for owner, one in _schedules.values() if is_on(owner, plugins))


def named(name: str, plugins: frozenset[str]) -> Reaction | None:
    """The reaction of this name, or None when its plugin is gone or off."""
    owner, one = _by_name.get(name, ("", None))
    return one if one is not None and is_on(owner, plugins) else None
