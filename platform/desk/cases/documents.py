"""
A case on paper: the envelope with what its kind asks for, what both sides said, and the feedback.

Of a dongle it is the slip that goes along in the parcel, of a doubt the certificate of the check.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.cases import queries, sheets
from desk.cases.queries import Reader
from desk.cases.states import Kind
from desk.documents.kinds import Copy, Document, DocumentKind, Facts, Lines, Part, Prose, Talk
from desk.foundation.database import rows
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.kit.time import to_zone

TITLES = {
    Kind.DONGLE: N_("Slip for a dongle that is repaired"),
    Kind.GENUINE: N_("Genuineness check"),
    Kind.COMPLAINT: N_("Complaint with headquarters"),
}


async def content(case_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """The partner's own case. Raises ``NotFound``."""
    return await sheet_of(rows, await queries.by_id(rows, case_id))


async def sheet_of(read: Reader, case: Record) -> Document:
    """One case as this side reads it."""
    entries = await queries.entries(read, case["id"])
    parts: list[Part] = [_facts(case), _asked(case)]
    words = {
        gettext("What happens"): case["description"],
        gettext("What was tried"): case["tried"],
        gettext("What it means for the customer"): case["impact"],
        gettext("What is wanted"): case["wanted"],
    }
    parts += [Prose(title, text) for title, text in words.items() if text]
    parts += _steps(case, entries)
    parts += [_feedback(one) for one in await queries.feedback_of(read, case["id"])]
    said = tuple(_said(one) for one in entries if one["body"])
    parts += [Talk(gettext("What both sides said"), said)] if said else []
    if case["kind"] == Kind.DONGLE:
        parts.append(Lines((gettext("Signature of the customer"), gettext("Date"))))
    return Document(
        title=gettext(TITLES.get(Kind(case["kind"]), N_("Case with headquarters"))),
        number=f"#{case['number']}",
        parts=tuple(parts),
        language="en" if language.get() == "en" else "zh-CN",
    )


def _facts(case: Record) -> Facts:
    rows = (
        (gettext("Title"), case["title"]),
        (gettext("Kind"), label("case.kind", case["kind"])),
        (gettext("Status"), label("case.status", case["status"])),
        (gettext("Partner"), case["partner_name"]),
        (gettext("Customer"), case["customer_name"]),
        (gettext("Who complained"), " · ".join(filter(None, (case["contact_name"], case["contact_reach"])))),
        (gettext("Product"), case["product"]),
        (gettext("Consent to the data"), case["authorisation"]),
        (gettext("Handed up by"), case["submitter_name"]),
        (gettext("Taken by"), case["taken_by"]),
        (gettext("Opened"), _at(case["opened_at"])),
    )
    return Facts(rows)


def _asked(case: Record) -> Facts:
    return Facts(tuple(sheets.told_of(case["kind"], sheets.HAND_UP, sheets.particulars_of(case))))


def _steps(case: Record, entries: Sequence[Record]) -> list[Part]:
    """What the kind asked for with the answer and at the end, the last of each."""
    told: list[Part] = []
    for step, title in ((sheets.ANSWER, gettext("Answer of headquarters")), (sheets.CLOSE, gettext("Closed"))):
        said = [sheets.particulars_of(one) for one in entries if one["act"] == step]
        if found := sheets.told_of(case["kind"], step, said[-1]) if said else []:
            told.append(Facts(tuple(found), title))
    return told


def _feedback(one: Record) -> Facts:
    rows = (
        (gettext("Result"), one["result"]),
        (gettext("Done on"), one["done_on"].isoformat()),
        (gettext("What the customer says"), one["opinion"]),
        (gettext("So that it doesn't happen again"), one["measures"]),
        (gettext("By"), f"{one['author_name']} · {_at(one['at'])}"),
    )
    return Facts(rows, gettext("Feedback"))


def _said(one: Record) -> tuple[str, str, str]:
    who = one["author_name"] or gettext("The system")
    return f"{who} · {label('case.act', one['act'])}", _at(one["at"]), one["body"]


def _at(moment: datetime) -> str:
    return to_zone(moment, current_scope().tenant.zone).strftime("%Y-%m-%d %H:%M")


KINDS = (DocumentKind("cases.sheet", N_("Case sheet"), "case", content, reads="case.read"),)
