"""Figures of training: sessions taught, who was there, who passed; by month and by trainer."""

from desk.extend import Part, Period, tally

MEMBER = "member"
_KEYS = {MEMBER: ("m.id", "m.name"), "kind": ("c.kind", "''")}
_SESSIONS = """
training_session s
  join training_course c on c.tenant_id = s.tenant_id and c.id = s.course
  join member m on m.tenant_id = s.tenant_id and m.id = s.trainer
"""
_PEOPLE = f"""{_SESSIONS} join training_enrolment e on e.tenant_id = s.tenant_id and e.session = s.id"""
_ENDED = "s.ended_at >= $1 and s.ended_at < $2"


_VIOLATIONS = f"""(
  select s.started_at as at, s.trainer from training_session s
   where s.started_at >= $1 and s.started_at < $2 and s.started_at >= s.begins_at + interval '1 minute'
  union all
  select s.ended_at, s.trainer from training_session s
   where {_ENDED} and s.ended_at <= s.ends_at - interval '1 minute'
  union all
  select a.left_at, a.trainer from training_absence a
   where a.violation and a.left_at >= $1 and a.left_at < $2) v join member m on m.id = v.trainer"""


async def violations(period: Period, by: str) -> list[Part]:
    """Sessions begun late or ended early, and trainers who were away too long with nobody who stood in."""
    return await tally(_VIOLATIONS, period, by, at="v.at", keys=_KEYS)


async def taught(period: Period, by: str) -> list[Part]:
    """Sessions that ended in a period."""
    return await tally(f"{_SESSIONS} where {_ENDED}", period, by, at="s.ended_at", keys=_KEYS)


async def there(period: Period, by: str) -> list[Part]:
    """Of those on a seat in sessions that ended: who was there."""
    source = f"{_PEOPLE} where {_ENDED} and e.status in ('attended', 'absent', 'passed', 'failed')"
    part = "count(*) filter (where e.status <> 'absent')"
    return await tally(source, period, by, at="s.ended_at", part=part, whole="count(*)", keys=_KEYS)


async def passed(period: Period, by: str) -> list[Part]:
    """Of those examined in sessions that ended: who passed."""
    source = f"{_PEOPLE} where {_ENDED} and e.status in ('passed', 'failed')"
    part = "count(*) filter (where e.status = 'passed')"
    return await tally(source, period, by, at="s.ended_at", part=part, whole="count(*)", keys=_KEYS)


async def certified(period: Period, by: str) -> list[Part]:
    """Certificates by the day of their issue."""
    source = "training_certificate t where t.issued_on >= $1::date and t.issued_on < $2::date"
    return await tally(source, period, by, at="t.issued_on::timestamptz")
