"""Outages of the database, in two lines of the log: when one was noticed, and when it was over."""

import time

import structlog

log = structlog.get_logger(__name__)


class Outage:
    """Whether this process has noticed that the database is away, and since when."""

    def __init__(self) -> None:
        self.since: float | None = None

    def begins(self, error: BaseException) -> None:
        """It doesn't answer. Said once, however many notice it."""
        if self.since is None:
            self.since = time.monotonic()
            log.error("database away", error=type(error).__name__, said=str(error)[:200])

    def over(self) -> None:
        """It answered."""
        if self.since is not None:
            log.warning("database back", seconds=round(time.monotonic() - self.since, 1))
            self.since = None


OUTAGE = Outage()
"""This process's."""
