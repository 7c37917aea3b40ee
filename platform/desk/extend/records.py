"""Tables behind the wall, statements on the open transaction, numbers, moments, money, words."""

from desk.customers.tables import Contact, Customer, Product
from desk.foundation import keysets
from desk.foundation.columns import SoftForeignKey
from desk.foundation.commands import in_each_tenant, in_one_pool, run
from desk.foundation.database import execute, execute_many, row, rows, savepoint, value
from desk.foundation.numbers import next_number
from desk.foundation.sample import Sample
from desk.foundation.tables import Fenced
from desk.foundation.tenancy import current_scope, tenant_scope
from desk.foundation.together import together
from desk.kit.ids import uuid7
from desk.kit.messages import segments_of
from desk.kit.money import format_count, format_money, parse_money
from desk.kit.text import bigram_query, normalise_name, pinyin_key
from desk.kit.time import as_of, full_moment, now, to_zone
from desk.tickets.tables import Entry, Ticket

__all__ = [  # noqa: RUF022 - by subject
    "Fenced",
    "SoftForeignKey",
    "row",
    "rows",
    "value",
    "execute",
    "execute_many",
    "savepoint",
    "keysets",
    "together",
    "next_number",
    "tenant_scope",
    "current_scope",
    "run",
    "in_each_tenant",
    "in_one_pool",
    "Sample",
    "Customer",
    "Contact",
    "Product",
    "Ticket",
    "Entry",
    "uuid7",
    "now",
    "as_of",
    "to_zone",
    "full_moment",
    "format_money",
    "parse_money",
    "format_count",
    "segments_of",
    "normalise_name",
    "pinyin_key",
    "bigram_query",
]
