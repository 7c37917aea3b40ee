"""What is counted of customers, and how much of a file is filled: what counts is what the domain asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.customers.labels import CONTACT_FIELDS, CUSTOMER_FIELDS, PRODUCT_FIELDS, ROLES
from desk.customers.queries import figures as counted
from desk.customers.states import ContactRole, ContactStatus
from desk.foundation.figures import MONTH, FigureKind
from desk.foundation.translation import N_, gettext

OWN = ("address", "phone", "industry", "source", "tax_no", "cares_for")
OF_MAIN = ("mobile", "email", "title", "birthday")
OF_PRODUCT = ("version", "modules", "purchased_on")
ANY_PRODUCT = N_("A product")


@dataclass(frozen=True, slots=True)
class Completeness:
    """The share that is filled, in per cent, and what isn't: words, each with where it is filled in."""

    percent: int
    missing: list[tuple[str, str]]


def completeness(
    customer: Any, contacts: Sequence[Mapping[str, Any]], products: Sequence[Mapping[str, Any]]
) -> Completeness:
    """How complete a file is. A main contact who isn't there lacks everything that is asked of one."""
    asked = [*_own(customer), *_main(customer.id, contacts), *_products(customer.id, products)]
    missing = [(word, url) for word, url, is_filled in asked if not is_filled]
    return Completeness(round(100 * (len(asked) - len(missing)) / len(asked)), missing)


Asked = Iterator[tuple[str, str, bool]]


def _own(customer: Any) -> Asked:
    for field in OWN:
        yield (
            gettext(CUSTOMER_FIELDS[field]),
            f"/customers/{customer.id}/edit#f-{field}",
            bool(getattr(customer, field)),
        )


def _main(customer_id: Any, contacts: Sequence[Mapping[str, Any]]) -> Asked:
    there = [one for one in contacts if one["status"] == ContactStatus.ACTIVE and ContactRole.MAIN in one["roles"]]
    main, file = (there[0] if there else None), f"/customers/{customer_id}"
    yield gettext(ROLES[ContactRole.MAIN]), f"{file}#contacts", main is not None
    for field in OF_MAIN:
        url = f"{file}/contacts/{main['id']}#f-{field}" if main else f"{file}#contacts"
        yield gettext(CONTACT_FIELDS[field]), url, bool(main and main[field])


def _products(customer_id: Any, products: Sequence[Mapping[str, Any]]) -> Asked:
    yield gettext(ANY_PRODUCT), f"/customers/{customer_id}#products", bool(products)
    for field in OF_PRODUCT:
        is_filled = bool(products) and all(one[field] for one in products)
        yield gettext(PRODUCT_FIELDS[field]), f"/customers/{customer_id}#products", is_filled


FIGURES = (
    FigureKind(
        "customers.new",
        N_("New customers"),
        "count",
        counted.new,
        N_("Customers by the moment at which they were entered, prospects among them; by the grade they have now."),
        "14 internal data for company development",
        good="more",
        by=(MONTH, "grade"),
        published=True,
        reads="customer.read",
        rows=lambda _: "/customers?view=all",
    ),
)
