"""
Likenesses: by what two customers are suspected to be one, and the pairs that a schedule finds.

Compared are the name without its legal form, how it sounds, phone numbers in any spelling, dongles and tax numbers. A
number that many share says nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from asyncpg import Record

from desk.customers.actions.fields import CustomerFields, allow
from desk.customers.queries import doubles as queries
from desk.customers.queries.doubles import Likeness
from desk.foundation.principals import Principal
from desk.kit.companies import core_of, sound_of
from desk.kit.phone import search_digits
from desk.kit.time import now

SCORES = {"dongle": 95, "tax": 95, "name": 90, "phone": 60, "sound": 50, "alike": 40}
"""How much each likeness says; several say more."""
MOST_SHARED = 20
"""A number or a name that more have is nobody's."""
MOST_PAIRS = 10
AT_ONCE = 500
LONGEST = 20.0
"""Seconds that one run of the schedule may take."""
_FEWEST_DIGITS = 7
_SHORTEST_SERIAL = 3


@dataclass(frozen=True, slots=True)
class Suspect:
    """A customer that may be the same, and why."""

    id: UUID
    reasons: tuple[str, ...]

    @property
    def score(self) -> int:
        """How likely it is, up to 100."""
        best, *others = sorted((SCORES[one] for one in self.reasons), reverse=True)
        return min(100, best + 5 * len(others))


def likeness_of(said: Record) -> Likeness:
    """What a customer is compared by."""
    numbers = [said["phone"], said["fax"], *(number for person in said["people"] for number in person[3:])]
    return _likeness([said["name"], said["short_name"]], numbers, (pair[0] for pair in said["serials"]), said["tax_no"])


def _likeness(names: Iterable[str], numbers: Iterable[str], dongles: Iterable[str], tax_no: str) -> Likeness:
    cores = tuple(dict.fromkeys(filter(None, map(core_of, names))))
    phones = (search_digits(one.partition(" 转 ")[0]) for one in numbers if one)
    serials = ("".join(filter(str.isalnum, one)).upper() for one in dongles)
    return Likeness(
        core=cores[0] if cores else "",
        names=cores,
        sounds=tuple(dict.fromkeys(filter(None, map(sound_of, cores)))),
        phones=tuple(dict.fromkeys(one for one in phones if len(one) >= _FEWEST_DIGITS)),
        dongles=tuple(dict.fromkeys(one for one in serials if len(one) >= _SHORTEST_SERIAL)),
        tax_no="".join(filter(str.isalnum, tax_no)).upper(),
    )


async def note_likeness(said: Record) -> None:
    """Keep what a customer is compared by; what changed is compared again at the next turn."""
    await queries.keep(said["id"], likeness_of(said))


async def suspects(customer_id: UUID) -> list[Suspect]:
    """Who may be the same as this customer now, the likeliest first, without who was said not to be."""
    found = await queries.likeness(customer_id)
    if found is None:
        return []
    denied = await queries.denied(customer_id)
    return [one for one in await _alike(found, customer_id) if one.id not in denied]


async def namesakes(fields: CustomerFields) -> list[Suspect]:
    """Who has this name, or this tax number, already: asked before somebody is filed twice."""
    wanted = _likeness([fields.name], (), (), fields.tax_no)
    return [one for one in await _alike(wanted, None) if {"name", "tax"} & set(one.reasons)]


async def deny(customer_id: UUID, other_id: UUID, *, by: Principal) -> None:
    """Note that two customers are not the same; the pair isn't shown any more."""
    allow(by, "customer.merge")
    one, other = sorted((customer_id, other_id))
    await queries.deny(one, other, now(), by.id)


async def allow_again(customer_id: UUID, other_id: UUID, *, by: Principal) -> None:
    """Take back that two customers are not the same."""
    allow(by, "customer.merge")
    one, other = sorted((customer_id, other_id))
    await queries.allow_again(one, other)


async def note_likenesses(*, seconds: float = LONGEST) -> None:
    """Note by what customers are compared who were filed before anybody did; the next run goes on."""
    began = monotonic()
    while found := await queries.unnoted(AT_ONCE):
        await queries.add_likenesses([(one["id"], likeness_of(one)) for one in found])
        if monotonic() - began > seconds:
            return


async def find_doubles(*, seconds: float = LONGEST) -> int:
    """
    Compare who is new or changed with all others, and keep the pairs; the answer is how many were compared.

    Stops after so many or so long: the next run goes on.
    """
    began, done = monotonic(), 0
    for one in await queries.unlooked(AT_ONCE):
        wanted = Likeness(*(one[name] for name in Likeness.__dataclass_fields__))
        found = await _alike(wanted, one["customer"])
        pairs = [(*sorted((one["customer"], two.id)), list(two.reasons), two.score) for two in found]
        await queries.keep_pairs(one["customer"], pairs, now())
        done += 1
        if monotonic() - began > seconds:
            break
    return done


async def _alike(wanted: Likeness, own: UUID | None) -> list[Suspect]:
    reasons: dict[UUID, list[str]] = {}
    found = await queries.alike(own, wanted, most=MOST_SHARED + 1)
    shared = [one["reason"] for one in found]
    for one in found:
        if shared.count(one["reason"]) <= MOST_SHARED or one["reason"] in ("name", "alike"):
            reasons.setdefault(one["customer"], []).append(one["reason"])
    suspected = [Suspect(one, _sorted(why)) for one, why in reasons.items()]
    return sorted(suspected, key=lambda one: (-one.score, one.id))[:MOST_PAIRS]


def _sorted(reasons: Sequence[str]) -> tuple[str, ...]:
    """The weightiest first; who has the same name sounds the same anyway."""
    whole = set(reasons) - ({"sound", "alike"} if "name" in reasons else set())
    return tuple(sorted(whole, key=lambda one: -SCORES[one]))
