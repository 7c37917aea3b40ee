"""
A gateway for short messages that keeps a record: one line for each time it is asked, in a file that outlives everybody.

It takes a message of one id once, as it promises; it writes first and answers a moment later, so that whoever is killed
in between has been heard and never knows.
"""

import asyncio
import os
import random
from typing import Any

from desk.foundation.hooks import hookimpl
from desk.foundation.manifests import Manifest
from desk.foundation.notices import Outcome
from desk.foundation.sample import Sample
from desk.foundation.sealing import seal
from desk.kit.time import now
from desk.sms.actions.sending import PURPOSE
from desk.sms.kinds import Account, Gateway, ShortMessage
from desk.sms.tables import SmsAccount

RECORD = "CHAOS_RECORD"
"""The variable that names the file."""
ANSWERS_AFTER = float(os.environ.get("CHAOS_ANSWERS_AFTER", "0.03"))
"""Seconds until it answers, at most."""


async def _take(_account: Account, message: ShortMessage) -> Outcome:
    record = os.open(os.environ[RECORD], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(record, f"{message.id} {message.to}\n".encode())
    finally:
        os.close(record)
    await asyncio.sleep(random.uniform(0, ANSWERS_AFTER))
    return Outcome("sent", reference=str(message.id), segments=1)


async def _fill(_words: dict[str, Any]) -> None:
    """An account there, as fast as it goes."""
    more = {"per_second": 1_000, "changed_at": now()}
    await SmsAccount(gateway="record", url="https://record.example", said=seal(PURPOSE, b"{}"), **more).save()


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(slug="gateway", name="Gateway", summary="It keeps a record.", version="1.0")


@hookimpl
def register_gateways() -> list[Gateway]:
    more = {"needs_template": False, "knows_ids": True}
    return [Gateway("record", "Record", "https://record.example", (), _take, lambda _body: [], {}, **more)]


@hookimpl
def register_sample() -> Sample:
    return Sample(90, _fill)
