"""Reading cases: the same statements for both sides, each through its own connection."""

from desk.cases.queries.cases import (
    LARGEST,
    Reader,
    Wanted,
    by_id,
    counted,
    counting,
    entries,
    listed,
    looks,
    of_subject,
    sheet,
    things_of,
    was_opened,
)
from desk.cases.queries.crossing import ADD_ENTRY, LOOK, TAKEN_OVER, TELL, desk_of, facts, taken_by_partner

__all__ = [
    "ADD_ENTRY",
    "LARGEST",
    "LOOK",
    "TAKEN_OVER",
    "TELL",
    "Reader",
    "Wanted",
    "by_id",
    "counted",
    "counting",
    "desk_of",
    "entries",
    "facts",
    "listed",
    "looks",
    "of_subject",
    "sheet",
    "taken_by_partner",
    "things_of",
    "was_opened",
]
