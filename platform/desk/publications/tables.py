"""Bulletins as everybody reads them, headquarters' drafts, and what each partner keeps of them."""

from piccolo.columns import UUID, BigInt, Boolean, Date, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.columns import SoftForeignKey
from desk.foundation.database import DB
from desk.foundation.tables import Fenced
from desk.people.tables import Member
from desk.publications.states import Kind


class BulletinDraft(Fenced, Table, tablename="bulletin_draft", help_text="What headquarters is still writing."):
    number = Integer(default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, choices=Kind)
    urgent = Boolean(default=False, null=False)
    title = Varchar(length=200, default=None, null=False)
    product = Varchar(length=200, default="", null=False)
    body = Text(default=None, null=False, help_text="For partners.")
    told = Text(default="", null=False, help_text="For customers, where a partner shows it; empty for partners only.")
    by_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)


class Bulletin(Table, help_text="A version of what headquarters tells all partners; never changed.", db=DB):
    id = UUID(primary_key=True, default=None, null=False)
    number = Integer(default=None, null=False)
    version = Integer(default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, choices=Kind)
    urgent = Boolean(default=False, null=False)
    title = Varchar(length=200, default=None, null=False)
    product = Varchar(length=200, default="", null=False)
    body = Text(default=None, null=False)
    told = Text(default="", null=False)
    by_name = Varchar(length=100, default=None, null=False)
    published_at = Timestamptz(default=None, null=False)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_by = Varchar(length=100, default="", null=False)
    withdrawn_why = Text(default="", null=False)


class PriceStandard(Table, tablename="price_standard", help_text="A version of what things cost.", db=DB):
    id = UUID(primary_key=True, default=None, null=False)
    version = Integer(default=None, null=False)
    valid_from = Date(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    why = Varchar(length=500, default=None, null=False)
    by_name = Varchar(length=100, default=None, null=False)
    published_at = Timestamptz(default=None, null=False)


class PriceLine(Table, tablename="price_line", help_text="What one thing costs by a version.", db=DB):
    standard = UUID(primary_key=True, default=None, null=False)
    place = Integer(default=None, null=False)
    code = Varchar(length=40, default=None, null=False)
    name = Varchar(length=200, default=None, null=False)
    unit = Varchar(length=40, default=None, null=False)
    cents = BigInt(default=None, null=False)


class BulletinReading(Fenced, Table, tablename="bulletin_reading", help_text="Who read a version of a bulletin."):
    bulletin = UUID(default=None, null=False)
    member = SoftForeignKey(Member, default=None, null=False)
    read_at = Timestamptz(default=None, null=False)
    acknowledged_at = Timestamptz(default=None, null=True)


class BulletinShowing(
    Fenced, Table, tablename="bulletin_showing", help_text="A version that this partner shows in its portal."
):
    bulletin = UUID(default=None, null=False)
    by_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)


class BulletinCount(Table, tablename="bulletin_count", help_text="What headquarters sees of a partner: counts.", db=DB):
    """Class ``crossing``: written by the partner, read by headquarters."""

    tenant_id = UUID(primary_key=True, default=None, null=False)
    bulletin = UUID(default=None, null=False)
    read = Integer(default=0, null=False)
    acknowledged = Integer(default=0, null=False)
    shown = Boolean(default=False, null=False)
    at = Timestamptz(default=None, null=False)
