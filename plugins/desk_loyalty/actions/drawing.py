"""
Draws on the spot, with a protocol that anybody can check.

When the list is closed a secret seed is made, and its SHA-256 together with the list is said: nobody can choose a seed
that suits them afterwards. At the draw each name gets the SHA-256 of seed, position and name; the smallest win, the
best prize first.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from desk.extend import (
    REQUIRED,
    Forbidden,
    Invalid,
    Principal,
    current_scope,
    execute,
    gettext,
    label,
    next_number,
    now,
    record,
    uuid7,
)
from desk_loyalty.errors import AT_LEAST_ONE, TOO_MANY, NobodyTakesPart
from desk_loyalty.events import DrawClosed, DrawHeld
from desk_loyalty.queries import draws
from desk_loyalty.states import CLOSE_DRAW, DRAW, DrawStatus
from desk_loyalty.tables import LoyaltyDraw

MOST_NAMES = 10_000
MOST_PRIZES = 50
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Prize:
    """What can be won, and how often."""

    name: str
    count: int


async def plan_draw(name: str, held_on: date, prizes: Sequence[Prize], *, by: Principal) -> LoyaltyDraw:
    """Plan a draw. Raises ``Invalid``."""
    if not by.may("loyalty.draw"):
        raise Forbidden
    faults = {}
    if not name.strip():
        faults["name"] = gettext(REQUIRED)
    if not prizes:
        faults["prizes"] = gettext(REQUIRED)
    elif any(one.count < 1 for one in prizes):
        faults["prizes"] = gettext(AT_LEAST_ONE)
    elif len(prizes) > MOST_PRIZES or sum(one.count for one in prizes) > MOST_NAMES:
        faults["prizes"] = gettext(TOO_MANY)
    if faults:
        raise Invalid(faults)
    return await LoyaltyDraw.add(
        number=await next_number("draw"),
        name=name.strip(),
        held_on=held_on,
        prizes=msgspec.json.encode([{"name": one.name, "count": one.count} for one in prizes]).decode(),
        created_at=now(),
    )


async def add_names(number: int, names: Sequence[tuple[str, UUID | None]], *, by: Principal) -> int:
    """Put people on the list, each name once; the answer is how many came. Raises ``Invalid`` and ``CannotMove``."""
    found = await draws.draw(number)
    CLOSE_DRAW.check(found, by, _word)
    there = await draws.taking_part(found.id)
    new = {name.strip()[:LONGEST]: customer for name, customer in names if name.strip()}
    added = [(name, customer) for name, customer in new.items() if name not in there]
    if len(there) + len(added) > MOST_NAMES:
        raise Invalid({"names": gettext(TOO_MANY)})
    await execute(
        draws.ADD,
        current_scope().tenant.id,
        found.id,
        [uuid7() for _ in added],
        list(range(1, len(added) + 1)),
        [name for name, _ in added],
        [customer for _, customer in added],
    )
    return len(added)


async def close_draw(number: int, *, by: Principal) -> LoyaltyDraw:
    """Close the list: nobody is added any more, and the seed is bound to it. Raises ``NobodyTakesPart``."""
    found = await draws.draw(number)
    CLOSE_DRAW.check(found, by, _word)
    names = await draws.names(found.id)
    if not names:
        raise NobodyTakesPart
    found.seed = secrets.token_hex(32)
    found.commitment = commitment(found.seed, [one["name"] for one in names])
    found.status, found.closed_at = str(DrawStatus.CLOSED), now()
    await found.save([LoyaltyDraw.seed, LoyaltyDraw.commitment, LoyaltyDraw.status, LoyaltyDraw.closed_at])
    await record(DrawClosed(found.id, by=by, number=number, people=len(names), commitment=found.commitment))
    return found


async def hold_draw(number: int, *, by: Principal) -> LoyaltyDraw:
    """Draw: once, and by the seed alone."""
    found = await draws.draw(number)
    DRAW.check(found, by, _word)
    names = await draws.names(found.id)
    prizes = [Prize(one["name"], one["count"]) for one in msgspec.json.decode(found.prizes)]
    won = winners(found.seed, [one["name"] for one in names], prizes)
    ids = [names[position]["id"] for position, _ in won]
    await execute(draws.WON, found.id, ids, [prize for _, prize in won])
    found.status, found.drawn_at, found.drawn_by = str(DrawStatus.DRAWN), now(), by.id
    await found.save([LoyaltyDraw.status, LoyaltyDraw.drawn_at, LoyaltyDraw.drawn_by])
    await record(DrawHeld(found.id, by=by, number=number, people=len(names), winners=len(won)))
    return found


def commitment(seed: str, names: Sequence[str]) -> str:
    """What is said before: the SHA-256 of the seed and the list, a line each."""
    return hashlib.sha256("\n".join([seed, *names]).encode()).hexdigest()


def winners(seed: str, names: Sequence[str], prizes: Sequence[Prize]) -> list[tuple[int, str]]:
    """Who wins what, by their places in the list, the best prize first."""

    def lot(position: int) -> str:
        return hashlib.sha256(f"{seed}\n{position + 1}\n{names[position]}".encode()).hexdigest()

    order = sorted(range(len(names)), key=lot)
    every = [one.name for one in prizes for _ in range(one.count)]
    return list(zip(order, every, strict=False))


def _word(status: str) -> str:
    return label("loyalty.draw", status)
