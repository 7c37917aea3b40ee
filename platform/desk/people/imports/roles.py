"""
The tables ``[roles.<role>]`` of a tenant file: what a role may do otherwise than it starts with.

    [roles.cs_agent]
    may = ["customer.export"]
    may_not = ["customer.import"]

Of a role that is named all that it may do counts: what the file leaves out is as the role starts. Others stay.
"""

from typing import Any

import msgspec

from desk.foundation.errors import Refusal
from desk.foundation.permissions import of_roles
from desk.foundation.principals import SYSTEM
from desk.foundation.tenants import Change, WrongFile
from desk.people import actions, queries
from desk.people.actions.roles import USUAL
from desk.people.permissions import CONTACT_ROLES, OPERATOR_ROLES, ROLES, effective, offered


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """One role: permissions besides those it starts with, and those of them that it lacks."""

    may: list[str] = []
    may_not: list[str] = []


def read(said: Any) -> dict[str, Line]:
    """The tables by role. Raises ``ValueError`` with what is wrong."""
    found = msgspec.convert(said, dict[str, Line])
    for role, line in found.items():
        if role not in ROLES | OPERATOR_ROLES | CONTACT_ROLES:
            raise ValueError(f"roles.{role}: there is no such role")
        unknown = {*line.may, *line.may_not} - {one.name for one in offered(role)}
        if unknown:
            raise ValueError(f"roles.{role}: no such permission for it: {', '.join(sorted(unknown))}")
    return found


async def changes(wanted: dict[str, Line]) -> list[Change]:
    """What the tables say differently from what counts."""
    found, before = [], await queries.changes_of()
    for role, line in wanted.items():
        now, then = effective(frozenset({role}), before), _allowed(role, line)
        if now != then:
            found.append(Change(f"roles.{role}", sorted(now - then), sorted(then - now)))
    return found


async def apply(wanted: dict[str, Line]) -> None:
    """Let the roles that are named do this and no more. Raises ``WrongFile`` where nobody could undo it."""
    rules = await queries.factor_rules_now()
    for role, line in wanted.items():
        shown = [one.name for one in offered(role)]
        try:
            await actions.change_role(role, _allowed(role, line), shown, rules.get(role, USUAL), by=SYSTEM)
        except Refusal as refusal:
            raise WrongFile(f"roles.{role}: {refusal}") from None


def _allowed(role: str, line: Line) -> frozenset[str]:
    return (of_roles(frozenset({role})) | {*line.may}) - {*line.may_not}
