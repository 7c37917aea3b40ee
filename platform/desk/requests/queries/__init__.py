"""Reading requests: one, lists of them, and what customers are entitled to."""

from desk.requests.queries.cover import customer_thing, entitlements, of_customer, products_of
from desk.requests.queries.lists import Key, Wanted, counted, counting, listed, of_subject, undone_of
from desk.requests.queries.one import (
    LARGEST,
    PROMISED,
    assignable,
    by_id,
    claims,
    customer_by_key,
    facts,
    notes,
    request,
    sheet,
    things_of,
    was_opened,
    words_of,
)

__all__ = [
    "LARGEST",
    "PROMISED",
    "Key",
    "Wanted",
    "assignable",
    "by_id",
    "claims",
    "counted",
    "counting",
    "customer_by_key",
    "customer_thing",
    "entitlements",
    "facts",
    "listed",
    "notes",
    "of_customer",
    "of_subject",
    "products_of",
    "request",
    "sheet",
    "things_of",
    "undone_of",
    "was_opened",
    "words_of",
]
