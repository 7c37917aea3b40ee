"""Tables of calendars: those of a tenant, and what headquarters publishes."""

from piccolo.columns import JSONB, UUID, Boolean, Date, Integer, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from desk.calendars.states import COUNTRY, DayKind, OwnerKind, Published, What
from desk.foundation.columns import SoftForeignKey
from desk.foundation.database import DB
from desk.foundation.tables import Fenced


class CalendarTable(Fenced, Table, tablename="work_calendar", help_text="When work is done at one place."):
    owner_kind = Varchar(length=20, default=None, null=False, choices=OwnerKind)
    owner_id = UUID(default=None, null=False, help_text="The tenant, a department or a customer.")
    name = Varchar(length=100, default=None, null=False)
    zone = Varchar(length=60, default=None, null=False)
    country = Varchar(length=2, default=COUNTRY, null=False, help_text="Whose statutory days count; empty: none.")
    week = JSONB(default="[]", null=False, help_text="Seven rows of [from, to] in minutes, Monday first.")
    duty = JSONB(default="[]", null=False, help_text="Eight rows: the weekdays, then holidays and closed days.")
    duty_counts = Boolean(default=True, null=False, help_text="Whether promises run in duty hours, too.")
    version = Integer(default=1, null=False)
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    removed_at = Timestamptz(default=None, null=True, help_text="It stays, so that old due times can be explained.")


class CalendarVersion(Fenced, Table, tablename="work_calendar_version", help_text="A calendar as it was; append-only."):
    calendar = SoftForeignKey(CalendarTable, default=None, null=False)
    number = Integer(default=None, null=False)
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    what = Varchar(length=20, default=None, null=False, choices=What)
    day = Date(default=None, null=True, help_text="The date that was said anew.")
    name = Varchar(length=100, default=None, null=False)
    zone = Varchar(length=60, default=None, null=False)
    country = Varchar(length=2, default=COUNTRY, null=False)
    week = JSONB(default="[]", null=False)
    duty = JSONB(default="[]", null=False)
    duty_counts = Boolean(default=True, null=False)


class CalendarDay(Fenced, Table, tablename="calendar_day", help_text="A date that differs from its weekday."):
    """A row counts from version ``since`` until before ``until``; what was said before stays."""

    calendar = SoftForeignKey(CalendarTable, default=None, null=False)
    day = Date(default=None, null=False)
    name = Varchar(length=100, default="", null=False)
    windows = JSONB(default="[]", null=False, help_text="Empty: closed.")
    since = Integer(default=None, null=False)
    until = Integer(default=None, null=True)


class StatutoryVersion(Table, tablename="statutory_version", help_text="Each time headquarters published days.", db=DB):
    """Class ``published``."""

    version = Integer(primary_key=True, default=None, null=False)
    country = Varchar(length=2, default=None, null=False)
    year = Integer(default=None, null=False)
    what = Varchar(length=20, default=None, null=False, choices=Published)
    reference = Varchar(length=200, default="", null=False, help_text="The notice, or why.")
    at = Timestamptz(default=None, null=False)
    by_id = UUID(default=None, null=True)
    by_name = Varchar(length=100, default="", null=False)


class StatutoryYear(Table, tablename="statutory_year", help_text="A year of days; provisional until confirmed.", db=DB):
    """Class ``published``."""

    id = UUID(primary_key=True, default=UUID4(), null=False)
    country = Varchar(length=2, default=None, null=False)
    year = Integer(default=None, null=False)
    confirmed_at = Timestamptz(default=None, null=True)
    confirmed_by = Varchar(length=100, default="", null=False)
    notice = Varchar(length=200, default="", null=False)


class StatutoryDayTable(
    Table, tablename="statutory_day", help_text="A holiday, or a weekend day worked instead.", db=DB
):
    """Class ``published``. A row counts from version ``since`` until before ``until``."""

    id = UUID(primary_key=True, default=UUID4(), null=False)
    country = Varchar(length=2, default=None, null=False)
    year = Integer(default=None, null=False)
    day = Date(default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, choices=DayKind)
    name_zh = Varchar(length=100, default="", null=False)
    name_en = Varchar(length=100, default="", null=False)
    since = Integer(default=None, null=False)
    until = Integer(default=None, null=True)
