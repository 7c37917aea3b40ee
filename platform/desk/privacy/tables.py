"""Tables of privacy."""

from piccolo.columns import UUID, Integer, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced


class PersonRun(Fenced, Table, tablename="person_run", help_text="What is taken out or erased of one person."):
    kind = Varchar(length=20, default=None, null=False, help_text="export or erasure.")
    person_kind = Varchar(length=20, default=None, null=False)
    person = UUID(default=None, null=False)
    credential = UUID(default=None, null=True, help_text="Their sign-in's, which is erased last.")
    status = Varchar(length=20, default="running", null=False)
    done = Integer(default=0, null=False, help_text="Steps.")
    total = Integer(default=0, null=False)
    rows = Integer(default=0, null=False)
    file = UUID(default=None, null=True, help_text="Of an export, until it expires.")
    expires_at = Timestamptz(default=None, null=True)
    begun_at = Timestamptz(default=None, null=False)
    begun_by = UUID(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
