"""
The tables ``[[departments]]`` of a tenant file: a department, or with ``part_of`` a team of it.

    [[departments]]
    name = "热线一组"
    part_of = "服务部"
    head = "0217"

``head`` is a staff number. What the file leaves out stays as it is: it may have people in it.
"""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta

from desk.foundation.principals import SYSTEM
from desk.foundation.tenants import Change
from desk.people import actions, queries

Word = Annotated[str, Meta(min_length=1, max_length=100)]


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """One table of the file; an empty head leaves it to the page."""

    name: Word
    part_of: str = ""
    head: str = ""


def read(said: Any) -> list[Line]:
    """The tables in the order in which they can be made. Raises ``ValueError`` with what is wrong."""
    lines = msgspec.convert(said, list[Line])
    names = {one.name for one in lines}
    if len({one.name.casefold() for one in lines}) < len(lines):
        raise ValueError("departments: each name once")
    for one in lines:
        if one.part_of and (one.part_of not in names or any(o.part_of for o in lines if o.name == one.part_of)):
            raise ValueError(f"departments: {one.name} is part of {one.part_of!r}, which is no department here")
    return sorted(lines, key=lambda one: bool(one.part_of))


async def changes(wanted: Sequence[Line]) -> list[Change]:
    """What the file says differently from what counts."""
    found = []
    now = {one["name"]: one for one in await queries.departments()}
    for line in wanted:
        one = now.get(line.name)
        old = [one["part_of_name"] or "", str(one["head"] or "")] if one else None
        head = str(await _head(line) or "") or (old[1] if old else "")
        if old != [line.part_of, head]:
            found.append(Change(f"departments.{line.name}", old, [line.part_of, line.head]))
    return found


async def apply(wanted: Sequence[Line]) -> None:
    """Let these departments be there."""
    for line in wanted:
        part_of = await queries.department_named(line.part_of) if line.part_of else None
        known = await queries.department_named(line.name)
        head = await _head(line)
        if known is None:
            await actions.add_department(line.name, part_of=part_of, head=head, by=SYSTEM)
            continue
        head = head or (await queries.department(known))["head"]
        await actions.change_department(known, name=line.name, part_of=part_of, head=head, by=SYSTEM)


async def _head(line: Line) -> UUID | None:
    """Nobody of this number, or not yet: chosen when the file is applied again."""
    return await queries.member_numbered(line.head) if line.head else None
