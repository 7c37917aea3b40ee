"""
Bringing many customers into the file at once: one transaction for each batch of rows.

What a row means is found out in ``matching``; here everything that is new or changed is written, many rows a statement.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from desk.customers.actions.engineers import named_in, names_of, with_engineers
from desk.customers.actions.fields import allow
from desk.customers.actions.finding import as_digits, key_of_short, written
from desk.customers.actions.history import as_text
from desk.customers.actions.matching import OF_PERSON, Batch, Filed, Remembered, Said, Thing
from desk.customers.events import CustomersImported
from desk.customers.queries import importing as queries
from desk.fields import actions as own_fields
from desk.fields import queries as own_values
from desk.fields.settings import live
from desk.fields.states import PREFIX
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.imports import queries as imports
from desk.imports.kinds import Entry, Fate, Run
from desk.imports.states import Fated, SameName
from desk.kit.ids import uuid7
from desk.kit.text import bigrams

_PARTS = ("customer", "contact", "product")


class Importing:
    """Customers of one table on their way into the file; ``only`` a part of those who are there."""

    def __init__(self, run: Run, only: str = "") -> None:
        self.run, self.only, self.remembered = run, only, Remembered()

    async def take(self, entries: Sequence[Entry]) -> list[Fate]:
        """Take some rows into the file: all of them or, when this raises, none. Waits for other imports."""
        allow(self.run.by, "customer.import")
        await queries.plan_for_these()
        if not self.run.dry:
            await queries.alone()
        taken, fates = await with_engineers(entries)
        saids = [cast("Said", one.said) for one in taken]
        batch = Batch(await self._known(saids), self.run.same_name, self.only)
        fates += [batch.take(one) for one in taken]
        if self.run.dry:
            self.remembered.keep(batch.filed)
        else:
            await _write(batch, fates, self.run)
        return fates

    async def _known(self, saids: Sequence[Said]) -> list[Filed]:
        """The customers that these rows may mean, with everybody and everything there where it matters."""
        keys = sorted({one.customer["external_key"] for one in saids if one.customer.get("external_key")})
        twins = sorted({one.twin for one in saids})
        phones = sorted({one.customer.get("phone", "") for one in saids} - {""})
        alike = phones if self.run.same_name == SameName.REFUSE and not self.only else []
        numbers = sorted({one.customer["number"] for one in saids if "number" in one.customer})
        found = [
            Filed(
                Thing(one["id"], {name: one[name] for name in queries.CUSTOMER_COLUMNS}),
                one["name_twin"],
                one["name_key"],
                one["number"],
            )
            for one in await queries.known_customers(keys, twins, numbers, alike, lock=not self.run.dry)
        ]
        by_id = {one.own.id: one for one in found}
        for key, kept in (await queries.merged_keys(keys)).items():
            by_id[kept].former.add(key)
        if self.run.dry:
            found = self.remembered.beside(found, twins, keys)
        elif found:
            met = await imports.made_by(self.run.id, [one.own.id for one in found])
            for one in found:
                one.familiar = one.own.id in met
        if not self.run.dry or self.only:
            await _furnish(found)
        if not self.run.dry:
            await _furnish_own(found)
        return found


async def _furnish(found: Sequence[Filed]) -> None:
    """Everybody and everything that is there."""
    by_id = {one.own.id: one for one in found}
    if not by_id:
        return
    for one in await queries.known_contacts(list(by_id)):
        values = {name: one[name] for name in OF_PERSON}
        by_id[one["customer"]].people.append(Thing(one["id"], values, is_gone=one["status"] == "left"))
    for one in await queries.known_products(list(by_id)):
        values = {name: one[name] for name in queries.PRODUCT_COLUMNS}
        by_id[one["customer"]].products.append(Thing(one["id"], values))


async def _furnish_own(found: Sequence[Filed]) -> None:
    """What is said of all these in fields of the tenant's own."""
    for owner, things in _by_owner(found).items():
        if things and live(owner):
            held = await own_values.values_of(owner, [one.id for one in things])
            for one in things:
                one.values |= {PREFIX + key: stored for key, stored in held.get(one.id, {}).items()}


def _by_owner(filed: Iterable[Filed]) -> dict[str, list[Thing]]:
    several = list(filed)
    return {
        "customer": [one.own for one in several],
        "contact": [part for one in several for part in one.people],
        "product": [part for one in several for part in one.products],
    }


def _own_of(one: Thing) -> Iterator[tuple[UUID, str, str]]:
    """What is new in fields of the tenant's own."""
    for name in one.values if one.is_new else one.changes:
        if name.startswith(PREFIX):
            yield one.id, name.removeprefix(PREFIX), one.values[name]


