"""What programs get of cases."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant

CaseStatus = Literal[
    "blank",
    "submitted",
    "returned",
    "in_hq",
    "answered",
    "declined",
    "closed",
    "transferred",
    "accepted",
    "handled",
    "fed_back",
]
CaseKind = Literal["complaint", "technical", "data", "requirement", "dongle", "genuine", "other"]


class CaseSubject(msgspec.Struct):
    """What a case is about, by kind and id."""

    kind: str
    id: UUID


class CaseRow(msgspec.Struct):
    """A matter handed ``up`` to headquarters, or transferred ``down``; ``taken_by`` is who works on it."""

    id: UUID
    number: int
    direction: Literal["up", "down"]
    kind: CaseKind
    status: CaseStatus
    title: str
    customer_name: str
    product: str
    about: CaseSubject
    taken_by: str
    objections: int
    """How often the answer didn't solve it."""
    opened_at: Instant
    since_at: Instant
    version: int


class CaseSaid(msgspec.Struct):
    """One entry: ``audience`` is ``sides`` or ``customer``."""

    id: UUID
    side: Literal["partner", "headquarters"]
    audience: Literal["sides", "customer"]
    act: str
    status: CaseStatus
    author_name: str
    body: str
    particulars: dict[str, str]
    """What the kind asks for with this step, by name."""
    at: Instant


class CaseFeedback(msgspec.Struct):
    """What was reported of a complaint that headquarters transferred."""

    result: str
    done_on: date
    opinion: str
    measures: str
    author_name: str
    at: Instant


class CaseSheet(CaseRow):
    """One case with its envelope and all that was said."""

    description: str
    tried: str
    impact: str
    wanted: str
    authorisation: str
    submitter_name: str
    contact_name: str
    """Who complained at headquarters, of what was transferred down."""
    contact_reach: str
    particulars: dict[str, str]
    """What the kind asks for besides the envelope, by name."""
    entries: list[CaseSaid]
    feedback: list[CaseFeedback]
