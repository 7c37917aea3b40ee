"""What every vendor has in common: one call, and what its answer, or none, comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from desk.foundation.notices import Came, Outcome
from desk.foundation.outgoing import Answer, NoAnswer, outgoing

NEVER_LEFT = {"address", "name", "connection", "certificate"}
"""Where a call ended before anything was handed over: worth another try."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a vendor's word of refusal comes to: a refused message was not taken."""

    came: Came
    why: str
    pause: timedelta = timedelta(0)


Meanings = Mapping[str, Meaning]
"""By the beginning of the vendor's words, the longest first."""


async def call(url: str, body: bytes, headers: Mapping[str, str]) -> Answer | Outcome:
    """The vendor's answer; an outcome where there is none: once the call was out, nobody can tell."""
    try:
        return await outgoing().post(url, body, headers)
    except NoAnswer as none:
        if none.why in NEVER_LEFT:
            return Outcome("later", none.why)
        return Outcome("unknown", "time" if none.why == "time" else "interrupted")


def read(answer: Answer) -> dict[str, Any] | Outcome:
    """What an answer says. One that can't be read says nothing of whether the message was taken."""
    try:
        found = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        found = None
    if isinstance(found, dict):
        return found
    return Outcome("unknown", "interrupted", f"HTTP {answer.status}")


def refusal(code: str, said: str, meanings: Meanings) -> Outcome:
    """What a vendor's refusal comes to; one that nobody knows is for good, and says why in its own words."""
    found = next((meanings[one] for one in sorted(meanings, key=len, reverse=True) if code.startswith(one)), None)
    note = f"{code} {said}".strip()[:300]
    return Outcome(found.came, found.why, note, found.pause) if found else Outcome("failed", "refused", note)
