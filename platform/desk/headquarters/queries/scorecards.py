"""Scorecards: as headquarters sees those of all partners, and as a partner sees its own beside the average."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asyncpg import Record

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows
from desk.foundation.errors import NotFound
from desk.foundation.figures import Part

SHOWN = 12
PUBLISH = """
insert into scorecard (tenant_id, month, figure, currency, part, whole, published_at)
select tenant_id, month, figure, currency, part, whole, $3 from figure_month where month = $1 and figure = any($2)
    on conflict (tenant_id, month, figure, currency) do nothing
"""
_SCORES = "select tenant_id, month, figure, currency, part, whole from scorecard"
Key = tuple[str, UUID]
"""Where a page ends: the partner's name and id."""
Scores = dict[tuple[UUID, str], list[Part]]
"""By partner and figure, one part for each currency."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner by its published card."""

    id: UUID
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Average:
    """The mean over partners: of what they counted, and of their own means; None where too few say anything."""

    count: float | None
    ratio: float | None


_NAMED = "($1 = '' or strpos(lower(name), lower($1)) > 0 or strpos(slug, lower($1)) > 0)"


async def scores_listed(
    q: str, month: date | None, *, most: int, after: Key | None = None, before: Key | None = None
) -> list[Record]:
    """At most so many partners behind or before a key, by name, each with the month that is asked for."""
    beyond, sign, order = (before, "<", "desc") if before is not None else (after, ">", "asc")
    found = await crossing_rows(
        f"""select tenant_id as id, slug, name, $2::date as month from partner
             where {_NAMED} and ($3::text is null or (name, tenant_id) {sign} ($3, $4::uuid))
             order by name {order}, tenant_id {order} limit $5""",
        q,
        month,
        *(beyond or (None, None)),
        most,
    )
    return found[::-1] if before is not None else found


async def partners_counted(q: str, *, most: int) -> int:
    """How many partners have published a card, up to ``most``."""
    counting = f"select count(*) from (select from partner where {_NAMED} limit $2) x"
    return int((await crossing_rows(counting, q, most))[0][0])


async def partner_named(slug: str) -> Partner:
    """The partner with this short name. As headquarters; raises ``NotFound``."""
    found = await crossing_rows("select tenant_id, slug, name from partner where slug = $1", slug)
    if not found:
        raise NotFound
    return _partner(found[0])


async def months_known() -> list[date]:
    """The months of which any partner published figures, the latest first. As headquarters."""
    found = await crossing_rows("select distinct month from scorecard order by month desc limit $1", SHOWN)
    return [one["month"] for one in found]


async def scores(partners: Sequence[UUID], month: date) -> Scores:
    """What these partners published of a month. As headquarters."""
    found: Scores = {}
    for one in await crossing_rows(f"{_SCORES} where tenant_id = any($1) and month = $2", list(partners), month):
        found.setdefault((one["tenant_id"], one["figure"]), []).append(_part(one))
    return found


async def scores_of(partner: UUID) -> dict[str, dict[date, list[Part]]]:
    """All that a partner published of the last months, by figure. As headquarters."""
    return _by_figure(await crossing_rows(f"{_SCORES} where tenant_id = $1 order by month", partner))


async def own_months() -> dict[str, dict[date, list[Part]]]:
    """What the tenant that is asking published, by figure."""
    return _by_figure(await rows(f"{_SCORES} order by month"))


async def averages(month: date, least: int) -> dict[tuple[str, str], Average]:
    """The mean over all partners, by figure and currency, where at least so many published it: nobody is named."""
    found = await rows("select figure, currency, mean, mean_ratio from find_averages($1, $2)", month, least)
    return {(one["figure"], one["currency"]): Average(one["mean"], one["mean_ratio"]) for one in found}


def _by_figure(found: Iterable[Record]) -> dict[str, dict[date, list[Part]]]:
    sorted_out: dict[str, dict[date, list[Part]]] = {}
    for one in found:
        sorted_out.setdefault(one["figure"], {}).setdefault(one["month"], []).append(_part(one))
    return sorted_out


def _part(one: Record) -> Part:
    return Part(one["part"], one["whole"], currency=one["currency"])


def _partner(one: Record) -> Partner:
    return Partner(one["tenant_id"], one["slug"], one["name"])
