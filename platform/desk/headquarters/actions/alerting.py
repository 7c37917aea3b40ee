"""Alerts: a partner's figure beyond a threshold opens one, somebody sees to it, and it closes by itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.choices import chosen
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.headquarters import queries
from desk.headquarters.events import AlertClosed, AlertEvent, AlertOpened, AlertSeen, AlertsExported
from desk.headquarters.kinds import KINDS, AlertKind, Reading
from desk.headquarters.tables import PartnerAlert
from desk.kit.time import now


async def watch_partners(*, by: Principal) -> None:
    """Hold what partners published against the thresholds. Safe to run twice: there is one open alert of a kind."""
    at, known = now(), await queries.open_alerts_by_key()
    readings = await queries.readings()
    for kind in KINDS:
        threshold = chosen(kind.threshold)
        for reading in readings:
            value = kind.value(reading, at)
            alert = known.pop((reading.partner, kind.name), None)
            if kind.is_beyond(value, threshold):
                assert value is not None
                await (_go_on(alert, kind, value) if alert else _open(reading, kind, value, threshold, at, by))
            elif alert:
                await _close(alert, at, by)
    for alert in known.values():  # of partners that are suspended or closed by now
        await _close(alert, at, by)


async def acknowledge_alert(alert_id: UUID, *, by: Principal) -> None:
    """See to it: everybody sees who does. Nothing when somebody does already, or it is over. Raises ``NotFound``."""
    if not by.may("alert.acknowledge"):
        raise Forbidden
    alert = await queries.alert_locked(alert_id)
    before = alert.to_dict()
    if before["acknowledged_at"] or before["closed_at"]:
        return
    alert.acknowledged_at, alert.acknowledged_by = now(), by.name[:100]
    await alert.save([PartnerAlert.acknowledged_at, PartnerAlert.acknowledged_by])
    await _note(AlertSeen, before, by)


async def note_alerts(count: int, *, by: Principal) -> None:
    """Note that an operator took alerts out as a table."""
    await record(AlertsExported(by.id, by=by, count=count))


async def _open(reading: Reading, kind: AlertKind, value: int, threshold: int, at: datetime, by: Principal) -> None:
    alert = PartnerAlert(
        partner=reading.partner,
        slug=reading.slug,
        name=reading.name,
        kind=kind.name,
        value=value,
        worst=value,
        threshold=threshold,
        opened_at=at,
    )
    await alert.save()
    await _note(AlertOpened, alert.to_dict(), by)


async def _go_on(alert: Record, kind: AlertKind, value: int) -> None:
    if value != alert["value"]:
        worst = kind.worse(value, alert["worst"])
        changes: dict[Any, Any] = {PartnerAlert.value: value, PartnerAlert.worst: worst}
        await PartnerAlert.update(changes).where(PartnerAlert.id == alert["id"])


async def _close(alert: Record, at: datetime, by: Principal) -> None:
    await PartnerAlert.update({PartnerAlert.closed_at: at}).where(PartnerAlert.id == alert["id"])
    await _note(AlertClosed, alert, by)


async def _note(event: type[AlertEvent], alert: Mapping[str, Any], by: Principal) -> None:
    said: dict[str, Any] = {name: alert[name] for name in ("kind", "value", "threshold")}
    await record(event(alert["id"], by=by, partner=alert["name"], **said))
