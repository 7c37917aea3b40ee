"""
Bringing many customers into the file at once: one transaction for each batch of rows.

What a row means is found out in ``matching``; what is new or changed is written in ``writing``.
"""

from collections.abc import Sequence
from typing import cast

from desk.customers.actions.engineers import with_engineers
from desk.customers.actions.fields import allow
from desk.customers.actions.matching import OF_PERSON, Batch, Filed, Remembered, Said, Thing, by_owner
from desk.customers.actions.writing import write
from desk.customers.queries import importing as queries
from desk.fields import queries as own_values
from desk.fields.settings import live
from desk.fields.states import PREFIX
from desk.imports import queries as imports
from desk.imports.kinds import Entry, Fate, Run
from desk.imports.states import SameName


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
            await write(batch, fates, self.run.id, by=self.run.by)
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
    for owner, things in by_owner(found).items():
        if things and live(owner):
            held = await own_values.values_of(owner, [one.id for one in things])
            for one in things:
                one.values |= {PREFIX + key: stored for key, stored in held.get(one.id, {}).items()}
