"""What is done about customers: every write of this slice."""

from desk.customers.actions.fields import ContactFields, CustomerFields, ProductFields, thing
from desk.customers.actions.filing import add_customer, add_product, change_customer, change_product, note_export
from desk.customers.actions.finding import index_everywhere
from desk.customers.actions.people import (
    add_contact,
    change_contact,
    give_access,
    invite_again,
    mark_contact_left,
    mark_contact_returned,
    take_access,
)

__all__ = [
    "ContactFields",
    "CustomerFields",
    "ProductFields",
    "add_contact",
    "add_customer",
    "add_product",
    "change_contact",
    "change_customer",
    "change_product",
    "give_access",
    "index_everywhere",
    "invite_again",
    "mark_contact_left",
    "mark_contact_returned",
    "note_export",
    "take_access",
    "thing",
]
