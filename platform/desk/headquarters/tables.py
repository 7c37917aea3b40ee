"""The card and the scorecard of a partner: the tables in which a tenant tells headquarters how it is doing."""

from piccolo.columns import UUID, Array, BigInt, Date, Integer, Timestamptz, Varchar
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


class Scorecard(Table, help_text="A frozen month of a figure that headquarters may see.", db=DB):
    """Class ``crossing``: written once by a job in the tenant's scope, read by headquarters, changed by nobody."""

    tenant_id = UUID(primary_key=True, default=None, null=False)
    month = Date(default=None, null=False)
    figure = Varchar(length=80, default=None, null=False)
    currency = Varchar(length=3, default="", null=False)
    part = BigInt(default=None, null=False)
    whole = BigInt(default=None, null=False)
    published_at = Timestamptz(default=None, null=False)
