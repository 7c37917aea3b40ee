"""The card of a partner: the one table in which a tenant tells headquarters how it is doing."""

from piccolo.columns import UUID, Array, Integer, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.database import DB


class Partner(Table, help_text="What a tenant publishes of itself: state, plugins and counts, no customers.", db=DB):
    """Class ``crossing``: written by a job in the tenant's scope, read by headquarters."""

    tenant_id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=40, default=None, null=False)
    name = Varchar(length=200, default=None, null=False)
    status = Varchar(length=20, default=None, null=False)
    plugins = Array(base_column=Varchar(length=40), default=list, null=False)
    open_tickets = Integer(default=0, null=False)
    unassigned_tickets = Integer(default=0, null=False)
    solved_30_days = Integer(default=0, null=False)
    customers = Integer(default=0, null=False)
    members = Integer(default=0, null=False)
    published_at = Timestamptz(default=None, null=False)
