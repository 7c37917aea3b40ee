"""What the canaries have, what it looks like before and after, and how the runs went."""

from desk.canary.queries.runs import (
    are_founded,
    credential_of_contact,
    credential_of_member,
    last_run,
    member_of,
    operators,
    run,
    running,
    runs,
    tokens,
)
from desk.canary.queries.specimens import Specimen, fill, row_for
from desk.canary.queries.traces import prints, tables_with, touched

__all__ = [
    "Specimen",
    "are_founded",
    "credential_of_contact",
    "credential_of_member",
    "fill",
    "last_run",
    "member_of",
    "operators",
    "prints",
    "row_for",
    "run",
    "running",
    "runs",
    "tables_with",
    "tokens",
    "touched",
]
