"""
Doors: the Moves that people make, each declared once.

A door is a button with its form on the page of a project, the route behind it, and the same for programs. It stands
open while its Move's status and permission fit; what its guard misses is said beside it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.extend import Move, Principal, gettext
from desk_implementation.actions.moving import standing
from desk_implementation.forms import DoorForm
from desk_implementation.moves import Standing

ONE = "/implementation/{number:int}"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a door's form; ``shape`` is the macro that draws it, ``offers`` the name of what may be chosen."""

    name: str
    label: str
    shape: str = "textarea"
    required: bool = False
    offers: str = ""
    hint: str = ""
    span: int = 12


@dataclass(frozen=True, slots=True)
class Door:
    """One Move: the noun in its address, what is sent, and the action that makes it."""

    noun: str
    move: Move
    form: type[DoorForm]
    act: Callable[..., Awaitable[object]]
    label: str
    says: str
    """What programs read about it."""
    fields: tuple[Field, ...] = ()
    icon: str = "check"
    look: str = "plain"
    of: str = ""
    """The parts of a project that it is about: ``stages``; empty: the project itself."""
    part: Move | None = None
    """The Move of that part, beside what the project's Move asks for."""
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its route, without the plugin's."""
        return "_".join(one for one in (self.of, self.noun.replace("-", "_")) if one)

    @property
    def path(self) -> str:
        """Where it stands below a project."""
        return f"{ONE}/{self.of}/{{item:uuid}}/{self.noun}" if self.of else f"{ONE}/{self.noun}"


async def opened(
    doors: tuple[Door, ...], found: Any, by: Principal, item: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """The doors that stand open, as the page draws them: those whose Moves fit, and what is missing yet."""
    return [await _drawn(one, found, by, item) for one in doors if _fits(one, found, by, item)]


def _fits(door: Door, found: Any, by: Principal, item: Mapping[str, Any] | None) -> bool:
    things = [(door.move, found), *([(door.part, item)] if door.part and item else [])]
    return all(by.may(move.permission) and thing["status"] in move.frm for move, thing in things)


async def _drawn(door: Door, found: Any, by: Principal, item: Mapping[str, Any] | None) -> dict[str, Any]:
    missing = await _missing(door.part, item, by) if door.part and item else await _missing(door.move, found, by)
    below = f"{door.of}/{item['id']}/{door.noun}" if item else door.noun
    return {
        "id": f"{door.noun}-{item['id']}" if item else door.noun,
        "url": f"/implementation/{found['number']}/{below}",
        "label": gettext(door.label),
        "icon": door.icon,
        "look": door.look,
        "missing": missing,
        "fields": [_field(one) for one in door.fields],
        "versioned": "version" in door.form.__struct_fields__,
    }


async def _missing(move: Move, found: Any, by: Principal) -> str:
    if move.guard is None:
        return ""
    seen: Standing = await standing(Found(found), move, by=by)
    refusal = move.refusal(seen, by)
    return str(refusal) if refusal else ""


class Found:
    """A row whose columns are read as attributes, as a Move's conditions read those of a table."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return self._row[name]


def _field(one: Field) -> dict[str, Any]:
    same = ("name", "shape", "required", "offers", "span")
    texts = {"label": gettext(one.label), "hint": gettext(one.hint) if one.hint else ""}
    return {name: getattr(one, name) for name in same} | texts
