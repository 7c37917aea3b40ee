"""What headquarters keeps of each time that it was tried."""

from piccolo.columns import JSONB, Array, Integer, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced


class CanaryRun(Fenced, Table, help_text="One time that it was tried whether anything leaks between tenants."):
    status = Varchar(length=20, default=None, null=False)
    begun_at = Timestamptz(default=None, null=False)
    seen_at = Timestamptz(default=None, null=False, help_text="When the last steps were done.")
    ended_at = Timestamptz(default=None, null=True)
    place = Integer(default=0, null=False, help_text="How many steps are done.")
    steps = Integer(default=0, null=False)
    leaked = Integer(default=0, null=False, help_text="How many of them leaked.")
    leaks = JSONB(default="[]", null=False, help_text="Where and why, in order.")
    untried = Array(base_column=Varchar(length=200), default=list, null=False, help_text="What could not be asked.")
    prints = JSONB(default="{}", null=False, help_text="How the owner's rows stood before, by table.")
