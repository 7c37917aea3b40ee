"""Finding documents, and the one statement that keeps them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desk.foundation.database import rows
from desk.kit.phone import search_digits
from desk.kit.text import bigram_query
from desk.search.kinds import names, seen

MOST = 50
LEAST_DIGITS = 3
"""Fewer digits are looked for as a word only: an index of triples can't find a part that is shorter."""

KEEP = """
insert into search_document
       (tenant_id, id, kind, subject_id, customer_id, audience, title, detail, url, digits, at, words)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, setweight($12::text::tsvector, 'A') || $13::text::tsvector)
    on conflict (tenant_id, kind, subject_id) do update
   set customer_id = excluded.customer_id, audience = excluded.audience, title = excluded.title,
       detail = excluded.detail, url = excluded.url, digits = excluded.digits, at = excluded.at,
       words = excluded.words
"""
FORGET = "delete from search_document where kind = $1 and subject_id = $2"
FORGET_KINDS = "delete from search_document where kind = any($1::text[])"

_FIND = """
select kind, subject_id, title, detail, url, at
  from find_documents($1::text::tsquery, $2::text::tsquery, $3::text::tsquery, $4, $5::text[], $6)
"""
_NUMBER_LIKE = re.compile(r"[\s0-9+().\-‐‑‒–—/转分机号ext#]+", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[#＃]?\s*([0-9]{1,15})\s*")
_WORD = re.compile(r"('[^']+')(:\*)?")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found, ready to be shown and opened."""

    kind: str
    subject_id: UUID
    title: str
    detail: str
    url: str
    at: datetime


async def find(q: str, *, kinds: Iterable[str] | None = None, most: int = 20) -> list[Found]:
    """
    What fits the text: names, words, numbers and parts of phone numbers; the tenant's own, the customer's own.

    What bears the number stands first, then what has the words in its title, then the latest; each thing once.
    ``kinds`` leaves out all others; None asks for every registered kind, whoever is asking.
    """
    query, digits = bigram_query(q), number_part(q)
    if query is None and not digits:
        return []
    asked = list(dict.fromkeys(names() if kinds is None else kinds))
    limit = min(max(most, 1), MOST)
    found = await rows(_FIND, query, _in_title(query), _exact(q), digits or None, asked, limit)
    return _each_once([Found(**dict(one) | {"detail": seen(one["kind"], one["detail"])}) for one in found], asked)


def _each_once(found: Sequence[Found], order: Sequence[str]) -> list[Found]:
    """A thing that was found as several kinds stands there once, as the first of them."""
    best: dict[UUID, Found] = {}
    for one in found:
        known = best.setdefault(one.subject_id, one)
        if order.index(one.kind) < order.index(known.kind):
            best[one.subject_id] = one
    return list(best.values())


async def unfound(name: str, table: str, *, most: int) -> list[UUID]:
    """Things of a table that can't be found though their kind can, the oldest first. The table is a word of ours."""
    found = await rows(
        f"""select t.id from {table} t
             where not exists (select from search_document d
                                where d.tenant_id = t.tenant_id and d.subject_id = t.id and starts_with(d.kind, $1))
             order by t.id limit $2""",
        name,
        most,
    )
    return [one["id"] for one in found]


async def ids_of(q: str, *kinds: str) -> list[UUID] | None:
    """Which things of these kinds fit a text, to narrow a list; None where nothing was typed."""
    return [one.subject_id for one in await find(q, kinds=kinds, most=MOST)] if q else None


def number_part(q: str) -> str:
    """The digits of a text that is a number in some spelling, to be found inside of longer ones; or nothing."""
    if len(q) > 60 or not _NUMBER_LIKE.fullmatch(unicodedata.normalize("NFKC", q)):
        return ""
    digits = search_digits(q)
    return digits if len(digits) >= LEAST_DIGITS else ""


def digits_of(numbers: Iterable[str]) -> str:
    """Phone numbers and serials as they are kept: digits only, one after the other."""
    return " ".join(dict.fromkeys(digits for one in numbers if (digits := search_digits(one))))


def grouped(found: Sequence[Found], order: Sequence[str]) -> list[tuple[str, list[Found]]]:
    """The same by kind; the kind of the best hit stands first, the others in their order."""
    first = [found[0].kind] if found else []
    kinds = dict.fromkeys([*first, *order])
    groups = ((name, [one for one in found if one.kind == name]) for name in kinds)
    return [(name, hits) for name, hits in groups if hits]


def _in_title(query: str | None) -> str | None:
    """The same query for words with the weight of titles."""
    return query and _WORD.sub(lambda word: f"{word[1]}{word[2] or ':'}A", query)


def _exact(q: str) -> str | None:
    """For a bare number: the very number in a title, so that 1001 stands before 10010."""
    number = _NUMBER.fullmatch(q)
    return f"'{number[1]}':A" if number else None
