"""Words for stored values."""

from desk.foundation.translation import N_
from desk.imports.states import SameName, Status

STATUSES = {
    Status.READING: N_("Being read"),
    Status.CHECKING: N_("Being looked at"),
    Status.CHECKED: N_("Ready to be taken"),
    Status.UNREADABLE: N_("Could not be read"),
    Status.RUNNING: N_("Being taken"),
    Status.DONE: N_("Done"),
    Status.CANCELLED: N_("Stopped"),
    Status.FAILED: N_("Broken off"),
}
SAME_NAMES = {
    SameName.REFUSE: N_("Leave the row out and say so"),
    SameName.UPDATE: N_("It is the same: bring it up to date"),
    SameName.ADD: N_("It is another one: add it"),
}
LABELS = {"import.status": {str(one): word for one, word in STATUSES.items()}}
KIT_SAYS = (
    N_("A cell in row {row} has more than {characters} characters."),
    N_("This file is not a table that can be read. Please save it as .xlsx or .csv."),
    N_("This file is under a password. Please save it without one and upload it again."),
    N_("Old Excel files (.xls) cannot be read. Please save the file as .xlsx and upload it again."),
    N_("The file is larger than {megabytes} MB."),
    N_("The file is empty."),
    N_("The table is empty."),
    N_("The table has more than {rows} rows."),
    N_("Row {row} has more than {columns} columns."),
    N_("The table takes too long to read. Please split it into smaller ones."),
    N_("The workbook is too large when unpacked. Please save it as .csv or split it."),
    N_("This file is damaged or not a workbook. Please open it in Excel, save it as .xlsx and try again."),
    N_("The workbook has no sheet that can be read."),
    N_("The table takes too much time or memory to be read. Please split it into smaller ones."),
    N_("This file is not written in {encoding}. Please choose another encoding."),
)
"""What the kit says of tables: it knows no languages, so its sentences are marked here."""
