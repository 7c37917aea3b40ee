"""Transitions as data: one row for each way a status may change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desk.foundation.errors import Forbidden, Refusal
from desk.foundation.principals import Principal
from desk.foundation.translation import N_

Guard = Callable[[Any, Principal], Refusal | None]


class CannotMove(Refusal):
    """A transition that the table does not have."""

    sentence = N_("That isn't possible while it is “{now}”.")


@dataclass(frozen=True, slots=True)
class Move:
    """Who may take a thing from which status to which, and on what condition."""

    action: str
    frm: tuple[str, ...]
    to: str | None
    """The new status; None keeps the old one."""
    permission: str
    guard: Guard | None = None
    channels: tuple[str, ...] | None = None
    """The channels it is limited to; None means all."""

    def refusal(self, thing: Any, by: Principal, label: Callable[[str], str] = str) -> Refusal | None:
        """Why ``by`` may not make this move with ``thing`` now, or None."""
        if not by.may(self.permission):
            return Forbidden()
        if thing.status not in self.frm or (self.channels and thing.channel not in self.channels):
            return CannotMove(now=label(thing.status))
        return self.guard(thing, by) if self.guard else None

    def check(self, thing: Any, by: Principal, label: Callable[[str], str] = str) -> None:
        """Raise the refusal, if there is one."""
        if refusal := self.refusal(thing, by, label):
            raise refusal
