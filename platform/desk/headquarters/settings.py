"""Headquarters' thresholds: beyond which a partner's figure is an alert. 0 stands for never."""

from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.translation import N_

_NEVER = N_("never")
_HERE = ("headquarters",)


def _threshold(key: str, default: int, label: str, unit: str = "", most: int = 100_000, note: str = "") -> Setting[int]:
    return Setting(
        f"headquarters.{key}", "count", default, label, note, unit=unit, least=0, most=most, zero=_NEVER, faces=_HERE
    )


UNASSIGNED = _threshold("unassigned", 30, N_("Alert from so many unassigned tickets of a partner"))
OPEN = _threshold("open", 500, N_("Alert from so many open tickets of a partner"))
ON_TIME = _threshold(
    "on_time",
    80,
    N_("Alert when a partner keeps fewer promises in time than"),
    N_("per cent"),
    most=100,
    note=N_("Of this week and the one before, from 20 promises on"),
)
OWED = _threshold("owed", 1, N_("Alert when headquarters is late with so many matters of a partner"))
SILENT = _threshold("silent", 6, N_("Alert when a partner has published nothing for"), N_("hours"), most=1_000)
ARCHIVE_DAYS = Setting(
    "headquarters.archive_days",
    "count",
    90,
    N_("How long the archive of a closed partner can be fetched"),
    N_("From its closing; after that nobody has it any more but who fetched it"),
    unit=N_("days"),
    least=7,
    most=3_650,
    faces=_HERE,
)
ERASE_DAYS = Setting(
    "headquarters.erase_days",
    "count",
    180,
    N_("After how long a closed partner is erased for good"),
    N_("Until then it can be opened again; counts without a person stay, and who fetched its archive"),
    unit=N_("days"),
    least=0,
    most=3_650,
    zero=N_("never"),
    faces=_HERE,
)
ARCHIVE = SettingsPage(
    N_("Everything as one file"), "/archive", "archive.take", N_("All tables and files, and who fetched them")
)
SETTINGS = (UNASSIGNED, OPEN, ON_TIME, OWED, SILENT, ARCHIVE_DAYS, ERASE_DAYS, ARCHIVE)
