"""What a tenant may set about messages: quiet hours, the cap, how long deliveries are kept, which channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.foundation.notices import Notice

CAP = 20
KEEP_DAYS = 365
QUIET = ("21:00", "08:00")
LEAST_DAYS, MOST_DAYS = 30, 3650


@dataclass(frozen=True, slots=True)
class Peace:
    """When people are left alone, and how much is too much [assumed where nobody said otherwise]."""

    quiet_from: time
    quiet_until: time
    cap: int
    """Messages that ring, for one person on one day."""
    keep_days: int

    def quiet_end(self, at: datetime, zone: str) -> datetime | None:
        """When the quiet hours end in which ``at`` lies; None when it doesn't."""
        there = at.astimezone(ZoneInfo(zone))
        begin, end = self.quiet_from, self.quiet_until
        if begin == end:
            return None
        over_midnight = begin > end
        inside = there.time() >= begin or there.time() < end if over_midnight else begin <= there.time() < end
        if not inside:
            return None
        day = there.date() + timedelta(days=1 if over_midnight and there.time() >= begin else 0)
        return datetime.combine(day, end, there.tzinfo).astimezone(at.tzinfo)


def peace(settings: Mapping[str, Any]) -> Peace:
    """``messaging`` of the tenant's settings; what can't be understood is left out."""
    said = _said(settings)
    begin, end = _time(said.get("quiet_from"), QUIET[0]), _time(said.get("quiet_until"), QUIET[1])
    keep = min(max(_number(said.get("keep_days"), KEEP_DAYS), LEAST_DAYS), MOST_DAYS)
    return Peace(begin, end, max(1, _number(said.get("cap"), CAP)), keep)


def channels_of(settings: Mapping[str, Any], notice: Notice) -> Sequence[str]:
    """By which channels a kind goes here: ``messaging.channels``, by kind; none switches it off."""
    chosen = _said(settings).get("channels", {})
    found = chosen.get(notice.id) if isinstance(chosen, dict) else None
    return [str(one) for one in found] if isinstance(found, list) else list(notice.channels)


def _said(settings: Mapping[str, Any]) -> dict[str, Any]:
    found = settings.get("messaging", {})
    return found if isinstance(found, dict) else {}


def _time(said: Any, usual: str) -> time:
    try:
        return time.fromisoformat(str(said))
    except ValueError:
        return time.fromisoformat(usual)


def _number(said: Any, usual: int) -> int:
    return said if isinstance(said, int) and not isinstance(said, bool) else usual
