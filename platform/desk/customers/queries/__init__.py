"""Reading customers; every statement of this slice stands in here."""

from desk.customers.queries.grades import grade_changes, has_grade_change, imported_grades
from desk.customers.queries.history import changes_after, changes_since, last_changed_by, timeline
from desk.customers.queries.importing import import_run, import_runs
from desk.customers.queries.lists import Key, Wanted, counted, counting, customers, key_of
from desk.customers.queries.one import (
    contact,
    contacts,
    customer,
    customers_of_engineer,
    engineer_name,
    keep_words,
    known,
    names_of,
    private_note,
    product,
    products,
    said_of,
    things_of,
    twins,
)

__all__ = [
    "Key",
    "Wanted",
    "changes_after",
    "changes_since",
    "contact",
    "contacts",
    "counted",
    "counting",
    "customer",
    "customers",
    "customers_of_engineer",
    "engineer_name",
    "grade_changes",
    "has_grade_change",
    "import_run",
    "import_runs",
    "imported_grades",
    "keep_words",
    "key_of",
    "known",
    "last_changed_by",
    "names_of",
    "private_note",
    "product",
    "products",
    "said_of",
    "things_of",
    "timeline",
    "twins",
]
