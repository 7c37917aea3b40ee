"""
Lists of customers by name: narrowed, counted, and paged by keyset in both directions.

A text is looked for by ``find_customers``, a function that writes out both walls: full text is not leakproof,
so row security would keep it from its index. See docs/decisions/0001.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.fields.queries import Range
from desk.foundation.database import rows, value
from desk.foundation.web import paging
from desk.kit.text import bigram_query
from desk.search.queries import number_part

Key = tuple[str, UUID]
"""Where a page ends: the name's key and the customer's id."""

LIST = """
select c.id, c.number, c.name, c.name_key, c.short_name, c.industry, c.status, c.grade, c.phone, c.changed_at,
       (select k.name from contact k
         where k.tenant_id = c.tenant_id and k.customer = c.id and k.status = 'active'
         order by 'main' = any(k.roles) desc, k.created_at, k.id limit 1) as contact
"""
_FOUND = "find_customers($1::text::tsquery, $2, $3, $4, $5, $6, $7, $8)"

_TAGGED = "exists (select from customer_tag t where t.customer = c.id and t.tag = ${})"
_SAYS = """exists (select from custom_value v where v.tenant_id = c.tenant_id and v.subject_id = c.id
  and v.field = ${} and v.twin >= ${} and v.twin <= ${})"""
_MOST_FOUND = 2000
"""Of more that a text finds, what is narrowed further is looked for among the first by name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; None leaves a thing open."""

    q: str = ""
    status: str | None = None
    grade: str | None = None
    tag: str | None = None
    own: tuple[Range, ...] = ()
    """What fields of the tenant's own shall say."""

    @property
    def asks(self) -> bool:
        """Whether a text is to be looked for."""
        return bool(self.q.strip())

    @property
    def narrows(self) -> bool:
        """Whether there is more to it than the text, the status and the grade."""
        return self.tag is not None or bool(self.own)


async def customers(wanted: Wanted, *, most: int, after: Key | None = None, before: Key | None = None) -> list[Record]:
    """At most so many customers by name, behind or before a key; the page's own order in both cases."""
    beyond, backwards = before or after, before is not None
    if wanted.asks:
        query, number = bigram_query(wanted.q), number_part(wanted.q) or None
        if query is None and number is None:
            return []
        if wanted.narrows:
            return await _narrowed(wanted, query, number, most=most, beyond=beyond, backwards=backwards)
        found = await rows(
            " ".join((LIST, "from", _FOUND, "as f (id) join customer c on c.id = f.id order by c.name_key, c.id")),
            *(query, number, wanted.status, wanted.grade, *(beyond or (None, None)), backwards, most),
        )
        return found
    statement, arguments = listed(wanted, most=most, beyond=beyond, backwards=backwards)
    found = await rows(statement, *arguments)
    return found[::-1] if backwards else found


async def _narrowed(
    wanted: Wanted, query: str | None, number: str | None, *, most: int, beyond: Key | None, backwards: bool
) -> list[Record]:
    """Those found by a text that have the tag, and say in the tenant's own fields what they shall."""
    sign, order = ("<", "desc") if backwards else (">", "asc")
    arguments: list[Any] = [query, number, wanted.status, wanted.grade, None, None, False, _MOST_FOUND]
    conditions = _more(wanted, arguments)
    arguments += (*(beyond or (None, None)), most)
    at = len(arguments) - 2
    found = await rows(
        " ".join(
            (
                *(LIST, "from", _FOUND, "as f (id) join customer c on c.id = f.id where", " and ".join(conditions)),
                f"and (${at}::text is null or (c.name_key, c.id) {sign} (${at}, ${at + 1}::uuid))",
                f"order by c.name_key {order}, c.id {order} limit ${at + 2}",
            )
        ),
        *arguments,
    )
    return found[::-1] if backwards else found


def listed(wanted: Wanted, *, most: int, beyond: Key | None, backwards: bool) -> tuple[str, list[Any]]:
    """The statement of a list without a text to look for, and its arguments."""
    conditions, arguments = _conditions(wanted)
    if beyond is not None:
        arguments += beyond
        sign = "<" if backwards else ">"
        conditions.append(f"(c.name_key, c.id) {sign} (${len(arguments) - 1}, ${len(arguments)})")
    arguments.append(most)
    order = "c.name_key desc, c.id desc" if backwards else "c.name_key, c.id"
    where = " and ".join(conditions)
    return " ".join((LIST, "from customer c where", where, "order by", order, f"limit ${len(arguments)}")), arguments


async def counted(wanted: Wanted, *, most: int) -> int:
    """How many there are; the count stops at ``most``."""
    statement, arguments = counting(wanted, most=most)
    return int(await value(statement, *arguments))


def counting(wanted: Wanted, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts, and its arguments."""
    if wanted.asks:
        query, number = bigram_query(wanted.q), number_part(wanted.q) or None
        if query is None and number is None:
            return "select 0", []
        if wanted.narrows:
            asked: list[Any] = [query, number, wanted.status, wanted.grade, None, None, False, _MOST_FOUND]
            conditions = _more(wanted, asked)
            among = ("as f (id) join customer c on c.id = f.id where", " and ".join(conditions))
            return " ".join(("select count(*) from", _FOUND, *among)), asked
        return " ".join(("select count(*) from", _FOUND)), [
            *(query, number, wanted.status, wanted.grade, None, None, False, most)
        ]
    conditions, arguments = _conditions(wanted)
    narrowed = ("select count(*) from (select from customer c where", " and ".join(conditions))
    return " ".join((*narrowed, f"limit ${len(arguments) + 1}) x")), [*arguments, most]


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions, arguments = ["true"], []
    for column, wished in (("status", wanted.status), ("grade", wanted.grade)):
        if wished is not None:
            arguments.append(wished)
            conditions.append(f"c.{column} = ${len(arguments)}")
    return [*conditions, *_more(wanted, arguments)], arguments


def _more(wanted: Wanted, arguments: list[Any]) -> list[str]:
    """Conditions that look into other tables; their arguments go behind those that are there."""
    found = []
    if wanted.tag is not None:
        arguments.append(wanted.tag)
        found.append(_TAGGED.format(len(arguments)))
    for one in wanted.own:
        places = range(len(arguments) + 1, len(arguments) + 4)
        arguments += (one.field, one.low, one.high)
        found.append(_SAYS.format(*places))
    return found


def key_of(cursor: str) -> Key:
    """The key that a cursor holds. Raises ``Unacceptable`` for one that we didn't make."""
    key, last = paging.decode(cursor, str, UUID)
    return key, last
