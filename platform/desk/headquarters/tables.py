"""What a tenant tells headquarters of how it is doing, and what headquarters says and notes of a partner's life."""

from piccolo.columns import UUID, Array, BigInt, Date, Integer, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.database import DB
from desk.foundation.tables import Fenced
from desk.headquarters.states import ArchiveStatus


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


class PartnerWeek(
    Table, tablename="partner_week", help_text="What a tenant counts of a week; no row names a customer.", db=DB
):
    """Class ``crossing``: written by a job in the tenant's scope until the week is over, read by headquarters."""

    tenant_id = UUID(primary_key=True, default=None, null=False)
    week = Date(default=None, null=False, help_text="Its Monday.")
    opened = Integer(default=None, null=False)
    solved = Integer(default=None, null=False)
    open_tickets = Integer(default=None, null=False, help_text="At its end.")
    unassigned_tickets = Integer(default=None, null=False)
    kept = Integer(default=None, null=False, help_text="Promises to customers and colleagues, in time.")
    settled = Integer(default=None, null=False, help_text="Those that were kept or missed.")
    owed_kept = Integer(default=None, null=False, help_text="What headquarters owes (HQ-D8), in time.")
    owed_settled = Integer(default=None, null=False)
    owed_open = Integer(default=None, null=False)
    owed_late = Integer(default=None, null=False, help_text="Of the open ones.")
    published_at = Timestamptz(default=None, null=False)


class PartnerAlert(
    Fenced, Table, tablename="partner_alert", help_text="A figure of a partner beyond headquarters' threshold."
):
    partner = UUID(default=None, null=False)
    slug = Varchar(length=40, default=None, null=False)
    name = Varchar(length=200, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    value = Integer(default=None, null=False, help_text="As it was looked at last.")
    worst = Integer(default=None, null=False)
    threshold = Integer(default=None, null=False, help_text="As it was when the alert opened.")
    opened_at = Timestamptz(default=None, null=False)
    acknowledged_at = Timestamptz(default=None, null=True)
    acknowledged_by = Varchar(length=100, default="", null=False)
    closed_at = Timestamptz(default=None, null=True)


class PartnerArchive(
    Table, tablename="partner_archive", help_text="Everything of a partner in one file: how far it is.", db=DB
):
    """Class ``crossing``: written by the partner's own job; headquarters reads how far it is, not what is in it."""

    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    status = Varchar(length=20, default=ArchiveStatus.RUNNING, null=False, choices=ArchiveStatus)
    done = Integer(default=0, null=False, help_text="Tables, and the file itself at the end.")
    total = Integer(default=0, null=False)
    rows = BigInt(default=0, null=False)
    size = BigInt(default=0, null=False)
    file = UUID(default=None, null=True)
    asked_by = Varchar(length=100, default="", null=False)
    asked_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)


class ArchiveLook(Table, tablename="archive_look", help_text="Who fetched the archive of a partner, and why.", db=DB):
    """Class ``crossing``: each side notes its own looks, both sides see all, nobody changes any."""

    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    archive = UUID(default=None, null=False)
    side = Varchar(length=20, default=None, null=False)
    who = UUID(default=None, null=False)
    who_name = Varchar(length=100, default=None, null=False)
    why = Varchar(length=400, default="", null=False)
    at = Timestamptz(default=None, null=False)


class PartnerInvitation(
    Table, tablename="partner_invitation", help_text="Who is to be the first administrator of a new partner.", db=DB
):
    """Class ``crossing``: written by headquarters; the partner's own job notes when it was accepted."""

    tenant_id = UUID(primary_key=True, default=None, null=False)
    admin_name = Varchar(length=100, default=None, null=False)
    admin_email = Varchar(length=200, default=None, null=False)
    invited_by = Varchar(length=100, default=None, null=False)
    invited_at = Timestamptz(default=None, null=False)
    accepted_at = Timestamptz(default=None, null=True)


class PartnerAllowance(
    Table, tablename="partner_allowance", help_text="Which modules a partner may switch on; the newest counts.", db=DB
):
    """Class ``crossing``: added by headquarters, read by the partner, changed by nobody."""

    tenant_id = UUID(primary_key=True, default=None, null=False)
    at = Timestamptz(default=None, null=False)
    plugins = Array(base_column=Varchar(length=40), default=list, null=False)
    by_name = Varchar(length=100, default=None, null=False)


class PartnerTurn(Fenced, Table, tablename="partner_turn", help_text="What headquarters did with a partner, and why."):
    partner = UUID(default=None, null=False)
    act = Varchar(length=20, default=None, null=False)
    why = Varchar(length=400, default="", null=False)
    by_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)
