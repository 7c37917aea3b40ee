"""Drafts as the page's own script keeps them: one for each form of whoever is signed in."""

import re
from typing import Any

import msgspec
from litestar import Request, Response, delete, get, put
from litestar.params import FromPath, FromQuery

from desk.drafts import actions, queries
from desk.foundation.errors import NotFound, TooLarge, Unacceptable
from desk.foundation.permissions import SIGNED_IN, needs
from desk.foundation.web.request import current_principal

ONE = "/drafts/{place:str}"
LONGEST_PLACE, LONGEST, MOST_AT_ONCE = 100, 60_000, 20
"""Characters of a place, and bytes of a draft."""
OWN = needs(SIGNED_IN)
_PLACE = re.compile("[a-z]+-[A-Za-z0-9-]*")


@get("/drafts", name="drafts.index", opt=OWN)
async def index(places: FromQuery[str] = "") -> Response[dict[str, dict[str, str]]]:
    """What was typed into these forms, their names with commas between; those into which nothing was are left out."""
    wanted = [_place(one) for one in places.split(",")[:MOST_AT_ONCE] if one]
    return Response(await queries.said(current_principal().id, wanted))


@put(ONE, name="drafts.keep", opt=OWN)
async def keep(place: FromPath[str], request: Request[Any, Any, Any]) -> Response[dict[str, str]]:
    """Keep what is typed."""
    body = await request.body()
    if len(body) > LONGEST:
        raise TooLarge(limit=1)
    try:
        said = msgspec.json.decode(body, type=dict[str, str])
    except msgspec.MsgspecError:
        raise Unacceptable from None
    plain = {name.replace("\0", "")[:60]: words.replace("\0", "") for name, words in said.items()}
    await actions.keep_draft(_place(place), plain, by=current_principal())
    return Response({})


@delete(ONE, name="drafts.drop", status_code=200, opt=OWN)
async def drop(place: FromPath[str]) -> Response[dict[str, str]]:
    """Forget it."""
    await actions.drop_draft(_place(place), by=current_principal())
    return Response({})


def _place(place: str) -> str:
    if len(place) > LONGEST_PLACE or _PLACE.fullmatch(place) is None:
        raise NotFound
    return place


HANDLERS = (index, keep, drop)
