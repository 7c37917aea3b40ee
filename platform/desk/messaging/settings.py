"""What a tenant may set about messages: quiet hours, the cap, how long deliveries are kept, which channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.foundation.choices import Setting, SettingsPage, chosen
from desk.foundation.notices import Notice
from desk.foundation.translation import N_, gettext

RULES = "/notices/rules"


def _read_channels(said: object) -> dict[str, list[str]]:
    """Channels by the id of a notice. Raises ``ValueError``."""
    if not isinstance(said, dict) or not all(isinstance(ways, list) for ways in said.values()):
        raise ValueError(gettext(NO_CHANNELS))
    return said


NO_CHANNELS = N_("A table with a list of channels for each notice.")
QUIET_FROM = Setting("messaging.quiet_from", "time", "21:00", N_("Quiet from"), page=RULES)
QUIET_UNTIL = Setting("messaging.quiet_until", "time", "08:00", N_("Quiet until"), page=RULES)
CAP = Setting("messaging.cap", "count", 20, N_("Most for one person on one day"), page=RULES, least=1, most=1000)
KEEP = Setting(
    "messaging.keep_days",
    "count",
    365,
    N_("Days for which the log is kept"),
    page=RULES,
    unit=N_("days"),
    least=30,
    most=3650,
)
CHANNELS: Setting[dict[str, list[str]]] = Setting(
    "messaging.channels", "own", {}, N_("Channels of each notice"), page="/notices", reads=_read_channels
)
_STAFF = ("workspace", "headquarters")
SETTINGS = (
    QUIET_FROM,
    QUIET_UNTIL,
    CAP,
    KEEP,
    CHANNELS,
    SettingsPage(N_("Notices and their words"), "/notices", "notice.manage", N_("Templates and channels"), _STAFF),
    SettingsPage(N_("Mail server of your own"), RULES, "notice.manage", N_("From which address mail comes"), _STAFF),
)


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
    begin, end = (time.fromisoformat(chosen(one, settings)) for one in (QUIET_FROM, QUIET_UNTIL))
    return Peace(begin, end, chosen(CAP, settings), chosen(KEEP, settings))


def channels_of(settings: Mapping[str, Any], notice: Notice) -> Sequence[str]:
    """By which channels a kind goes here: ``messaging.channels``, by kind; none switches it off."""
    return [str(one) for one in chosen(CHANNELS, settings).get(notice.id, notice.channels)]
