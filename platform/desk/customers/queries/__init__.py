"""Reading customers; every statement of this slice stands in here."""

from desk.customers.queries.grades import grade_changes, has_grade_change, imported_grades
from desk.customers.queries.history import changes_after, changes_since, field_changes, last_changed_by
from desk.customers.queries.importing import import_run, import_runs
from desk.customers.queries.lists import Key, Wanted, counted, counting, customers, key_of
from desk.customers.queries.one import (
    contact,
    contacts,
    contacts_as_things,
    customer,
    customers_of_engineer,
    engineer_name,
    keep_words,
    known,
    names_of,
    private_note,
    product,
    products,
    products_as_things,
    said_of,
    things_of,
    twins,
)
from desk.customers.queries.timeline import Place, timeline

__all__ = [
    "Key",
    "Place",
    "Wanted",
    "changes_after",
    "changes_since",
    "contact",
    "contacts",
    "contacts_as_things",
    "counted",
    "counting",
    "customer",
    "customers",
    "customers_of_engineer",
    "engineer_name",
    "field_changes",
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
    "products_as_things",
    "said_of",
    "things_of",
    "timeline",
    "twins",
]
