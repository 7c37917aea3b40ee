"""Draws, and who takes part in them."""

from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, row, rows
from desk_loyalty.tables import LoyaltyDraw

ADD = """
insert into loyalty_name (tenant_id, id, draw, position, name, customer)
select $1, n.id, $2, coalesce((select max(position) from loyalty_name where draw = $2), 0) + n.position, n.name,
       n.customer
  from unnest($3::uuid[], $4::int[], $5::text[], $6::uuid[]) as n (id, position, name, customer)
"""
WON = """
update loyalty_name n set prize = w.prize from unnest($2::uuid[], $3::text[]) as w (id, prize)
 where n.draw = $1 and n.id = w.id
"""


async def draws(*, most: int) -> list[Record]:
    """Draws, the latest first, with how many take part and won."""
    return await rows(
        """select d.id, d.number, d.name, d.held_on, d.status,
                  (select count(*) from loyalty_name n where n.tenant_id = d.tenant_id and n.draw = d.id) as people,
                  (select count(*) from loyalty_name n where n.tenant_id = d.tenant_id and n.draw = d.id
                      and n.prize <> '') as winners
             from loyalty_draw d order by d.held_on desc, d.id desc limit $1""",
        most,
    )


async def draw(number: int) -> LoyaltyDraw:
    """One draw, locked. Raises ``NotFound``."""
    query = LoyaltyDraw.objects().where(LoyaltyDraw.number == number).first()
    found: LoyaltyDraw | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def sheet(number: int) -> Record:
    """One draw as pages show it; its seed only when it was drawn. Raises ``NotFound``."""
    found = await row(
        """select d.id, d.number, d.name, d.held_on, d.status, d.prizes, d.commitment, d.closed_at, d.drawn_at,
                  case when d.status = 'drawn' then d.seed else '' end as seed, m.name as drawn_by_name
             from loyalty_draw d left join member m on m.tenant_id = d.tenant_id and m.id = d.drawn_by
            where d.number = $1""",
        number,
    )
    if found is None:
        raise NotFound
    return found


async def number_of(draw_id: UUID) -> int:
    """The number of a draw. Raises ``NotFound``."""
    found = await row("select number from loyalty_draw where id = $1", draw_id)
    if found is None:
        raise NotFound
    return int(found["number"])


async def names(draw_id: UUID) -> list[Record]:
    """Who takes part, in the order of the list."""
    return await rows(
        "select id, position, name, customer, prize from loyalty_name where draw = $1 order by position", draw_id
    )


async def taking_part(draw_id: UUID) -> set[str]:
    """The names that are on the list already."""
    return {one["name"] for one in await rows("select name from loyalty_name where draw = $1", draw_id)}


async def holders(*, most: int) -> list[Record]:
    """Customers with points, who may take part."""
    return await rows(
        """select c.id, c.name from customer c
            where exists (select from loyalty_entry e where e.tenant_id = c.tenant_id and e.customer = c.id)
            order by c.name_key, c.id limit $1""",
        most,
    )
