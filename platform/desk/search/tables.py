"""Tables of search."""

from piccolo.columns import UUID, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced


class SearchDocument(
    Fenced,
    Table,
    tablename="search_document",
    help_text="What can be found, as words and as a title to show.",
):
    kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    customer_id = UUID(default=None, null=True)
    audience = Varchar(length=20, default="team", null=False)
    title = Varchar(length=300, default=None, null=False)
    detail = Varchar(length=300, default="", null=False)
    url = Varchar(length=200, default=None, null=False)
    digits = Text(default="", null=False, help_text="Phone numbers and serials as digits, for finding a part of them.")
    at = Timestamptz(default=None, null=False)
