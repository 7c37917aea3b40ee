"""Forgetting what is older than the tenant wants to keep."""

from datetime import timedelta

from desk.foundation import privacy
from desk.foundation.choices import chosen
from desk.foundation.events import record
from desk.foundation.principals import NOBODY, Principal
from desk.foundation.privacy import Retention
from desk.kit.time import now
from desk.privacy import queries
from desk.privacy.events import OldForgotten

MOST = 20_000
"""Rows of one step in one night; the rest goes in the next."""


async def forget_old(*, by: Principal) -> None:
    """Do all that the settings ask for, and say how much it was."""
    for one in privacy.retentions():
        days = chosen(one.setting)
        if days and (gone := await _forget(one, days)):
            await record(OldForgotten(NOBODY, by=by, setting=one.setting.name, rows=gone))


async def _forget(one: Retention, days: int) -> int:
    before = now() - timedelta(days=days)
    return sum([await queries.forget(step, before, most=MOST) for step in one.steps])
