"""Complaints made ready to be looked at: for members whole, for customers in plain words."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import (
    N_,
    CustomerThing,
    Panel,
    Principal,
    TicketThing,
    current_principal,
    format_money,
    gettext,
    label,
    language,
    next_dues,
    ngettext,
    printable,
    words,
)
from desk_complaints.actions import measuring
from desk_complaints.actions.sealing import digest
from desk_complaints.actions.steps import OF_STAFF, STEPS
from desk_complaints.queries import complaints, measures
from desk_complaints.states import COMPENSATE, ENDED, ITEMS, OPEN, ORDER, PORTAL, Kind, Standing

LOOKS = {
    "received": ("blue", "plus"),
    "accepted": ("blue", "check"),
    "explained": ("grey", "chat"),
    "assigned": ("amber", "transfer"),
    "handling": ("blue", "play"),
    "verifying": ("amber", "phone"),
    "escalated": ("violet", "tower"),
    "verified": ("green", "check"),
    "capa_done": ("green", "shield"),
    "archived": ("grey", "check"),
}
PORTAL_LOOKS = {
    "received": ("accent", "inbox"),
    "handling": ("blue", "play"),
    "confirm": ("amber", "chat"),
    "closed": ("grey", "check"),
}
REMEDIES = {"requests.on_site": N_("On-site visit"), "requests.remote_help": N_("Remote help")}
PORTAL_ENTRIES = {Kind.EXPLANATION: "us", Kind.REPLY: "us", Kind.OPINION: "customer"}


def complaint_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """One complaint for a list, a panel or a page."""
    tint, sign = LOOKS[found["status"]]
    same = (
        *("id", "number", "status", "customer", "customer_name", "unit", "complainant", "department", "level", "valid"),
        *("complained_at", "received_at", "responded_at", "assignee_name", "loops", "reopened", "key_customer"),
        *("text", "wanted", "version", "satisfied"),
    )
    return {name: found[name] for name in same} | {
        "who": found["customer_name"] or found["unit"] or found["complainant"],
        "medium": label("complaints.medium", found["medium"]),
        "kind": classification(found),
        "word": label("complaints.status", found["status"]),
        "tint": tint,
        "sign": sign,
    }


def classification(found: Mapping[str, Any]) -> str:
    """Category, item and position, as far as they are known."""
    named = (("category", "category"), ("item", "item"), ("position", "position"))
    return " · ".join(label(f"complaints.{kind}", found[name]) for name, kind in named if found[name])


async def with_dues(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with what falls due of it next; None where nothing was promised."""
    dues = await next_dues("complaint", [one["id"] for one in found])
    return [one | {"due": dues.get(one["id"])} for one in found]


def complaint_sheet(found: Record, by: Principal) -> dict[str, Any]:
    """One complaint with what its page says besides."""
    same = (
        *("address", "phone", "email", "product", "contact_name", "ticket_number", "ticket_subject", "receiver_name"),
        *("person_name", "manager_name", "judged_at", "verified_at", "archived_at"),
    )
    return (
        complaint_row(found)
        | {name: found[name] for name in same}
        | {
            "level_word": label("complaints.level", found["level"]) if found["level"] else "",
            "prints": prints("complaint", found["id"], by),
            "sealed": by.id in (found["about_person"], found["about_manager"]),
            "motive_word": label("complaints.motive", found["motive"]) if found["motive"] else "",
            "appealed_at": found["appealed_at"],
        }
    )


def prints(kind: str, subject_id: UUID, by: Principal) -> list[dict[str, Any]]:
    """What can be printed of something, each once: our copy of these says the same as the customer's."""
    return [one for one in printable(kind, subject_id, by) if "?copy=" not in one["url"]]


def possible(found: Record, by: Principal) -> list[dict[str, Any]]:
    """The steps that whoever looks may take now, in their order."""
    thing = _standing(found)
    return [
        {
            "name": name,
            "label": step_word(name),
            "asks": STEPS[name].asks,
            "text": label("complaints.entry", str(STEPS[name].entry)),
            "wants_text": STEPS[name].wants_text,
        }
        for name in OF_STAFF
        if STEPS[name].move.refusal(thing, by) is None
    ]


def step_word(name: str) -> str:
    """What a step is called on its button."""
    return {
        "accept": gettext("Judge valid"),
        "explain": gettext("Not valid: explain"),
        "take": gettext("Solve it here"),
        "assign": gettext("Pass on to a department"),
        "instruct": gettext("Name cause and measure"),
        "reply": gettext("Reply to the customer"),
        "result": gettext("Return the result"),
        "verify": gettext("Customer satisfied"),
        "not_solved": gettext("Not solved"),
        "measures": gettext("Record measures"),
        "archive": gettext("Archive"),
        "regrade": gettext("Classify anew"),
        "reopen": gettext("Reopen the complaint"),
        "appealed": gettext("The customer appeals"),
        "withdraw": gettext("Withdrawn by the customer"),
        "note": gettext("Add a note"),
    }[name]


