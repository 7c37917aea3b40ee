"""The account with a gateway, the templates it has there, and a trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from asyncpg import Record

from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, Invalid
from desk.foundation.events import record
from desk.foundation.notices import Whom
from desk.foundation.outgoing import AddressRefused, outgoing
from desk.foundation.principals import Principal
from desk.foundation.sealing import seal, unseal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import LANGUAGES, gettext
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.messaging import kinds as notices
from desk.messaging import queries as messaging
from desk.sms import kinds, queries
from desk.sms.actions.sending import PURPOSE, mobile_of
from desk.sms.errors import NoAccount, NoMobile
from desk.sms.events import SmsAccountChanged, SmsAccountRemoved, SmsTemplateChanged, SmsTried
from desk.sms.tables import SmsAccount

PERMISSION = "notice.manage"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as it is entered: what the gateway wants to know, by field; an empty secret keeps the one before."""

    gateway: str
    url: str
    said: Mapping[str, str]
    per_second: int
    """Messages that the gateway takes of this account."""


def unsealed(found: Record) -> dict[str, str]:
    """What was said of an account."""
    said: dict[str, str] = msgspec.json.decode(unseal(PURPOSE, found["said"]))
    return said


async def change_account(new: NewAccount, *, by: Principal) -> None:
    """Send short messages by this account from now on. Raises ``Invalid``, also for an address inside."""
    _allow(by)
    gateway = kinds.gateway(new.gateway)
    if gateway is None:
        raise Invalid({"gateway": gettext(NOT_A_CHOICE)})
    found = await queries.account()
    before = unsealed(found) if found and found["gateway"] == gateway.key else {}
    kept = {one.name: before.get(one.name, "") for one in gateway.fields if one.secret}
    said = {one.name: new.said.get(one.name) or kept.get(one.name, "") for one in gateway.fields}
    _check(new, said)
    plain = {"url": new.url, "per_second": new.per_second}
    await _save(found, {"gateway": gateway.key, "said": seal(PURPOSE, msgspec.json.encode(said)), **plain})
    was = before | {name: found[name] for name in plain} if found else {}
    changed = [name for name, value in (said | plain).items() if value != was.get(name)]
    if changed:
        await record(SmsAccountChanged(current_scope().tenant.id, by=by, gateway=gateway.key, changed=changed))


def _check(new: NewAccount, said: Mapping[str, str]) -> None:
    faults = {f"{new.gateway}-{name}": gettext(REQUIRED) for name, value in said.items() if not value}
    try:
        outgoing().check(new.url)
    except AddressRefused as refusal:
        faults["url"] = str(refusal)
    if faults:
        raise Invalid(faults)


async def _save(found: Record | None, values: dict[Any, Any]) -> None:
    """In place where there was one: the address that its gateway was given stays."""
    if found is None:
        await SmsAccount(**values, changed_at=now()).save()
    else:
        await SmsAccount.update(values | {"changed_at": now()}).where(SmsAccount.id == found["id"])


async def remove_account(*, by: Principal) -> None:
    """Send no short messages any more, and forget the account with its templates."""
    _allow(by)
    found = await queries.account()
    if found is None:
        return
    for statement in queries.REMOVE:
        await execute(statement)
    await record(SmsAccountRemoved(current_scope().tenant.id, by=by, gateway=found["gateway"]))


async def set_template(kind: str, locale: str, code: str, *, by: Principal) -> None:
    """Say which of the vendor's templates stands for a notice, or for all (``""``); without a code none does."""
    _allow(by)
    if locale not in LANGUAGES or (kind and notices.notice(kind, current_scope().tenant) is None):
        raise Invalid({"kind": gettext(NOT_A_CHOICE)})
    if code:
        await execute(queries.SET_TEMPLATE, current_scope().tenant.id, uuid7(), kind, locale, code, now())
    else:
        await execute(queries.DROP_TEMPLATE, kind, locale)
    await record(SmsTemplateChanged(current_scope().tenant.id, by=by, kind=kind, lang=locale, code=code))


async def try_account(*, by: Principal) -> None:
    """Have a short message sent to whoever asks."""
    _allow(by)
    if await queries.account() is None:
        raise NoAccount
    person = await messaging.person(Whom("member", by.id)) if by.kind in ("member", "operator") else None
    if person is None or not mobile_of(person):
        raise NoMobile
    await record(SmsTried(current_scope().tenant.id, by=by))


def _allow(by: Principal) -> None:
    if not by.may(PERMISSION):
        raise Forbidden
