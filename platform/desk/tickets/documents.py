"""
The service sheet: one ticket on paper, as the hotline hands it over and the customer signs it.

What changes without anybody doing something for the customer (whose turn it is, who looks after it next) isn't on
the customer's copy, so that a signature stays good until something that matters was added.
"""

from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.customers.views import phone_shown
from desk.documents.kinds import Copy, Document, DocumentKind, Facts, Lines, Part, Prose, Signer, Talk
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.kit.time import to_zone
from desk.tickets import queries
from desk.tickets.states import Channel

SERVICE_SHEET = "tickets.service_sheet"
READERS = {"team": N_("Internal note"), "headquarters": N_("Headquarters")}
"""Who reads an entry that the customer doesn't."""


async def service_sheet(ticket_id: UUID, copy: Copy, by: Principal) -> Document:
    """The customer's copy has what the customer may read, ours all that was written. Raises ``NotFound``."""
    found = await queries.sheet((await queries.ticket_by_id(ticket_id)).number)
    entries = await queries.entries(ticket_id, audience="customer" if copy == Copy.CUSTOMER else None)
    parts: list[Part] = [_facts(found, copy), Prose(gettext("Subject"), found["subject"])]
    parts += _solution(found)
    if entries:
        parts.append(Talk(gettext("What was said"), tuple(_said(one, found) for one in entries)))
    if copy == Copy.CUSTOMER:
        parts.append(
            Lines((gettext("Signature of the customer"), gettext("Date"), gettext("Signature of the engineer")))
        )
    title = gettext("Hotline service sheet") if found["channel"] == Channel.HOTLINE else gettext("Service sheet")
    return Document(
        title=title if copy == Copy.CUSTOMER else gettext("{document}, our copy").format(document=title),
        number=f"#{found['number']}",
        parts=tuple(parts),
        language="en" if language.get() == "en" else "zh-CN",
    )


def _facts(found: Record, copy: Copy) -> Facts:
    phone = found["contact_mobile"] or found["contact_phone"] or found["customer_phone"] or ""
    named = found["contact_name"] or ""
    rows = [
        (gettext("Customer"), found["customer_name"]),
        (gettext("Product"), " ".join(filter(None, (found["product_name"], found["product_version"])))),
        (gettext("Contact"), " · ".join(filter(None, (named, found["contact_title"])))),
        (gettext("Phone"), phone_shown(phone)),
        (gettext("Channel"), label("channel", found["channel"])),
        (gettext("Kind"), label("kind", found["kind"])),
        (gettext("Opened"), _at(found["opened_at"])),
        (gettext("Solved"), _at(found["solved_at"])),
    ]
    if copy == Copy.OURS:
        rows += [
            (gettext("Status"), label("ticket.status", found["status"])),
            (gettext("Owner"), found["assignee_name"] or ""),
            (gettext("First asked"), found["first_responder_name"] or ""),
            (gettext("Closed"), _at(found["closed_at"])),
        ]
    return Facts(tuple(rows))


def _solution(found: Record) -> list[Part]:
    """What solved it, once somebody said so."""
    if found["solved_at"] is None:
        return []
    told = {
        gettext("Symptom"): found["symptom"],
        gettext("Cause"): found["cause"],
        gettext("Solution"): found["solution"],
        gettext("Another way"): found["solution_2"],
        gettext("Steps"): found["steps"],
        gettext("How to avoid it"): found["prevention"],
    }
    return [Prose(title, text) for title, text in told.items() if text]


def _said(entry: Record, found: Record) -> tuple[str, str, str]:
    told = entry["side"] == "customer" and entry["author_kind"] != "contact"
    who = (found["contact_name"] or found["customer_name"]) if told else entry["author_name"]
    if entry["audience"] in READERS:
        who = f"{who} · {gettext(READERS[entry['audience']])}"
    return who or found["customer_name"], _at(entry["at"]), entry["body"]


def _at(moment: datetime | None) -> str:
    return to_zone(moment, current_scope().tenant.zone).strftime("%Y-%m-%d %H:%M") if moment else ""


async def signer(ticket_id: UUID) -> Signer:
    """The contact of the ticket. Raises ``NotFound``."""
    found = await queries.sheet((await queries.ticket_by_id(ticket_id)).number)
    return Signer(found["contact"], found["contact_name"] or "", found["customer"], f"/tickets/{found['number']}")


KINDS = (
    DocumentKind(
        SERVICE_SHEET,
        N_("Service sheet"),
        "ticket",
        service_sheet,
        reads="ticket.read",
        portal_reads="matter.read",
        signer=signer,
    ),
)
