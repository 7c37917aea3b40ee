"""The statuses of a stored file."""

from enum import StrEnum
from typing import Literal

Readers = Literal["team", "customer", "headquarters", "customers"]
"""Who may see a file at all: ``customer`` is the one whose it is, ``customers`` all of the tenant's (decision 0018)."""


class FileStatus(StrEnum):
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"