def entry_view(found: Record) -> dict[str, Any]:
    """One entry."""
    same = ("kind", "audience", "text", "at", "by_name")
    return {name: found[name] for name in same} | {
        "word": label("complaints.entry", found["kind"]),
        "inner": found["audience"] == "team",
    }


def offered() -> dict[str, Any]:
    """What a classification is chosen from; items stand under their category."""
    return {
        "levels": list(words("complaints.level").items()),
        "categories": list(words("complaints.category").items()),
        "items": [
            (item, f"{label('complaints.category', category)} · {label('complaints.item', item)}")
            for category, items in ITEMS.items()
            for item in items
        ],
        "positions": list(words("complaints.position").items()),
        "motives": list(words("complaints.motive").items()),
    }


def own_row(found: Mapping[str, Any]) -> dict[str, Any]:
    """One complaint as its customer sees it: never whether it is valid, nor who is responsible."""
    state = PORTAL.get(found["status"], "handling")
    tint, sign = PORTAL_LOOKS[state]
    return {
        **{name: found[name] for name in ("number", "text", "wanted", "complained_at", "version")},
        "state": state,
        "open": found["status"] in OPEN,
        "may_appeal": found["status"] in ENDED and found["appealed_at"] is None,
        "word": label("complaints.portal", state),
        "tint": tint,
        "sign": sign,
    }


async def amended(found: Record, by: Principal) -> dict[str, Any]:
    """What puts a complaint right and what is given after it, what was learned, and what may be done about these."""
    thing = _standing(found)
    may_decide = by.may("complaints.judge") and COMPENSATE.refusal(thing, by) is None
    return {
        "remedies": [dict(one) for one in await measures.remedies(found["id"])],
        "measures": [
            {name: one[name] for name in ("id", "title", "due_at", "assignee_name", "status")}
            | {"word": measuring.result_word(one["kind"], one["result"])}
            for one in await measures.tasks(found["id"], [one.id for one in measuring.KINDS])
        ],
        "amends": [
            {
                **{name: one[name] for name in ("id", "what", "status", "reason", "proposer_name", "decider_name")},
                "kind": label("complaints.amends", one["kind"]),
                "worth": format_money(one["value_cents"], one["currency"], language.get())
                if one["value_cents"]
                else "",
                "open": one["status"] == "proposed" and may_decide and one["proposed_by"] != by.id,
            }
            for one in await measures.amends(found["id"])
        ],
        "may_order": ORDER.refusal(thing, by) is None and by.may("request.open") and found["customer"] is not None,
        "may_propose": COMPENSATE.refusal(thing, by) is None,
        "kinds": list(words("complaints.amends").items()),
        "remedy_kinds": [(one, gettext(REMEDIES[one])) for one in REMEDIES],
    }


def _standing(found: Record) -> Standing:
    names = ("status", "about_person", "about_manager", "appealed_at", "valid")
    return Standing(**{name: found[name] for name in names})


def evidence_view(found: Record, sealed: Sequence[Record]) -> list[dict[str, Any]]:
    """What lies under seal: the words with whether they are unchanged, and files with their marks."""
    words = digest(found)
    return [
        {"name": one["name"], "sha256": one["sha256"], "at": one["sealed_at"], "changed": one["sha256"] != words}
        if one["file"] is None
        else {"name": one["name"], "sha256": one["sha256"], "at": one["sealed_at"], "changed": False}
        for one in sealed
    ]


def own_entry(found: Record) -> dict[str, Any]:
    """One entry as its customer sees it: ours are the company's, whoever wrote them."""
    side = PORTAL_ENTRIES[found["kind"]]
    return {"side": side, "text": found["text"], "at": found["at"], "name": found["by_name"] if side != "us" else ""}


async def customer_panel(customer: CustomerThing) -> list[Panel]:
    """The latest complaints of a customer."""
    by = current_principal()
    if not (by.may("complaints.read") or by.may("complaints.register")):
        return []
    found = await complaints.of_customer(customer.id, most=5) if by.may("complaints.read") else []
    return [_panel(found, {"customer_id": customer.id, "ticket": None}, by)]


async def ticket_panel(ticket: TicketThing) -> list[Panel]:
    """Complaints about how a ticket was served."""
    by = current_principal()
    if not (by.may("complaints.read") or by.may("complaints.register")):
        return []
    found = await complaints.of_ticket(ticket.id) if by.may("complaints.read") else []
    return [_panel(found, {"customer_id": ticket.customer_id, "ticket": ticket.number}, by)]


def _panel(found: list[Record], context: dict[str, Any], by: Principal) -> Panel:
    count = sum(one["status"] in OPEN for one in found)
    figure = ngettext("%(num)s open", "%(num)s open", count) % {"num": count} if count else ""
    shown = {"complaints": [complaint_row(one) for one in found], "may_register": by.may("complaints.register")}
    return Panel(gettext("Complaints"), "complaints/_panel.html", context | shown, "alert", figure)
