"""The table of values."""

from piccolo.columns import UUID, Boolean, Text, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced


class CustomValue(Fenced, Table, tablename="custom_value", help_text="What is said in a field of a tenant's own."):
    subject_kind = Varchar(length=20, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    field = Varchar(length=40, default=None, null=False, help_text="Its key; the field stands in the settings.")
    part = Varchar(length=40, default="", null=False, help_text="Which choice, where there may be several.")
    value = Text(default=None, null=False)
    twin = Varchar(length=120, default="", null=False, help_text="Sorts and compares as the value does.")
    is_found = Boolean(default=False, null=False, help_text="Whether it is among the words that lead to its owner.")
