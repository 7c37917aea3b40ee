"""
Demo members, from the tenant's ``sample.toml``.

All people of one tenant's sample share one password. ``words["sign_in"]`` is how it comes here: hashed already,
because a hash for each person would take longer than everything else together.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from desk.foundation.events import record
from desk.foundation.principals import SYSTEM
from desk.kit.ids import fingerprint
from desk.kit.text import pinyin_key
from desk.kit.time import now
from desk.people import actions, queries
from desk.people.events import MemberAdded
from desk.people.imports import departments
from desk.people.tables import ApiToken, Credential, Member

TOKEN_NAME = "sample"  # noqa: S105 - what the token is called
TOKEN_LIFE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SampleSignIn:
    """What the sample's people sign in with; without a hash they are made, but can't sign in by password."""

    password_hash: str = ""
    token: str | None = None
    """The API token of the first member; None makes none."""
    renew: bool = False
    """Whether people who exist already get it too, because nobody knows the old one any more."""


async def fill(words: dict[str, Any]) -> None:
    """Members with their roles and logins, and an API token of the first. Who is there already stays as they are."""
    sign_in = words.get("sign_in") or SampleSignIn()
    lines = departments.read(words.get("departments", []))
    await departments.apply(lines)
    first: UUID | None = None
    for one in words.get("members", ()):
        member = await _member(one, sign_in)
        first = first or member
    await departments.apply(lines)  # again: now those who head them are there
    if first is not None and sign_in.token is not None:
        await _token(first, sign_in.token)


async def credential(login: str, sign_in: SampleSignIn, *, customer_id: UUID | None = None) -> UUID:
    """The sample's login, made at the first time; the answer is the credential's id."""
    login = login.strip().lower()
    known = await queries.credential_with(login)
    if known is None:
        made = Credential(login=login, password_hash=sign_in.password_hash, customer_id=customer_id, changed_at=now())
        await made.save()
        return UUID(str(made.id))
    if sign_in.renew:
        await Credential.update({Credential.password_hash: sign_in.password_hash, Credential.changed_at: now()}).where(
            Credential.id == known
        )
    return known


async def _member(one: dict[str, Any], sign_in: SampleSignIn) -> UUID:
    login = await credential(one["login"], sign_in)
    known = await queries.member_numbered(one["staff_no"])
    if known is not None:
        return known
    member = Member(
        credential=login,
        staff_no=one["staff_no"],
        name=one["name"],
        name_key=pinyin_key(one["name"]),
        roles=list(one["roles"]),
        department=await actions.department_called(one.get("department", "")),
        email=one["login"],
        phone=one.get("phone", ""),
    )
    await member.save()
    await record(MemberAdded(member.id, by=SYSTEM, staff_no=one["staff_no"], roles=list(one["roles"])))
    return UUID(str(member.id))


async def _token(member_id: UUID, token: str) -> None:
    if await queries.has_token(fingerprint(token)):
        return
    await ApiToken.delete().where((ApiToken.member == member_id) & (ApiToken.name == TOKEN_NAME))
    await actions.make_token(member_id, TOKEN_NAME, (), TOKEN_LIFE, by=SYSTEM, token=token)
