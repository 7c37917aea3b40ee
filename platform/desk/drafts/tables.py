"""Tables of what people are at."""

from piccolo.columns import JSONB, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.tables import Member


class Draft(Fenced, Table, help_text="What somebody typed into a form and has not sent."):
    member = SoftForeignKey(Member, default=None, null=False)
    place = Varchar(length=100, default=None, null=False, help_text="The form's own name.")
    said = JSONB(default=None, null=False, help_text="Fields and their words.")
    saved_at = Timestamptz(default=None, null=False)


class Watch(Fenced, Table, help_text="Somebody has a page open."):
    member = SoftForeignKey(Member, default=None, null=False)
    place = Varchar(length=100, default=None, null=False)
    seen_at = Timestamptz(default=None, null=False)
