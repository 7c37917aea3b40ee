"""What headquarters does with a partner: it is invited, suspended, opened again, closed, and allowed modules."""

from collections.abc import Collection
from dataclasses import dataclass

import asyncpg
import msgspec

from desk.foundation import reactions
from desk.foundation.crossing import publishing
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.tenants import TenantFile, host_names
from desk.headquarters import queries
from desk.headquarters.errors import CannotTurn, NameTaken
from desk.headquarters.events import PartnerAllowed, PartnerEvent, PartnerInvited, PartnerTurned
from desk.headquarters.states import TURNS
from desk.headquarters.tables import PartnerTurn
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.people import actions as people

ACTS = tuple(TURNS)
FIRST_NUMBER = "0001"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A partner to be, and its first administrator."""

    slug: str
    name: str
    admin_name: str
    admin_email: str
    locale: str = "zh-CN"
    zone: str = "Asia/Shanghai"


async def invite_partner(new: Invitation, *, by: Principal) -> None:
    """
    Found a partner, and let its own job invite its first administrator by mail.

    Raises ``NameTaken``, and ``NoAddress`` where no mail could reach them.
    """
    _allow(by)
    people.check_address(new.admin_email, new.admin_name)
    partner, at = uuid7(), now()
    hosts = host_names(new.slug, TenantFile(name=new.name))
    works = [
        {"name": one.reaction.name, "lane": one.reaction.lane, "seconds": one.seconds}
        for one in reactions.schedules(frozenset())
    ]
    said = (new.slug, new.name, new.locale, new.zone, msgspec.json.encode(hosts).decode())
    try:
        async with publishing() as connection:
            await connection.execute(queries.FOUND, partner, *said, msgspec.json.encode(works).decode(), at)
            await connection.execute(queries.INVITE, partner, new.admin_name, new.admin_email, by.name[:100], at)
            await note_turn(PartnerInvited(partner, by=by, partner=new.slug), "invite", "", by=by)
    except asyncpg.UniqueViolationError:
        raise NameTaken(slug=new.slug) from None


async def turn_partner(slug: str, act: str, why: str, *, by: Principal) -> None:
    """Suspend a partner, close it, or open it again. Raises ``NotFound``, ``CannotTurn``."""
    _allow(by)
    partner = await queries.partner_known(slug)
    before, after = TURNS[act]
    if partner.status not in before:
        raise CannotTurn(now=label("partner.status", partner.status))
    async with publishing() as connection:
        await connection.execute(queries.TURN, slug, after, now())
        await note_turn(PartnerTurned(partner.id, by=by, partner=slug, act=act), act, why, by=by)


async def allow_plugins(slug: str, plugins: Collection[str], *, by: Principal) -> None:
    """Say which modules a partner may switch on; what is on stays on until the partner switches it off."""
    _allow(by)
    partner = await queries.partner_known(slug)
    async with publishing() as connection:
        await connection.execute(queries.ALLOW, partner.id, now(), sorted(plugins), by.name[:100])
        said = ", ".join(sorted(plugins))
        await note_turn(PartnerAllowed(partner.id, by=by, partner=slug, plugins=said), "allow", said, by=by)


async def welcome_administrator(*, by: Principal) -> None:
    """At the partner: add the administrator whom headquarters named, and have them invited. Safe to run twice."""
    named = await queries.invitation()
    if named is None or await queries.has_members():
        return
    login = named["admin_email"]
    new = people.NewMember(named["admin_name"], FIRST_NUMBER, ("administrator",), login, email=login)
    member = await people.add_member(new, by=by)
    await people.ask_invitation(member.credential, member.name, by=by)


async def note_turn(event: PartnerEvent, act: str, why: str, *, by: Principal) -> None:
    """Keep what headquarters did with a partner, and why."""
    await PartnerTurn(partner=event.subject.id, act=act, why=why[:400], by_name=by.name[:100], at=now()).save()
    await record(event)


def _allow(by: Principal) -> None:
    if not by.may("partner.manage"):
        raise Forbidden
