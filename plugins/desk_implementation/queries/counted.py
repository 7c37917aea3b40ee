"""Sums over a period, for figures."""

from typing import Literal

from desk.extend import Part, Period, tally

_KEYS = {"member": ("m.id", "m.name")}
_HAPPENED = """implementation_project p left join member m on m.tenant_id = p.tenant_id and m.id = p.lead
 where p.{column} >= $1 and p.{column} < $2"""


async def happened(period: Period, by: str, column: Literal["applied_at", "started_at"]) -> list[Part]:
    """How many projects have this moment within the period."""
    return await tally(_HAPPENED.format(column=column), period, by, at=f"p.{column}", keys=_KEYS)


async def signed_logs(period: Period, by: str) -> list[Part]:
    """Of the logs of days in a period: those that are signed."""
    source = """implementation_log l join member m on m.tenant_id = l.tenant_id and m.id = l.consultant
                 where l.day >= $1::date and l.day < $2::date and l.status <> 'draft'"""
    part = "count(*) filter (where l.status = 'signed')"
    return await tally(source, period, by, at="l.day::timestamptz", part=part, whole="count(*)", keys=_KEYS)


async def on_time(period: Period, by: str) -> list[Part]:
    """Of the stages that became effective in a period: those not later than the plan says."""
    return await _stages(period, by, "s.effective_at::date <= s.ends_on")


async def as_signed(period: Period, by: str) -> list[Part]:
    """Of the stages that were to end in a period by the plan signed first: those that were effective by then."""
    source = """implementation_stage s join member m on m.tenant_id = s.tenant_id and m.id = s.owner
                 where s.signed_ends_on >= $1::date and s.signed_ends_on < $2::date"""
    part = "count(*) filter (where s.effective_at::date <= s.signed_ends_on)"
    at = "s.signed_ends_on::timestamptz"
    return await tally(source, period, by, at=at, part=part, whole="count(*)", keys=_KEYS)


async def surveyed(period: Period, by: str) -> list[Part]:
    """Of the stages that became effective in a period: those that the customer judged within three days."""
    answered = """exists (select from survey a where a.tenant_id = s.tenant_id and a.subject_id = s.id
                     and a.subject_kind = 'implementation_stage'
                     and a.answered_at <= s.effective_at + interval '3 days')"""
    return await _stages(period, by, answered)


async def reworked(period: Period, by: str) -> list[Part]:
    """Of the stages that became effective in a period: those that were done again."""
    return await _stages(period, by, "s.rounds > 0")


async def _stages(period: Period, by: str, condition: str) -> list[Part]:
    source = """implementation_stage s join member m on m.tenant_id = s.tenant_id and m.id = s.owner
                 where s.effective_at >= $1 and s.effective_at < $2"""
    part = f"count(*) filter (where {condition})"
    return await tally(source, period, by, at="s.effective_at", part=part, whole="count(*)", keys=_KEYS)


async def ended(period: Period, by: str) -> list[Part]:
    """Projects that ended early, by the reason."""
    source = """implementation_request r join implementation_project p on p.tenant_id = r.tenant_id and p.id = r.project
                 where r.kind = 'termination' and r.granted and r.decided_at >= $1 and r.decided_at < $2"""
    return await tally(source, period, by, at="r.decided_at", keys={"kind": ("r.reason", "''")})
