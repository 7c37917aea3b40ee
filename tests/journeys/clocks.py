"""What time it is for a demo of one's own: all its processes read the same offset."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

SHANGHAI = timedelta(hours=8)


class Clock:
    """What time it is for the demo: a Monday that isn't over yet, on the clocks of Shanghai."""

    def __init__(self, file: Path) -> None:
        self.file = file
        today = (datetime.now(UTC) + SHANGHAI).date()
        self.monday = today + timedelta(days=7 - today.weekday())
        while f"{self.monday:%m-%d}" in ("01-01", "01-02", "01-03") or self.monday.month in (2, 10):
            self.monday += timedelta(days=7)  # there may be holidays

    def turn(self, hour: int, minute: int = 0) -> None:
        there = datetime(self.monday.year, self.monday.month, self.monday.day, hour, minute, 20, tzinfo=UTC)
        self.file.write_text(str((there - SHANGHAI - datetime.now(UTC)).total_seconds()))
