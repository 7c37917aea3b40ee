"""Tables of imports."""

from piccolo.columns import JSONB, UUID, Array, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.imports.states import Fated, SameName, Status


class ImportRun(Fenced, Table, tablename="import_run", help_text="One table that is brought in, and its report."):
    kind = Varchar(length=60, default="customers.customers", null=False, help_text="Slug and name: customers.contacts.")
    status = Varchar(length=20, default=Status.DONE, null=False, choices=Status)
    file_name = Varchar(length=200, default=None, null=False)
    by_id = UUID(default=None, null=True)
    at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    locale = Varchar(length=10, default="zh-CN", null=False, help_text="In which the reasons are written.")
    whole = Boolean(default=False, null=False, help_text="All rows or none.")
    same_name = Varchar(length=10, default=SameName.REFUSE, null=False, choices=SameName)
    encoding = Varchar(length=20, default="", null=False, help_text="Empty: to be found out.")
    delimiter = Varchar(length=1, default="", null=False, help_text="Empty: to be found out.")
    headings = JSONB(default="[]", null=False, help_text="As they stood in the file.")
    fields = JSONB(default="[]", null=False, help_text="Which field each column is; null for nobody's.")
    file_id = UUID(default=None, null=True, help_text="The file while it may have to be read again.")
    total = Integer(default=0, null=False, help_text="Rows in the file.")
    reached = Integer(default=0, null=False, help_text="The number of the last row that was decided.")
    stopping = Boolean(default=False, null=False, help_text="Somebody asked the job to stop.")
    rows = Integer(default=0, null=False, help_text="Decided so far; while it is checked, what would become of them.")
    created = Integer(default=0, null=False)
    updated = Integer(default=0, null=False)
    refused = Integer(default=0, null=False)
    stopped = Text(default="", null=False, help_text="Why it ended before the last row.")


class ImportRow(Fenced, Table, tablename="import_row", help_text="One row of a table, until its import ends."):
    run = SoftForeignKey(ImportRun, default=None, null=False)
    number = Integer(default=None, null=False, help_text="In the sheet, from 1.")
    cells = Array(base_column=Text(), default=list, null=False)
    status = Varchar(length=20, default=Fated.WAITING, null=False, choices=Fated)
    name = Varchar(length=200, default="", null=False, help_text="Whom or what it is about, for the report.")
    faults = JSONB(default="[]", null=False, help_text="Field and reason for each fault.")
    subject_id = UUID(default=None, null=True, help_text="What it became.")
