"""
Bringing many customers into the file at once: one transaction for each batch of rows.

What a row means is found out in ``matching``; here everything that is new or changed is written, many rows a statement.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from desk.customers.actions.fields import allow
from desk.customers.actions.finding import as_digits, key_of_short, written
from desk.customers.actions.history import as_text
from desk.customers.actions.matching import OF_PERSON, Batch, Entry, Filed, Outcome, Refused, Thing
from desk.customers.events import CustomersImported
from desk.customers.queries import importing as queries
from desk.customers.tables import ImportRun
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.text import bigrams
from desk.kit.time import now

MOST_KEPT = 5_000
"""So many refused rows are kept with a run, to be mended and sent again."""


async def begin_import(file_name: str, headings: Sequence[str], ignored: Sequence[str], *, by: Principal) -> UUID:
    """Note that a table is about to be read; the answer is the run's id."""
    allow(by, "customer.import")
    run = ImportRun(
        file_name=file_name[-200:],
        by_id=by.id,
        at=now(),
        headings=msgspec.json.encode(headings).decode(),
        ignored=msgspec.json.encode(ignored).decode(),
    )
    await run.save()
    return UUID(str(run.id))


async def stop_import(run_id: UUID, reason: str) -> None:
    """Note why a table was not read to its end; what was taken before stays."""
    await ImportRun.update({ImportRun.stopped: reason}).where(ImportRun.id == run_id)


async def import_batch(run_id: UUID, entries: Sequence[Entry], refused: Iterable[Refused], *, by: Principal) -> Outcome:
    """Take some rows into the file: all of them or, when this raises, none. Waits for other imports of the tenant."""
    allow(by, "customer.import")
    await queries.alone()
    batch = Batch(await _known(entries))
    for entry in entries:
        batch.take(entry)
    batch.outcome.refused[:0] = refused
    batch.outcome.refused.sort(key=lambda one: one.row)
    await _write(batch, run_id, by)
    outcome = batch.outcome
    counts = (outcome.rows, outcome.created, outcome.updated, len(outcome.refused))
    kept = msgspec.json.encode(outcome.refused).decode()
    await queries.add_to_run(run_id, counts, kept, most_kept=MOST_KEPT)
    return outcome


async def _known(entries: Sequence[Entry]) -> list[Filed]:
    """The customers that these rows may mean, with everybody and everything there."""
    keys = {entry.customer["external_key"] for entry in entries if entry.customer.get("external_key")}
    found = await queries.known_customers(sorted(keys), sorted({entry.twin for entry in entries}))
    filed = {
        one["id"]: Filed(
            Thing(one["id"], {name: one[name] for name in queries.CUSTOMER_COLUMNS}), one["name_twin"], one["name_key"]
        )
        for one in found
    }
    if filed:
        for one in await queries.known_contacts(list(filed)):
            values = {name: one[name] for name in OF_PERSON}
            filed[one["customer"]].people.append(Thing(one["id"], values, is_gone=one["status"] == "left"))
        for one in await queries.known_products(list(filed)):
            values = {name: one[name] for name in queries.PRODUCT_COLUMNS}
            filed[one["customer"]].products.append(Thing(one["id"], values))
        for one in found:
            filed[one["id"]].number = one["number"]
    return list(filed.values())


async def _write(batch: Batch, run_id: UUID, by: Principal) -> None:
    """Write everything that is new or changed, and the one fact about it."""
    touched = [one for one in batch.filed if one.is_touched]
    if not touched:
        return
    event = CustomersImported(
        run_id,
        by=by,
        created=batch.outcome.created,
        updated=batch.outcome.updated,
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
    await record(event)
    await _write_history(touched, event, by)


async def _write_customers(touched: Sequence[Filed], at: datetime) -> None:
    tenant = current_scope().tenant.id
    columns = (*queries.CUSTOMER_COLUMNS, "name_twin", "name_key", "words", "digits")
    new, changed, beside = [], [], []
    for one in touched:
        words, digits = _findable(one)
        values = (*(one.own.values[name] for name in queries.CUSTOMER_COLUMNS), one.twin, one.key, words, digits)
        if one.own.is_new:
            new.append((tenant, one.own.id, one.number, at, at, *values))
        elif one.own.changes:
            changed.append((one.own.id, *values, at))
        else:
            beside.append((one.own.id, words, digits))
    await queries.insert("customer", ("tenant_id", "id", "number", "created_at", "changed_at", *columns), new)
    await queries.update("customer", (*columns, "changed_at"), changed, also="version = version + 1")
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
    tenant = current_scope().tenant.id
    for filed in touched:
        named = {"name": (None, filed.own.values["name"])} if filed.own.is_new else filed.own.changes
        changes = [("customer", filed.own.id, named), *(("contact", one.id, one.changes) for one in filed.people)]
        for kind, subject_id, changed in changes:
            for name, (old, new) in changed.items():
                what = (kind, subject_id, name, as_text(old), as_text(new))
                rows.append((tenant, uuid7(), event.id, event.at, by.kind, by.id, *what))
    columns = ("tenant_id", "id", "event_id", "at", "by_kind", "by_id", "subject_kind", "subject_id")
    await queries.insert("field_change", (*columns, "field", "old", "new"), rows)


def _findable(filed: Filed) -> tuple[str, str]:
    own, there = filed.own.values, [one.values for one in filed.people if not one.is_gone]
    serials = [value for one in filed.products for value in (one.values["dongle_no"], one.values["service_code"])]
    keys = [filed.key, *key_of_short(own["name"], own["short_name"]), *(one["name_key"] for one in there)]
    serials = [one for one in (str(filed.number), own["external_key"], *serials) if one]
    words = written([own["name"], own["short_name"], *(one["name"] for one in there)], keys, serials)
    numbers = [own["phone"], own["fax"], *(one[name] for one in there for name in ("mobile", "phone"))]
    return bigrams(words), as_digits((*numbers, *(one.values["dongle_no"] for one in filed.products)))
