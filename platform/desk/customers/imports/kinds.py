"""What can be brought in here: customers with a contact and a product in a row; contacts; products."""

from desk.customers.actions.importing import Importing
from desk.customers.imports import columns
from desk.customers.imports.cells import read_row
from desk.foundation.translation import N_
from desk.imports.kinds import Entry, Fate, ImportKind, Run
from desk.kit.spreadsheets import Row

CUSTOMERS = "customers.customers"
MAY = "customer.import"
LIST = "/customers"
TABLES = ("customer", "contact", "product")


class Customers(Importing):
    """Customers who are new, or known and brought up to date."""

    def read(self, row: Row) -> Entry | Fate:
        """What a row says; wrong cells by the same rules as in the forms."""
        return read_row(row, self.run.reading, only=self.only)


def _contacts(run: Run) -> Customers:
    return Customers(run, "contact")


def _products(run: Run) -> Customers:
    return Customers(run, "product")


KINDS = (
    ImportKind(
        CUSTOMERS,
        N_("Customers"),
        MAY,
        columns.customers,
        Customers,
        LIST,
        adjust=columns.adjust,
        same_name=True,
        tables=TABLES,
    ),
    ImportKind(
        "customers.contacts",
        N_("Contacts"),
        MAY,
        columns.contacts,
        _contacts,
        LIST,
        adjust=columns.adjust,
        tables=TABLES,
    ),
    ImportKind("customers.products", N_("Products"), MAY, columns.products, _products, LIST, tables=TABLES),
)
