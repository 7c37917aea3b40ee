"""Demo customers with their people and products, from the tenant's ``sample.toml``."""

from typing import Any
from uuid import UUID

from desk.customers import actions, queries
from desk.customers.actions import ContactFields, CustomerFields, ProductFields
from desk.customers.tables import Contact
from desk.foundation.errors import Invalid
from desk.foundation.principals import SYSTEM
from desk.kit.text import normalise_name
from desk.people.sample import SampleSignIn, credential

_PORTAL_ROLES = {"main": "customer_admin"}
"""What a contact may do in the portal beyond their own matters, by their role at the customer."""


async def fill(words: dict[str, Any]) -> None:
    """Customers, their people, logins and products. Who is there already stays as they are."""
    sign_in = words.get("sign_in") or SampleSignIn()
    for one in words.get("customers", ()):
        try:
            await _customer(one, sign_in)
        except Invalid as refusal:
            raise ValueError(f"sample customer {one.get('name')!r}: {refusal.fields}") from None


async def _customer(one: dict[str, Any], sign_in: SampleSignIn) -> None:
    known = await queries.known(one.get("external_key"), normalise_name(one["name"]))
    if known is None:
        fields = _some(one, CustomerFields)
        customer_id = UUID(str((await actions.add_customer(CustomerFields(**fields), by=SYSTEM)).id))
        for product in one.get("products", ()):
            fields = _some(product, ProductFields)
            await actions.add_product(customer_id, ProductFields(**fields), by=SYSTEM)
        for tag in one.get("tags", ()):
            await actions.add_tag(customer_id, tag, by=SYSTEM)
        for note in one.get("notes", ()):
            await actions.write_note(customer_id, note, by=SYSTEM)
    else:
        customer_id = known
    people = {row["name"]: row for row in await queries.contacts(customer_id)}
    for person in one.get("contacts", ()):
        found = people.get(person["name"])
        if found is None:
            await _contact(customer_id, person, sign_in)
        elif found["login"]:
            await credential(found["login"], sign_in, customer_id=customer_id)


async def _contact(customer_id: UUID, person: dict[str, Any], sign_in: SampleSignIn) -> None:
    fields = _some(person, ContactFields)
    made = await actions.add_contact(customer_id, ContactFields(**fields), by=SYSTEM)
    if person.get("login"):
        login = await credential(person["login"], sign_in, customer_id=customer_id)
        roles = ["customer_contact", *(_PORTAL_ROLES[one] for one in person.get("roles", ()) if one in _PORTAL_ROLES)]
        await Contact.update({Contact.credential: login, Contact.portal_roles: roles}).where(Contact.id == made.id)


def _some(said: dict[str, Any], fields: type[Any]) -> dict[str, Any]:
    """What a table says of the fields that there are."""
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in said.items()
        if name in fields.__dataclass_fields__
    }
