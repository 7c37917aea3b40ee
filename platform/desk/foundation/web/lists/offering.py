"""What the page of a list offers beside its rows: saved views, columns to choose, actions on many rows."""

from typing import Any
from urllib.parse import urlencode

from desk.foundation.translation import gettext
from desk.foundation.web import paging
from desk.foundation.web.lists.asking import Asked
from desk.foundation.web.lists.keeping import Kept, columns_of
from desk.foundation.web.request import current_principal

COLUMNS = "columns"
"""In place of a filter's name: the menu of columns is open."""


def offered(asked: Asked, own: Kept, total: int) -> dict[str, Any]:
    """What the menus of the page need to know."""
    by, what = current_principal(), asked.list
    saved = own.view(asked.saved) if asked.saved else None
    return {
        "saved": [
            {
                "label": one.name,
                "url": f"{what.path}?saved={one.id}",
                "current": one is saved,
                "count": None,
                "hot": False,
            }
            for one in own.views
        ],
        "view_saved": saved,
        "looked_at": urlencode(asked.query()),
        "is_usual": own.usual in (asked.saved or asked.view.name,),
        "this_view": asked.saved or asked.view.name,
        "may_share": by.may("view.share"),
        "to_choose": _to_choose(asked, own) if saved is None or saved.own else [],
        "choosing_columns": asked.choose == COLUMNS,
        "bulk": [(one.name, gettext(one.word), one.icon) for one in what.bulk if by.may(one.permission)],
        "found": min(total, paging.COUNTED),
    }


def _to_choose(asked: Asked, own: Kept) -> list[dict[str, Any]]:
    """The columns that may be shown: those that are, in their order, then the others."""
    shown = asked.list.shown(columns_of(asked, own))
    others = [one for one in asked.list.columns if one.drawn and one not in shown]
    return [
        {"name": one.name, "word": gettext(one.word), "shown": one in shown}
        for one in (*shown, *others)
        if not one.fixed
    ]
