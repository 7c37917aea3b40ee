"""The channel: a post in the tenant's group, handed over outside of any transaction."""

import msgspec
from asyncpg import Record

from desk.chats import queries
from desk.chats.robots import ROBOTS, Account, Post, Robot
from desk.foundation.notices import Channel, Limits, Message, Outcome, Person, Rate
from desk.foundation.registry import scope_of
from desk.foundation.sealing import unseal
from desk.foundation.translation import N_
from desk.kit.phone import parse_phone
from desk.kit.time import now
from desk.messaging.actions.ways import show
from desk.messaging.calling import call, read, refusal
from desk.messaging.states import Why
from desk.settings import settings

CHAT = "chat"
PURPOSE = "desk chat robots, 1"
JSON = {"Content-Type": "application/json; charset=utf-8"}


def address_of(person: Person) -> str:
    """Colleagues are in the group, by their name if by nothing else; contacts aren't."""
    return (mobile_of(person) or person.name) if person.kind == "member" else ""


def mobile_of(person: Person) -> str:
    """The number by which a robot has somebody's telephone ring, if they have one in China."""
    phone = parse_phone(person.mobile)
    return phone.mobile if phone is not None and not phone.extension else ""


async def rate() -> Rate | None:
    """How many its maker takes; without a robot nobody has to wait."""
    found = await queries.robot()
    return ROBOTS[found["robot"]].rate if found else None


async def send(message: Message) -> Outcome:
    """By the tenant's robot; a demo without one shows it in its log."""
    async with scope_of(message.tenant_id):
        found = await queries.robot()
    if found is None:
        return Outcome("later", Why.NO_ROBOT) if settings.environment == "production" else await show(message)
    lines = (f"{message.person.name} · {message.subject}", message.body, message.url)
    text = "\n".join(one for one in lines if one)
    return await _post(ROBOTS[found["robot"]], account_of(found), Post(text, mobile_of(message.person)))


async def _post(robot: Robot, account: Account, post: Post) -> Outcome:
    url, said = robot.write(account, post, now())
    answer = await call(url, msgspec.json.encode(said), JSON)
    found = answer if isinstance(answer, Outcome) else read(answer)
    if isinstance(found, Outcome):
        return found
    code, words = str(found.get(robot.code, "")), str(found.get(robot.words, ""))
    if code == "0":
        return Outcome("sent", note=words[:300])
    return refusal(code, words, robot.meanings) if code else Outcome("unknown", Why.INTERRUPTED)


def account_of(found: Record) -> Account:
    """What was entered of a robot."""
    return msgspec.json.decode(unseal(PURPOSE, found["said"]), type=Account)


CHANNEL = Channel(
    CHAT,
    N_("Group chat"),
    "line",
    address_of,
    send,
    Limits(characters=400, at_once=1, seconds=15.0),
    rate=rate,
    page="/notices/chat",
    icon="chat",
)
