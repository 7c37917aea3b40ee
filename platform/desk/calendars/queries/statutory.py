"""What headquarters has published, and the statements with which it publishes."""

from asyncpg import Record

from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound

LOCK_STATUTORY = "select pg_advisory_xact_lock(hashtext('statutory days'))"
PUBLISH = "select publish_statutory($1, $2, $3, $4, $5, $6, $7)"
OPEN_YEAR = """
insert into statutory_year (id, country, year) values ($1, $2, $3)
on conflict (country, year) do update set year = excluded.year returning id
"""
IS_CONFIRMED = "select confirmed_at is not null from statutory_year where country = $1 and year = $2"
CONFIRM_YEAR = """
update statutory_year set confirmed_at = $3, confirmed_by = $4, notice = $5 where country = $1 and year = $2
"""
DAYS_OF_YEAR = """
select day, kind, name_zh, name_en from statutory_day where country = $1 and year = $2 and until is null order by day
"""
END_STATUTORY = "update statutory_day set until = $3 where country = $1 and day = any($2::date[]) and until is null"
ADD_STATUTORY = """
insert into statutory_day (id, country, year, day, kind, name_zh, name_en, since)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_YEARS = """
select y.country, y.year, y.confirmed_at, y.confirmed_by, y.notice,
       count(d.id) filter (where d.kind = 'holiday') as holidays,
       count(d.id) filter (where d.kind = 'make_up') as make_up,
       (select max(v.at) from statutory_version v where v.country = y.country and v.year = y.year) as changed_at
  from statutory_year y
  left join statutory_day d on d.country = y.country and d.year = y.year and d.until is null
"""
_CHANGES = """
select v.version, v.what, v.reference, v.at, v.by_name,
       d.day, d.since = v.version as begins, d.kind, d.name_zh, d.name_en
  from (select * from statutory_version where country = $1 and year = $2 order by version desc limit $3) v
  left join statutory_day d on d.country = v.country and d.year = v.year
        and v.what = 'changed' and (d.since = v.version or d.until = v.version)
 order by v.version desc, d.day, begins
"""


async def years() -> list[Record]:
    """The years that were published, the latest first, with how many days each has."""
    return await rows(f"{_YEARS} group by y.id order by y.year desc, y.country")


async def year_of(country: str, year: int) -> Record:
    """One year. Raises ``NotFound``."""
    found = await row(f"{_YEARS} where y.country = $1 and y.year = $2 group by y.id", country, year)
    if found is None:
        raise NotFound
    return found


async def days_of_year(country: str, year: int) -> list[Record]:
    """Its days, as they count now."""
    return await rows(DAYS_OF_YEAR, country, year)


async def changes_of_year(country: str, year: int, *, most: int = 50) -> list[Record]:
    """The latest times it was published, each with the days that were changed: the old ones before the new ones."""
    return await rows(_CHANGES, country, year, most)
