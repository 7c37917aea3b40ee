"""The statuses of a stored file."""

from enum import StrEnum


class FileStatus(StrEnum):
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"
