"""Writing a campaign, and trying it on oneself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from desk.extend import (
    REQUIRED,
    Forbidden,
    Invalid,
    Principal,
    gettext,
    next_number,
    now,
    record,
    strangers_in,
)
from desk_campaigns.actions._moving import checked, save
from desk_campaigns.errors import NO_CHANNEL, STRANGER, SUBJECT_NEEDED, NobodyToTell
from desk_campaigns.events import CampaignPrepared, CampaignsExported, CampaignTried, CampaignWritten
from desk_campaigns.queries import audience
from desk_campaigns.states import CHANGE, CHANNELS, PREPARE, TRY, WRITE, Answers, Status
from desk_campaigns.tables import Campaign

VARIABLES = ("name", "company")
"""What a text may say in braces."""


@dataclass(frozen=True, slots=True)
class CampaignFields:
    """What is said of a campaign."""

    name: str
    content: str
    channels: Sequence[str]
    body: str
    subject: str = ""
    filters: dict[str, Any] = field(default_factory=dict)
    per_minute: int | None = None
    answers: str = str(Answers.KEPT)
    """What becomes of them."""


async def write_campaign(fields: CampaignFields, *, by: Principal) -> Campaign:
    """Begin one. Raises ``Invalid`` with all that is wrong."""
    if not by.may(WRITE):
        raise Forbidden
    check(fields)
    number = await next_number("campaign")
    written = {"written_at": now(), "written_by": by.id if by.is_staff else None}
    found = await Campaign.add(number=number, **columns(fields), **written)
    await record(CampaignWritten(found.id, by=by, number=number, content=fields.content))
    return found


async def change_campaign(number: int, fields: CampaignFields, *, by: Principal, version: int | None = None) -> None:
    """Say it differently, as long as it isn't approved; what was ready is a draft again."""
    found = await checked(number, CHANGE, by=by, version=version)
    check(fields)
    await save(found, status=str(Status.DRAFT), **columns(fields))
    await record(CampaignWritten(found.id, by=by, number=number, content=fields.content))


async def prepare_campaign(number: int, *, by: Principal) -> int:
    """Say that it is finished; the answer is how many would get it. Raises ``NobodyToTell``."""
    found = await checked(number, PREPARE, by=by)
    counts = await audience.counted(found.content, found.channels, filters_of(found))
    if not counts.get("", 0):
        raise NobodyToTell
    await save(found, status=str(PREPARE.to))
    await record(CampaignPrepared(found.id, by=by, number=number, recipients=counts[""]))
    return counts[""]


async def try_campaign(number: int, *, by: Principal) -> None:
    """Send it to whoever asks."""
    found = await checked(number, TRY, by=by)
    said: dict[str, Any] = {"channels": list(found.channels), "subject": found.subject, "body": found.body}
    await record(CampaignTried(found.id, by=by, **said))


async def note_export(count: int, *, by: Principal) -> None:
    """Keep in the audit trail that the list was taken out."""
    await record(CampaignsExported(by.id, by=by, count=count))


def filters_of(found: Campaign) -> dict[str, Any]:
    """Whom it is for."""
    read: dict[str, Any] = msgspec.json.decode(found.filters)
    return read


def columns(fields: CampaignFields) -> dict[str, Any]:
    """What is said of a campaign as its row keeps it."""
    return {
        "name": fields.name,
        "content": fields.content,
        "channels": [one for one in CHANNELS if one in fields.channels],
        "subject": fields.subject,
        "body": fields.body,
        "filters": msgspec.json.encode(fields.filters).decode(),
        "per_minute": fields.per_minute,
        "answers": fields.answers,
    }


def check(fields: CampaignFields) -> None:
    """Raise ``Invalid`` with all that is wrong."""
    faults = {}
    if not set(fields.channels) & set(CHANNELS):
        faults["channels"] = gettext(NO_CHANNEL)
    if "email" in fields.channels and not fields.subject:
        faults["subject"] = gettext(SUBJECT_NEEDED)
    if not fields.body:
        faults["body"] = gettext(REQUIRED)
    for name, text in (("subject", fields.subject), ("body", fields.body)):
        if strangers := strangers_in(text, VARIABLES):
            known = " ".join(f"{{{one}}}" for one in VARIABLES)
            faults[name] = gettext(STRANGER).format(variable=strangers[0], known=known)
    if faults:
        raise Invalid(faults)