async def _write(batch: Batch, fates: Sequence[Fate], run: Run) -> None:
    """Write everything that is new or changed, and the one fact about it."""
    touched, by = [one for one in batch.filed if one.is_touched], run.by
    if not touched:
        return
    await queries.plan_once()
    event = CustomersImported(
        run.id,
        by=by,
        created=sum(one.status == Fated.CREATED for one in fates),
        updated=sum(one.status == Fated.UPDATED for one in fates),
        customers=[str(one.own.id) for one in touched],
    )
    new = [one for one in touched if one.own.is_new]
    for one, number in zip(new, await queries.next_numbers("customer", len(new)), strict=True):
        one.number = number
    await _write_customers(touched, event.at)
    await _write_parts("contact", OF_PERSON, [(one, part) for one in touched for part in one.people], event.at)
    await _write_parts(
        "product", queries.PRODUCT_COLUMNS, [(one, part) for one in touched for part in one.products], event.at
    )
    for owner, things in _by_owner(touched).items():
        await own_fields.keep_many(owner, [said for one in things for said in _own_of(one)])
    await record(event)
    await _write_history(touched, event, by)


async def _write_customers(touched: Sequence[Filed], at: datetime) -> None:
    tenant = current_scope().tenant.id
    columns = (*queries.CUSTOMER_COLUMNS, "name_twin", "name_key", "words", "digits")
    new, changed, beside = [], [], []
    found = {field.name for owner in _PARTS for field in live(owner) if field.is_found}
    for one in touched:
        words, digits = _findable(one, found)
        values = (*(one.own.values[name] for name in queries.CUSTOMER_COLUMNS), one.twin, one.key, words, digits)
        if one.own.is_new:
            new.append((tenant, one.own.id, one.number, at, at, *values))
        elif one.own.changes:
            changed.append((one.own.id, *values, at))
        else:
            beside.append((one.own.id, words, digits))
    await queries.insert("customer", ("tenant_id", "id", "number", "created_at", "changed_at", *columns), new)
    await queries.update("customer", (*columns, "changed_at"), changed, also="version = t.version + 1")
    await queries.update("customer", ("words", "digits"), beside)


async def _write_parts(table: str, columns: Sequence[str], parts: list[tuple[Filed, Thing]], at: datetime) -> None:
    """People or products, the new and the changed."""
    tenant = current_scope().tenant.id
    stamps = ("created_at", "changed_at") if table == "contact" else ("created_at",)
    new = [
        (tenant, part.id, filed.own.id, *(at for _ in stamps), *(part.values[name] for name in columns))
        for filed, part in parts
        if part.is_new
    ]
    changed = [
        (part.id, *(part.values[name] for name in columns), *(at for _ in stamps[1:]))
        for _, part in parts
        if part.changes
    ]
    await queries.insert(table, ("tenant_id", "id", "customer", *stamps, *columns), new)
    await queries.update(table, (*columns, *stamps[1:]), changed)


async def _write_history(touched: Sequence[Filed], event: CustomersImported, by: Principal) -> None:
    """What each value was before. A new customer's name stands in it too: so their file knows where they came from."""
    rows = []
    tenant, names = current_scope().tenant.id, await names_of(touched)
    for filed in touched:
        named = {"name": (None, filed.own.values["name"])} if filed.own.is_new else named_in(filed.own.changes, names)
        changes = [
            ("customer", filed.own.id, named),
            *(("contact", one.id, one.changes) for one in filed.people),
            *(("product", one.id, one.changes) for one in filed.products),
        ]
        for kind, subject_id, changed in changes:
            for name, (old, new) in changed.items():
                what = (kind, subject_id, name, as_text(old), as_text(new))
                rows.append((tenant, uuid7(), event.id, event.at, by.kind, by.id, *what))
    columns = ("tenant_id", "id", "event_id", "at", "by_kind", "by_id", "subject_kind", "subject_id")
    await queries.insert("field_change", (*columns, "field", "old", "new"), rows)


def _findable(filed: Filed, found: Collection[str]) -> tuple[str, str]:
    """Words and digits that lead to a customer; ``found`` are the fields of the tenant's own that do."""
    own, there = filed.own.values, [one.values for one in filed.people if not one.is_gone]
    serials = [value for one in filed.products for value in (one.values["dongle_no"], one.values["service_code"])]
    keys = [filed.key, *key_of_short(own["name"], own["short_name"]), *(one["name_key"] for one in there)]
    serials = [one for one in (str(filed.number), own["external_key"], *serials) if one]
    said = (filed.own, *(one for one in filed.people if not one.is_gone), *filed.products)
    more = [str(one.values[name])[:500] for one in said for name in one.values if name in found]
    words = written([own["name"], own["short_name"], *(one["name"] for one in there), *more], keys, serials)
    numbers = [own["phone"], own["fax"], *(one[name] for one in there for name in ("mobile", "phone"))]
    return bigrams(words), as_digits((*numbers, *(one.values["dongle_no"] for one in filed.products)))
