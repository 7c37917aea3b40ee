"""
The kinds of tasks: each said by its own slice through ``register_task_kinds``.

    TaskKind("tickets.call_back", N_("Call the customer"), {"reached": N_("Reached")}, subjects=("ticket",))
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from desk.foundation.asking import hooks
from desk.foundation.hooks import answers
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext

SEEN_BY_ALL = "task.read"


@dataclass(frozen=True, slots=True)
class TaskKind:
    """One kind of task. Its id begins with the slug of whose it is: ``tickets.call_back``."""

    id: str
    label: str
    results: Mapping[str, str]
    """What may come of it: stored word and what people read, the usual one first."""
    permission: str = "task.work"
    """Who may do it."""
    reads: str = SEEN_BY_ALL
    """Who may see it besides those whom it concerns; with anything but ``task.read`` it isn't found by searching."""
    subjects: tuple[str, ...] = ()
    """The kinds of things beside which people are offered to ask for it; empty: only code asks."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Small values of the result: stored name and label."""
    once: bool = False
    """Whether asking twice about one thing is asking once, also without a key."""
    promised: bool = True
    """Whether its due time is a promise of the task's own (``TK-D1``); not where the asker's promise says when."""
    icon: str = "check"


ANYTHING = TaskKind(
    "tasks.anything",
    N_("Something else"),
    {"done": N_("Done"), "not_needed": N_("Not needed any more")},
    subjects=("ticket", "customer", "case", ""),
)
"""What a person asks another one in their own words."""


@cache
def registered() -> dict[str, TaskKind]:
    """All kinds by id, those of slices and plugins that are installed."""
    found: dict[str, TaskKind] = {}
    for slug, declared in answers("register_task_kinds").items():
        for one in declared:
            assert one.id.startswith(f"{slug}."), f"{one.id} is not of {slug}"
            assert one.results, f"{one.id} has no results"
            found[one.id] = one
    return found


def kind_of(kind: str) -> TaskKind:
    """The kind of this id; what nobody declares any more can be done and seen by whoever it waits for."""
    return registered().get(kind) or TaskKind(kind, kind, ANYTHING.results, reads="task.assign")


def offered(subject_kind: str) -> list[TaskKind]:
    """What people may ask for beside a thing of this kind, in this tenant; the plainest last."""
    ask = hooks()
    found = [
        one
        for one in registered().values()
        if subject_kind in one.subjects and one is not ANYTHING and not ask.silent(one.id.partition(".")[0])
    ]
    return [*found, ANYTHING]


def readable(by: Principal) -> list[str]:
    """The kinds that somebody may see although they don't concern them."""
    return [one.id for one in registered().values() if by.may(one.reads)]


def result_word(kind: str, result: str) -> str:
    """What a result is called, in the reader's language."""
    return gettext(kind_of(kind).results.get(result, result))
