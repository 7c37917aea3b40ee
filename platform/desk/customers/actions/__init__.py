"""What is done about customers: every write of this slice."""

from desk.customers.actions.fields import ContactFields, CustomerFields, ProductFields, thing
from desk.customers.actions.filing import (
    add_customer,
    add_product,
    change_customer,
    change_product,
    note_export,
    replace_engineer,
)
from desk.customers.actions.finding import index_everywhere, make_findable
from desk.customers.actions.grading import change_grade, note_imported_grades
from desk.customers.actions.history import erase_history
from desk.customers.actions.leaving import leave_contact, return_contact
from desk.customers.actions.likening import (
    allow_again,
    deny,
    find_doubles,
    namesakes,
    note_likenesses,
    suspects,
)
from desk.customers.actions.looking import look
from desk.customers.actions.merging import merge_contacts, merge_customers, preview
from desk.customers.actions.parting import erase_logs, undo_merge
from desk.customers.actions.people import (
    add_contact,
    change_contact,
    give_access,
    invite_again,
    take_access,
)
from desk.customers.actions.portal_roles import change_portal_roles
from desk.customers.actions.private import keep_private_note, look_at_private_note
from desk.customers.actions.proposing import Answer, answer_at_once, answer_proposal, propose, withdraw_proposal
from desk.customers.actions.ties import add_tag, drop_tag, pin_note, relate, unrelate, write_note

__all__ = [
    "Answer",
    "ContactFields",
    "CustomerFields",
    "ProductFields",
    "add_contact",
    "add_customer",
    "add_product",
    "add_tag",
    "allow_again",
    "answer_at_once",
    "answer_proposal",
    "change_contact",
    "change_customer",
    "change_grade",
    "change_portal_roles",
    "change_product",
    "deny",
    "drop_tag",
    "erase_history",
    "erase_logs",
    "find_doubles",
    "give_access",
    "index_everywhere",
    "invite_again",
    "keep_private_note",
    "leave_contact",
    "look",
    "look_at_private_note",
    "make_findable",
    "merge_contacts",
    "merge_customers",
    "namesakes",
    "note_export",
    "note_imported_grades",
    "note_likenesses",
    "pin_note",
    "preview",
    "propose",
    "relate",
    "replace_engineer",
    "return_contact",
    "suspects",
    "take_access",
    "thing",
    "undo_merge",
    "unrelate",
    "withdraw_proposal",
    "write_note",
]
