"""The page of a list, and the file that is taken out of it."""

from collections.abc import Sequence
from functools import partial
from itertools import repeat
from typing import Any

from litestar import Request, Response

from desk.foundation.errors import NotFound
from desk.foundation.translation import gettext
from desk.foundation.web import paging
from desk.foundation.web.lists import leaves
from desk.foundation.web.lists.asking import Asked, chips, more, orders
from desk.foundation.web.lists.declaring import Line, List, View, all_of_it
from desk.foundation.web.lists.filters import Person
from desk.foundation.web.lists.keeping import Kept, asked_of, columns_of, kept
from desk.foundation.web.lists.offering import COLUMNS, offered
from desk.foundation.web.lists.taking_out import AT_ONCE, flowing
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit

TAB_COUNT = 100
"""Counts of tabs stop here and are shown as 99+."""
ALL = 1_000_000
"""As many rows of a file are counted, to note how much went out."""


async def show(what: List, request: Request[Any, Any, Any], **context: Any) -> Response[str]:
    """The page that an address asks for; ``context`` is what the list's own template needs besides."""
    what = what.of_tenant()
    asked, own = await _asked(what, request)
    wanted = await what.wanted(asked)
    found = await _leaf(asked, wanted)
    tabs, total = await _counted(asked, wanted)
    by = current_principal()
    if what.export and by.may(what.export.permission) and found.rows:
        context["export_url"] = asked.address(f"{what.path}/{what.export.file}.csv")
    return page(
        what.template,
        here=what.here,
        list=what,
        view=asked.view.name,
        views=tabs,
        filters=chips(asked),
        add=more(asked),
        people=await _people(asked),
        orders=orders(asked),
        sorted_by=gettext(asked.sort.word),
        q=asked.q,
        kept=asked.kept("q"),
        **offered(asked, own, total),
        columns=[(one.name, gettext(one.word), one.look) for one in what.shown(columns_of(asked, own))],
        rows=await what.rows(found.rows, asked),
        first=found.first,
        last=found.last,
        total=leaves.rounded(total),
        next_url=asked.address(after=found.after) if found.after else None,
        previous_url=asked.address(before=found.before) if found.before else None,
        again_url=asked.address(),
        **context,
    )


async def take_out(what: List, request: Request[Any, Any, Any]) -> Response[Any]:
    """The same list as a table, with the columns that were chosen; that it goes out is noted before anything does."""
    what = what.of_tenant()
    assert what.export is not None
    asked, own = await _asked(what, request)
    wanted, zone = await what.wanted(asked), current_visit().tenant.zone
    (count,) = await what.counted([(wanted, ALL)])
    await what.export.noted(count, by=current_principal())
    columns = what.written(columns_of(asked, own))

    async def read(after: Any) -> tuple[list[list[str]], Any]:
        found = await what.listed(wanted, sort=asked.sort, most=AT_ONCE, after=after)
        lines = map(Line, found, await what.rows(found, asked), repeat(zone))
        cells = [[one.text(line) for one in columns if one.text] for line in lines]
        return cells, (found[-1][asked.sort.by], found[-1]["id"]) if len(found) == AT_ONCE else None

    return await flowing(what.name, [gettext(one.word) for one in columns], read)


async def _asked(what: List, request: Request[Any, Any, Any]) -> tuple[Asked, Kept]:
    own = await kept(what.name)
    asked = asked_of(what, dict(request.query_params), own)
    if what.around:
        asked.around = await what.around()
    await asked.say()
    return asked, own


async def _leaf(asked: Asked, wanted: Any) -> leaves.Leaf:
    listed = partial(asked.list.listed, wanted, sort=asked.sort)
    return await leaves.leaf(
        listed, asked.sort.by, size=leaves.SIZE, after=asked.after, before=asked.before, kind=asked.sort.kind
    )


async def _counted(asked: Asked, wanted: Any) -> tuple[list[dict[str, Any]], int]:
    """The tabs, with their counts where work waits, and how much the list itself has: all in one statement."""
    views = [(one, await asked.list.wanted(asked.with_view(one.name))) for one in asked.list.views if one.counted]
    hot = [(one, one.hot(what)) for one, what in views if one.hot and one.hot is not all_of_it]
    several = [(wanted, paging.COUNTED + 1), *((what, TAB_COUNT) for _, what in views), *((what, 1) for _, what in hot)]
    total, *counts = await asked.list.counted(several)
    by_view = dict(zip((one.name for one, _ in views), counts, strict=False))
    heated = {one.name for (one, _), count in zip(hot, counts[len(views) :], strict=True) if count}
    return [_tab(asked, one, by_view.get(one.name), heated) for one in asked.list.views], total


def _tab(asked: Asked, view: View, count: int | None, heated: set[str]) -> dict[str, Any]:
    return {
        "label": gettext(view.word),
        "url": asked.with_view(view.name).address(),
        "current": view is asked.view and not asked.saved,
        "count": count,
        "hot": view.name in heated or (view.hot is all_of_it and bool(count)),
    }


async def _people(asked: Asked) -> Sequence[dict[str, Any]]:
    """Whom a filter for people offers, where somebody asked to choose one."""
    if asked.choose in ("", COLUMNS):
        return []
    one = asked.list.filter(asked.choose)
    if not isinstance(one, Person):
        raise NotFound
    changes = [(word, {one.name: who}) for who, word in await one.offered()]
    return [{"label": word, "url": asked.address(**dict[str, str | None](change))} for word, change in changes]
