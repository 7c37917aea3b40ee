"""Tables of lists."""

from piccolo.columns import JSONB, UUID, Array, Integer, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.lists.states import RowStatus, RunStatus, Shared
from desk.people.tables import Department, Member


class SavedView(Fenced, Table, tablename="saved_view", help_text="A list with its filters, order and columns."):
    list_name = Varchar(length=40, default=None, null=False)
    name = Varchar(length=60, default=None, null=False)
    query = JSONB(default=None, null=False, help_text="The words of its address.")
    columns = Array(base_column=Varchar(length=40), default=list, null=False, help_text="Empty: the reader's own.")
    owner = SoftForeignKey(Member, default=None, null=False)
    shared = Varchar(length=10, default=Shared.NOBODY, null=False, choices=Shared)
    department = SoftForeignKey(Department, default=None, null=True, help_text="Where it is shared, with its teams.")
    place = Integer(default=0, null=False)
    changed_at = Timestamptz(default=None, null=False)


class ListChoice(Fenced, Table, tablename="list_choice", help_text="What a member has made of a list."):
    member = SoftForeignKey(Member, default=None, null=False)
    list_name = Varchar(length=40, default=None, null=False)
    columns = Array(base_column=Varchar(length=40), default=list, null=False)
    usual = Varchar(length=60, default="", null=False, help_text="The view that opens first: a name or an id.")


class BulkRun(Fenced, Table, tablename="bulk_run", help_text="One thing that was done with many rows of a list."):
    list_name = Varchar(length=40, default=None, null=False)
    action = Varchar(length=40, default=None, null=False)
    choice = Varchar(length=200, default=None, null=False)
    said = Varchar(length=200, default=None, null=False, help_text="The choice in words.")
    member = SoftForeignKey(Member, default=None, null=False)
    back_url = Varchar(length=2000, default=None, null=False, help_text="The list as it was when rows were picked.")
    status = Varchar(length=20, default=RunStatus.WAITING, null=False, choices=RunStatus)
    total = Integer(default=None, null=False)
    at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    undo_until = Timestamptz(default=None, null=True)


class BulkRow(Fenced, Table, tablename="bulk_row", help_text="What became of one row of a run."):
    run = SoftForeignKey(BulkRun, default=None, null=False)
    place = Integer(default=None, null=False)
    subject_id = UUID(default=None, null=False)
    status = Varchar(length=20, default=RowStatus.WAITING, null=False, choices=RowStatus)
    before = Varchar(length=200, default="", null=False)
    version = Integer(default=0, null=False, help_text="What it was when the run had changed it.")
    reason = Varchar(length=300, default="", null=False)
