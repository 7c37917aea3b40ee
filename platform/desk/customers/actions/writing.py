"""Writing what a batch of rows made of the file: many rows a statement, and the next made while one is written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from desk.customers.actions.engineers import named_in, names_of
from desk.customers.actions.finding import as_digits, key_of_short, written
from desk.customers.actions.history import Changes, as_text
from desk.customers.actions.matching import OF_PERSON, Batch, Filed, Thing, by_owner
from desk.customers.events import CustomersImported
from desk.customers.queries import importing as queries
from desk.fields import actions as own_fields
from desk.fields.settings import live
from desk.fields.states import PREFIX
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.statements import Statement, execute_each
from desk.foundation.tenancy import current_scope
from desk.imports.kinds import Fate
from desk.imports.states import Fated
from desk.kit.ids import uuid7
from desk.kit.text import bigrams

PIECE = 250
"""Rows of one statement: few enough that the first is soon under way."""
_PARTS = ("customer", "contact", "product")
T = TypeVar("T")


async def write(batch: Batch, fates: Sequence[Fate], run_id: UUID, *, by: Principal) -> None:
    """Write everything that is new or changed, and the one fact about it."""
    touched = [one for one in batch.filed if one.is_touched]
    if not touched:
        return
    await queries.plan_once()
    event = CustomersImported(
        run_id,
        by=by,
        created=sum(one.status == Fated.CREATED for one in fates),
        updated=sum(one.status == Fated.UPDATED for one in fates),
        customers=[str(one.own.id) for one in touched],
    )
    new = [one for one in touched if one.own.is_new]
    for one, number in zip(new, await queries.next_numbers("customer", len(new)), strict=True):
        one.number = number
    await execute_each(_file(touched, event.at))
    for owner, things in by_owner(touched).items():
        await own_fields.keep_many(owner, [said for one in things for said in _own_of(one)])
    await record(event)
    await execute_each(_history(touched, event, await names_of(touched)))


def _pieces(several: Sequence[T]) -> Iterator[Sequence[T]]:
    return (several[start : start + PIECE] for start in range(0, len(several), PIECE))


def _own_of(one: Thing) -> Iterator[tuple[UUID, str, str]]:
    """What is new in fields of the tenant's own."""
    for name in one.values if one.is_new else one.changes:
        if name.startswith(PREFIX):
            yield one.id, name.removeprefix(PREFIX), one.values[name]


def _file(touched: Sequence[Filed], at: datetime) -> Iterator[Statement]:
    """The customers, and everybody and everything there."""
    found = {field.name for owner in _PARTS for field in live(owner) if field.is_found}
    for some in _pieces(touched):
        yield from _customers(some, found, at)
    for people in _pieces([(one, part) for one in touched for part in one.people]):
        yield from _parts("contact", OF_PERSON, people, at)
    for products in _pieces([(one, part) for one in touched for part in one.products]):
        yield from _parts("product", queries.PRODUCT_COLUMNS, products, at)


def _customers(touched: Sequence[Filed], found: Collection[str], at: datetime) -> Iterator[Statement]:
    tenant = current_scope().tenant.id
    columns = (*queries.CUSTOMER_COLUMNS, "name_twin", "name_key", "words", "digits")
    new, changed, beside = [], [], []
    for one in touched:
        words, digits = _findable(one, found)
        values = (*(one.own.values[name] for name in queries.CUSTOMER_COLUMNS), one.twin, one.key, words, digits)
        if one.own.is_new:
            new.append((tenant, one.own.id, one.number, at, at, *values))
        elif one.own.changes:
            changed.append((one.own.id, *values, at))
        else:
            beside.append((one.own.id, words, digits))
    yield from queries.added("customer", ("tenant_id", "id", "number", "created_at", "changed_at", *columns), new)
    yield from queries.changed("customer", (*columns, "changed_at"), changed, also="version = t.version + 1")
    yield from queries.changed("customer", ("words", "digits"), beside)


def _parts(
    table: str, columns: Sequence[str], parts: Sequence[tuple[Filed, Thing]], at: datetime
) -> Iterator[Statement]:
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
    yield from queries.added(table, ("tenant_id", "id", "customer", *stamps, *columns), new)
    yield from queries.changed(table, (*columns, *stamps[1:]), changed)


def _history(touched: Sequence[Filed], event: CustomersImported, names: Mapping[UUID, str]) -> Iterator[Statement]:
    """What each value was before. A new customer's name stands in it too: so their file knows where they came from."""
    tenant, by = current_scope().tenant.id, event.by
    columns = ("tenant_id", "id", "event_id", "at", "by_kind", "by_id", "subject_kind", "subject_id")
    for piece in _pieces(touched):
        rows: list[tuple[Any, ...]] = []
        for filed in piece:
            for kind, subject_id, changes in _changes(filed, names):
                for name, (old, new) in changes.items():
                    what = (kind, subject_id, name, as_text(old), as_text(new))
                    rows.append((tenant, uuid7(), event.id, event.at, by.kind, by.id, *what))
        yield from queries.added("field_change", (*columns, "field", "old", "new"), rows)


def _changes(filed: Filed, names: Mapping[UUID, str]) -> Iterator[tuple[str, UUID, Changes]]:
    own = filed.own
    yield "customer", own.id, {"name": (None, own.values["name"])} if own.is_new else named_in(own.changes, names)
    for kind, parts in (("contact", filed.people), ("product", filed.products)):
        for one in parts:
            yield kind, one.id, one.changes


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
