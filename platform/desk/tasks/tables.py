"""Tables of tasks."""

from piccolo.columns import JSONB, UUID, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.customers.tables import Customer
from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.tables import Department, Member
from desk.tasks.states import Status


class Task(Fenced, Table, help_text="Something that a person shall do."):
    kind = Varchar(length=60, default=None, null=False, help_text="Declared by a slice: tickets.call_back.")
    key = Varchar(length=200, default=None, null=False, help_text="Asked again while it is open, one joins.")
    title = Varchar(length=200, default=None, null=False)
    note = Text(default="", null=False, help_text="What is to be done, in the asker's words.")
    subject_kind = Varchar(length=40, default="", null=False)
    subject_id = UUID(default=None, null=True)
    customer = SoftForeignKey(Customer, default=None, null=True, help_text="Whose matter it is.")
    cause_id = UUID(default=None, null=True, help_text="The fact because of which it was asked for.")
    status = Varchar(length=20, default=Status.OPEN, null=False, choices=Status)
    urgent = Boolean(default=False, null=False)
    assignee = SoftForeignKey(Member, default=None, null=True, help_text="Who shall do it, or has taken it.")
    team = SoftForeignKey(Department, default=None, null=True, help_text="For which it waits.")
    role = Varchar(length=40, default="", null=False)
    due_at = Timestamptz(default=None, null=True, help_text="What was promised.")
    order_at = Timestamptz(default=None, null=False, help_text="By which lists stand: the due time, or long after.")
    asked_at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    taken_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    ended_by = UUID(default=None, null=True)
    result = Varchar(length=40, default="", null=False, help_text="One of its kind's.")
    result_note = Text(default="", null=False)
    result_values = JSONB(default="{}", null=False)
    version = Integer(default=1, null=False)


class TaskAsker(Fenced, Table, tablename="task_asker", help_text="Who waits for the result of a task, and why."):
    task = SoftForeignKey(Task, default=None, null=False)
    asker = Varchar(length=40, default="", null=False, help_text="The slug of a slice or plugin; empty: a person.")
    reference = Varchar(length=200, default="", null=False, help_text="The asker's own word for what it asked.")
    subject_kind = Varchar(length=40, default="", null=False)
    subject_id = UUID(default=None, null=True)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    at = Timestamptz(default=None, null=False)
    withdrawn_at = Timestamptz(default=None, null=True)


class TaskNote(Fenced, Table, tablename="task_note", help_text="What was said at a hand-over, or when it ended."):
    task = SoftForeignKey(Task, default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    body = Text(default=None, null=False)
    at = Timestamptz(default=None, null=False)
