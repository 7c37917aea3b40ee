"""The columns somebody wants, and the view that opens first."""

from collections.abc import Sequence

from desk.foundation.database import execute
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.web.lists import List
from desk.kit.ids import uuid7
from desk.lists import queries


async def choose_columns(what: List, columns: Sequence[str], *, by: Principal) -> None:
    """Show these columns in this order from now on; none means the usual ones. One's own desk: nobody is told."""
    known = {one.name for one in what.columns if one.drawn and not one.fixed}
    chosen = [one for one in dict.fromkeys(columns) if one in known]
    await execute(queries.CHOOSE.format(column="columns"), current_scope().tenant.id, uuid7(), by.id, what.name, chosen)


async def choose_usual(what: List, view: str, *, by: Principal) -> None:
    """Let a view open first: the name of one that everybody has, or the id of a saved one."""
    await execute(queries.CHOOSE.format(column="usual"), current_scope().tenant.id, uuid7(), by.id, what.name, view)
