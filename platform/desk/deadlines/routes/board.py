"""The board of what is at risk: overdue, within the hour, today and tomorrow, by team and person."""

from typing import Any

from litestar import Response, get

from desk.deadlines import queries, views
from desk.deadlines.queries import Wanted
from desk.deadlines.routes.listing import DUE, HERE, PROMISES, READ, spans
from desk.foundation.translation import gettext
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal

NEXT = 12


@get("/promises/board", name="deadlines.board", opt=READ)
async def board() -> Response[str]:
    """Who has how much before them, and what is most pressing."""
    borders = spans()
    people = await queries.board(borders)
    found = await queries.listed(Wanted(until=borders.tomorrow), most=NEXT)
    return page(
        "deadlines/board.html",
        here=HERE,
        columns=[(name, gettext(word)) for name, word in DUE.items()],
        totals={name: sum(one[name] for one in people) for name in DUE},
        teams=_teams(people),
        rows=[one | {"back": "board"} for one in await views.rows_of(found, current_principal())],
        shown=[(one.name, gettext(one.word), one.look) for one in PROMISES.shown(())],
    )


def _teams(people: list[Any]) -> list[dict[str, Any]]:
    """People by department, each with the counts and where they lead to."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in people:
        who = str(one["member"]) if one["member"] else "nobody"
        counts = [
            {"name": name, "count": one[name], "url": f"/promises?view=all&member={who}&due={name}"} for name in DUE
        ]
        team = one["department"] or (gettext("Without a department") if one["member"] else gettext("Nobody yet"))
        found.setdefault(team, []).append({"name": one["name"] or gettext("Nobody yet"), "counts": counts})
    return [{"name": name, "people": members} for name, members in found.items()]


HANDLERS = (board,)
