"""The one place where points move: an entry with its lines, once for each cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desk.extend import Principal, current_scope, execute, now, uuid7, value
from desk_loyalty.queries import ledger
from desk_loyalty.states import Account, EntryKind


@dataclass(frozen=True, slots=True)
class Line:
    """So many points onto an account; taken from it, where they are negative. Lots belong to customers' accounts."""

    account: Account
    points: int
    lot: UUID | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be entered."""

    customer: UUID
    kind: EntryKind
    cause: str
    lines: Sequence[Line]
    """Points without a lot make one, which has the entry's own id."""
    expires_on: date | None = None
    rule: UUID | None = None
    subject: tuple[str, UUID | None] = ("", None)
    sum_cents: int | None = None
    why: str = ""

    @property
    def points(self) -> int:
        """What it does to the balance."""
        return sum(one.points for one in self.lines if one.account == Account.POINTS)


async def lock(customer_id: UUID) -> None:
    """Let nobody else move this customer's points until the transaction ends."""
    await execute(ledger.LOCK, customer_id)


async def post(entry: Entry, *, by: Principal) -> bool:
    """Enter it. False when its cause was counted before; then nothing has changed."""
    entry_id = uuid7()
    new = [one for one in entry.lines if one.account == Account.POINTS and one.lot is None]
    made = await value(
        ledger.POST,
        current_scope().tenant.id,
        entry_id,
        entry.customer,
        entry.kind,
        entry.cause,
        now(),
        entry.points,
        by.kind,
        by.id,
        entry.rule,
        *entry.subject,
        entry.sum_cents,
        entry.why,
        sum(one.points for one in new) if new else None,
        entry.expires_on,
        [uuid7() for _ in entry.lines],
        [str(one.account) for one in entry.lines],
        [entry_id if one in new else one.lot for one in entry.lines],
        [one.points for one in entry.lines],
    )
    return bool(made)


async def taken(customer_id: UUID, points: int) -> list[tuple[UUID, int]]:
    """Of which lots so many points come: the one that expires first before the others. There are enough."""
    found: list[tuple[UUID, int]] = []
    for one in await ledger.lots(customer_id):
        part = min(points, one["left"])
        found.append((one["id"], part))
        points -= part
        if not points:
            return found
    raise AssertionError("a balance that covers it has the lots")


def moved(parts: Sequence[tuple[UUID, int]], frm: Account, to: Account) -> list[Line]:
    """Lines that move parts of lots from one account to another."""
    return [*_side(parts, frm, -1), *_side(parts, to, 1)]


def _side(parts: Sequence[tuple[UUID, int]], account: Account, sign: int) -> list[Line]:
    """By lot on customers' accounts, in one sum on ours."""
    if account in (Account.POINTS, Account.RESERVED):
        return [Line(account, sign * points, lot) for lot, points in parts]
    return [Line(account, sign * sum(points for _, points in parts))]
