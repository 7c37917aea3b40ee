"""What goes down: the partners that may get it, their feedback, and customers' letters to headquarters."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.cases.queries.cases import Reader
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows, value
from desk.foundation.errors import NotFound

Key = tuple[datetime, UUID]
OPEN_DOWN = """
insert into hq_case (tenant_id, id, number, direction, partner, partner_name, kind, subject_kind, subject_id, title,
                     customer_name, product, description, wanted, contact_name, contact_reach, letter, submitter_name,
                     submitter, opened_at)
values ($1, $2, 0, 'down', $3, $4, $5, 'case', $2, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
returning tenant_id, id, number, partner, partner_name, kind
"""
ADD_REPLY = """
insert into hq_reply (tenant_id, letter, place, act, body, author_name, at) values ($1, $2, $3, $4, $5, $6, $7)
"""
_LETTER = """
select l.*, r.act, r.body as reply, r.author_name as reply_by, r.at as reply_at, c.number as case_number
  from hq_letter l
  left join lateral (select p.act, p.body, p.author_name, p.at from hq_reply p
    where p.tenant_id = l.tenant_id and p.letter = l.id order by p.place desc limit 1) r on true
  left join hq_case c on c.tenant_id = l.tenant_id and c.letter = l.id
"""
_OWN_LETTERS = """
select l.id, l.title, l.body, l.at, r.act, r.body as reply, r.at as reply_at from hq_letter l
  left join lateral (select p.act, p.body, p.at from hq_reply p
    where p.tenant_id = l.tenant_id and p.letter = l.id order by p.place desc limit 1) r on true
 order by l.at desc, l.id desc limit 50
"""


async def partners() -> list[Record]:
    """The partners that may get a complaint, by name."""
    return await crossing_rows("select slug, name from partner where status = 'active' order by name, slug")


async def partner(slug: str) -> Record:
    """One of them. Raises ``NotFound``."""
    found = await crossing_rows("select tenant_id, slug, name from partner where slug = $1 and status = 'active'", slug)
    if not found:
        raise NotFound
    return found[0]


async def feedback_of(read: Reader, case_id: UUID) -> list[Record]:
    """What the partner reported of a complaint, the last first."""
    return await read("select * from case_feedback where hq_case = $1 order by at desc, id desc", case_id)


async def letter(read: Reader, letter_id: UUID) -> Record:
    """One letter with what came of it. Raises ``NotFound``."""
    found = await read(f"{_LETTER} where l.id = $1", letter_id)
    if not found:
        raise NotFound
    return found[0]


async def letters(*, settled: bool, q: str = "", most: int, after: Key | None = None) -> list[Record]:
    """Letters of all customers as headquarters sees them, the newest first."""
    beyond = "and (l.at, l.id) < ($4, $5)" if after else ""
    return await crossing_rows(
        f"""{_LETTER} where (r.act is not null) = $1 and ($3 = '' or strpos(lower(l.title), lower($3)) > 0
             or strpos(lower(l.customer_name), lower($3)) > 0 or strpos(lower(l.partner_name), lower($3)) > 0) {beyond}
             order by l.at desc, l.id desc limit $2""",
        *(settled, most, q, *(after or ())),
    )


async def waiting_letters() -> int:
    """How many nobody dealt with yet, up to a hundred."""
    found = await crossing_rows(
        """select count(*) from (select from hq_letter l where not exists
             (select from hq_reply r where r.tenant_id = l.tenant_id and r.letter = l.id) limit 100) x"""
    )
    return int(found[0][0])


async def own_letters() -> Sequence[Record]:
    """The letters of the customer who is asking, the newest first."""
    return await rows(_OWN_LETTERS)


async def customer_name(customer_id: UUID) -> str:
    """What a customer is called."""
    return str(await value("select name from customer where id = $1", customer_id))


async def reach_of(contact_id: UUID) -> str:
    """How somebody in the portal is reached, as far as it is known."""
    return str(
        await value("select coalesce(nullif(phone, ''), email, '') from contact where id = $1", contact_id) or ""
    )
