"""Demo publications from headquarters' sample folder. Filling again adds nothing."""

from datetime import timedelta
from typing import Any

from desk.foundation.principals import Principal
from desk.kit.money import parse_money
from desk.kit.time import as_of, now
from desk.people import queries as people
from desk.publications import actions
from desk.publications.queries import bulletins, prices


async def fill(words: dict[str, Any]) -> None:
    """Write the bulletins of the sample file, publish those that aren't drafts, and the price standard."""
    known = {one["title"] for one in await bulletins.titles()}
    for one in words.get("bulletins", []):
        if one["title"] in known:
            continue
        by, said = await _operator(one["by"]), {name: one[name] for name in _SAID if name in one}
        with as_of(now() - timedelta(hours=one.get("hours_ago", 1))):
            number = await actions.write_bulletin(actions.Words(**said), by=by)
            if not one.get("draft"):
                await actions.publish_bulletin(number, by=by)

    for one in words.get("prices", []):
        if not await prices.versions():
            by = await _operator(one["by"])
            lines = [actions.Price(code, name, unit, parse_money(price)) for code, name, unit, price in one["lines"]]
            await actions.publish_prices(one["valid_from"], lines, one["why"], by=by)


_SAID = ("kind", "title", "body", "told", "product", "urgent")


async def _operator(staff_no: str) -> Principal:
    member_id = await people.member_numbered(staff_no)
    assert member_id is not None, f"the sample has no member {staff_no}"
    found = await people.member(member_id)
    roles = tuple(found["roles"])
    return Principal("member", found["id"], found["name"], await people.permissions_of(roles), roles)
