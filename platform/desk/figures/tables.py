"""Tables of figures."""

from piccolo.columns import BigInt, Date, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced


class FigureMonth(Fenced, Table, help_text="A figure of a month as it stood when the month was frozen."):
    month = Date(default=None, null=False, help_text="Its first day.")
    figure = Varchar(length=80, default=None, null=False)
    currency = Varchar(length=3, default="", null=False)
    part = BigInt(default=0, null=False)
    whole = BigInt(default=0, null=False)
    frozen_at = Timestamptz(default=None, null=False)
