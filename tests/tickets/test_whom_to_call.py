"""The number on the page of a ticket is one that can be dialled: an extension belongs to a desk phone alone."""

import pytest
from tests_support import make_customer, make_ticket

from desk.customers.tables import Contact
from desk.kit.time import now
from desk.tickets.tables import Ticket


@pytest.mark.parametrize(
    ("mobile", "phone", "shown", "dialled", "hidden"),
    [
        ("139 1384 0000", "0512-5550 1234", "139 1384 0000", "tel:13913840000", "808"),
        ("", "0512-5550 1234", "0512-5550 1234", "tel:051255501234,808", "139"),
    ],
)
async def test_the_extension_stands_behind_the_number_that_it_belongs_to(
    door, acme, mobile, phone, shown, dialled, hidden
):
    customer = await make_customer(acme)
    ticket = await make_ticket(acme, customer)
    async with acme.scope():
        at = now()
        contact = Contact(
            customer=customer,
            name="周敏",
            name_key="zhou min",
            roles=["main"],
            portal_roles=[],
            mobile=mobile,
            phone=phone,
            extension="808",
            created_at=at,
            changed_at=at,
        )
        await contact.save()
        await Ticket.update({Ticket.contact: contact.id}).where(Ticket.id == ticket.id)
    member = await door.member(acme)

    page = (await member.get(f"/tickets/{ticket.number}")).text
    cell = page[page.index(dialled) - 200 : page.index(dialled) + 200]
    assert f'href="{dialled}"' in cell
    assert shown in cell
    assert hidden not in cell
    assert shown in (await member.get(f"/tickets/new?customer={customer}")).text
