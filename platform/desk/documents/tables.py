"""Tables of documents."""

from piccolo.columns import Bytea, Integer, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced


class Letterhead(Fenced, Table, help_text="What stands at the top of printed documents; one row for a tenant."):
    name = Varchar(length=120, default="", null=False, help_text="Empty: the name of the tenant.")
    lines = Varchar(length=600, default="", null=False, help_text="Address, telephone: one line each.")
    foot = Varchar(length=300, default="", null=False, help_text="At the bottom of each page.")
    logo = Bytea(default=None, null=True, help_text="Always a PNG of our making.")
    logo_width = Integer(default=None, null=True)
    logo_height = Integer(default=None, null=True)
    changed_at = Timestamptz(default=None, null=False)
