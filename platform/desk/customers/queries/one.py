"""One customer with everybody there and everything they have."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.customers.queries.merging import merged_into
from desk.customers.tables import Contact, Customer, PrivateNote, Product
from desk.foundation.database import execute, rows, value
from desk.foundation.errors import MergedAway, NotFound
from desk.foundation.subjects import Thing

PROMISED = """
select c.engineer as member, k.customer, 'normal' as priority, k.name as title,
       '/customers/' || k.customer || '/contacts/' || k.id as url
  from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer
 where k.id = $1
"""
"""How the engine of promises reads a contact."""


async def customer(customer_id: UUID, *, lock: bool = False) -> Customer:
    """One customer. Raises ``NotFound``, also for another tenant's, and ``MergedAway``."""
    query = Customer.objects().where(Customer.id == customer_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise await missing(customer_id)
    return found


async def customers_of_engineer(member_id: UUID) -> list[UUID]:
    """Who likes this colleague to come."""
    return [one["id"] for one in await rows("select id from customer where engineer = $1 order by id", member_id)]


async def missing(*wanted: UUID) -> NotFound:
    """Why something isn't there: the first of these that was merged leads on."""
    for one in wanted:
        if kept := await merged_into(one):
            return MergedAway(one, kept)
    return NotFound()


async def names_of(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of customers, for facts about them; one that was merged has the name of what it became."""
    found = await rows(
        """select c.id, c.name from customer c where c.id = any($1)
           union all
           select m.gone, c.name from merging m join customer c on c.id = m.kept
            where m.gone = any($1) and m.status = 'done'""",
        list(ids),
    )
    return {one["id"]: one["name"] for one in found}


async def numbered(numbers: Sequence[int]) -> dict[int, UUID]:
    """Customers by their numbers."""
    found = await rows("select number, id from customer where number = any($1::integer[])", list(numbers))
    return {one["number"]: one["id"] for one in found}


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Customers as others point to them."""
    named = await names_of(ids)
    return {one: Thing(name, f"/customers/{one}", "customer.read", one) for one, name in named.items()}


async def contacts_as_things(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Contacts as others point to them."""
    found = await rows("select id, name, customer from contact where id = any($1)", list(ids))
    return {
        one["id"]: Thing(
            one["name"], f"/customers/{one['customer']}/contacts/{one['id']}", "customer.read", one["customer"]
        )
        for one in found
    }


async def products_as_things(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Products as others point to them."""
    found = await rows("select id, name, customer from product where id = any($1)", list(ids))
    return {
        one["id"]: Thing(one["name"], f"/customers/{one['customer']}#products", "customer.read", one["customer"])
        for one in found
    }


async def contact(contact_id: UUID, *, of: UUID, lock: bool = False) -> Contact:
    """One contact of this customer. Raises ``NotFound``."""
    query = Contact.objects().where((Contact.id == contact_id) & (Contact.customer == of)).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise await missing(of, contact_id)
    return found


async def private_note(contact_id: UUID) -> PrivateNote | None:
    """What is confided about a contact, if anything is."""
    found: PrivateNote | None = await PrivateNote.objects().where(PrivateNote.contact == contact_id).first()
    return found


async def product(product_id: UUID, *, of: UUID, lock: bool = False) -> Product:
    """One product of this customer. Raises ``NotFound``."""
    query = Product.objects().where((Product.id == product_id) & (Product.customer == of)).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise await missing(of)
    return found


async def contacts(customer_id: UUID) -> list[Record]:
    """The people of a customer: who is there before who left, the main one first; with how they stand to the portal."""
    return await rows(
        """select k.id, k.name, k.title, k.roles, k.mobile, k.phone, k.extension, k.email, k.im, k.birthday,
                  k.birth_year, k.call_window, k.interests, k.status, k.left_at, k.successor, s.name as successor_name,
                  k.changed_at, k.portal_roles, c.login,
                  c.password_hash = '' as without_password,
                  case when c.id is null then null when c.must_change or c.password_hash = '' then 'invited'
                       else 'on' end as invited
             from contact k left join credential c on c.tenant_id = k.tenant_id and c.id = k.credential
             left join contact s on s.tenant_id = k.tenant_id and s.id = k.successor
            where k.customer = $1
            order by k.status, 'main' = any(k.roles) desc, k.name_key, k.id""",
        customer_id,
    )


async def engineer_name(found: Customer) -> str:
    """Whom they like to have come; empty where nobody is noted."""
    if found.engineer is None:
        return ""
    return str(await value("select name from member where id = $1", found.engineer))


async def products(customer_id: UUID) -> list[Record]:
    """What a customer has installed, by name."""
    return await rows(
        """select id, name, version, modules, dongle_no, service_code, confirmation_code, purchased_on, environment,
                  antivirus
             from product where customer = $1 order by name, created_at, id""",
        customer_id,
    )


async def known(external_key: str | None, twin: str) -> UUID | None:
    """A customer with this key, else with this twin."""
    found: UUID | None = await value(
        """select id from customer where external_key = $1 or name_twin = $2
            order by external_key = $1 desc nulls last, number limit 1""",
        external_key,
        twin,
    )
    return found


async def said_of(customer_ids: Sequence[UUID]) -> list[Record]:
    """By what these customers can be found: their names and numbers, and those of everybody and everything there."""
    return await rows(
        """select c.id, c.number, c.name, c.short_name, c.external_key, c.phone, c.fax, c.tax_no, c.changed_at,
                  array(select m.number from merging m
                         where m.kept = c.id and m.status = 'done' and m.number is not null) as former,
                  array(select array[k.id::text, k.name, k.title, k.mobile, k.phone] from contact k
                         where k.tenant_id = c.tenant_id and k.customer = c.id and k.status = 'active'
                         order by 'main' = any(k.roles) desc, k.name_key, k.id limit 200) as people,
                  array(select array[p.dongle_no, p.service_code] from product p
                         where p.tenant_id = c.tenant_id and p.customer = c.id limit 200) as serials,
                  array(select left(v.value, 500) from custom_value v
                         where v.tenant_id = c.tenant_id and v.is_found and v.subject_id in (
                               select c.id union all
                               select k.id from contact k where k.tenant_id = c.tenant_id and k.customer = c.id
                                  and k.status = 'active' union all
                               select p.id from product p where p.tenant_id = c.tenant_id and p.customer = c.id)
                         order by v.id limit 100) as own
             from customer c where c.id = any($1::uuid[])""",
        list(customer_ids),
    )


async def keep_words(customer_id: UUID, words: str, digits: str) -> None:
    """By what a customer is found from now on; ``words`` as they come from ``bigrams``."""
    await execute(
        "update customer set words = $2::text::tsvector, digits = $3 where id = $1", customer_id, words, digits
    )
