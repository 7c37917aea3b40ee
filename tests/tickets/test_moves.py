"""
Who may take a ticket from where to where: the whole table once more, by hand, against the Moves and the doors.

Read it beside design section 9 and the table of the hotline: what isn't written here isn't possible.
"""

from types import SimpleNamespace

import pytest
from tickets_support import SOLUTION, contact, number_in, stored

from desk.foundation.database import value
from desk.foundation.errors import Forbidden
from desk.foundation.moves import CannotMove
from desk.foundation.permissions import of_roles
from desk.foundation.principals import Principal
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.people.permissions import CONTACT_ROLES, ROLES
from desk.tickets.moves import MOVES
from desk.tickets.states import Status

STATUSES = [str(one) for one in Status]
UNSETTLED = "new open waiting_customer on_hold suspended in_consultation transferred handed_on with_hq"
SERVICE = (
    "administrator general_manager department_manager service_manager service_supervisor "
    "hotline_engineer onsite_engineer cs_agent cs_supervisor implementation_consultant"
)
LOOK = SERVICE + " implementation_manager project_manager customer_manager sales_rep first_visit_agent"
MANAGE = "administrator general_manager department_manager service_manager cs_supervisor"
ASSIGN = MANAGE + " hotline_engineer cs_agent"
CLOSE = MANAGE + " cs_agent"
HAND_UP = MANAGE + " service_supervisor implementation_manager"
CUSTOMERS = "customer_contact customer_admin"

TABLE = {
    # action, to: from, who
    ("take", "open"): (UNSETTLED, SERVICE),
    ("take", None): (UNSETTLED, SERVICE),
    ("assign", None): (UNSETTLED, ASSIGN),
    ("assign", "open"): ("transferred", ASSIGN),
    ("press", None): (UNSETTLED, ASSIGN),
    ("note", None): (" ".join(STATUSES), LOOK),
    ("reply", None): ("new open waiting_customer on_hold suspended in_consultation handed_on solved", SERVICE),
    ("wait", "waiting_customer"): ("new open on_hold suspended", SERVICE),
    ("hold", "on_hold"): ("open", SERVICE),
    ("resume", "open"): ("on_hold waiting_customer suspended", SERVICE),
    ("solve", "solved"): ("new open waiting_customer on_hold suspended in_consultation", SERVICE),
    ("authorise", None): (UNSETTLED, SERVICE),
    ("part", "open"): ("merged", ASSIGN),
    ("not_solved", "open"): ("solved", SERVICE),
    ("close", "closed"): ("solved", CLOSE),
    ("reopen", "open"): ("closed", SERVICE),
    ("answer", None): (UNSETTLED, CUSTOMERS),
    ("answer_back", "open"): ("waiting_customer", CUSTOMERS),
    ("confirm", "closed"): ("solved", CUSTOMERS),
    ("object", "open"): ("solved closed", CUSTOMERS),
    ("suspend", "suspended"): ("open", SERVICE),
    ("call_back", None): ("suspended", SERVICE),
    ("promise", None): (UNSETTLED, SERVICE),
    ("call_consultation", "in_consultation"): ("open suspended", ASSIGN),
    ("conclude", "open"): ("in_consultation", ASSIGN),
    ("transfer", "transferred"): ("open", ASSIGN),
    ("accept", "open"): ("transferred", SERVICE),
    ("reject", "open"): ("transferred", SERVICE),
    ("hand_on", "handed_on"): ("open suspended in_consultation", ASSIGN),
    ("take_back", "open"): ("handed_on", SERVICE),
    ("come_back", "open"): ("with_hq", SERVICE),
    ("hand_up", "with_hq"): ("open suspended in_consultation", HAND_UP),
    ("refuse_service", "closed_no_service"): (UNSETTLED, CLOSE),
    ("merge", "merged"): (UNSETTLED, ASSIGN),
}


def test_the_table_names_every_move_once():
    assert sorted((one.action, one.to or "") for one in MOVES) == sorted((a, to or "") for a, to in TABLE)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.action}-{move.to or 'same'}")
async def test_a_move_is_for_these_roles_from_these_statuses_and_no_others(acme, register, move):
    froms, roles = (words.split() for words in TABLE[move.action, move.to])
    customer = uuid7()

    async with acme.scope():
        for status in STATUSES:
            ended = {"solved_at": now() if status in ("solved", "closed") else None, "closed_at": None}
            plain = {"kind": "question", "authorisation": None, "asked": None}
            ticket = SimpleNamespace(status=status, channel="online", customer=customer, **plain, **ended)
            for role in (*ROLES, *CONTACT_ROLES):
                kind = "contact" if role in CONTACT_ROLES else "member"
                by = Principal(kind, uuid7(), permissions=of_roles(frozenset([role])), customer_id=customer)
                refusal = move.refusal(ticket, by)
                said = f"{move.action} from {status} as {role}"
                if role not in roles:
                    assert isinstance(refusal, Forbidden), said
                elif status not in froms:
                    assert isinstance(refusal, CannotMove), said
                else:
                    assert refusal is None, said


DOORS = {
    # action: how it is asked for, and the status that follows when it is allowed
    "take": (
        "post",
        "assignment",
        {"member": "me"},
        lambda before: "open" if before in ("new", "transferred") else before,
    ),
    "hold": ("post", "hold", {}, lambda _: "on_hold"),
    "resume": ("delete", "hold", {}, lambda _: "open"),
    "solve": ("post", "solution", SOLUTION, lambda _: "solved"),
    "not_solved": ("post", "solution", {"_method": "DELETE", "reason": "还是不行"}, lambda _: "open"),
    "close": ("post", "closure", {}, lambda _: "closed"),
    "reopen": ("delete", "closure", {}, lambda _: "open"),
    "reply": ("post", "entries", {"audience": "customer", "body": "请再试一次"}, lambda b: "open" if b == "new" else b),
    "wait": (
        "post",
        "entries",
        {"audience": "customer", "body": "请回答", "then": "wait"},
        lambda _: "waiting_customer",
    ),
    "note": ("post", "entries", {"body": "记一笔"}, lambda before: before),
    "suspend": ("post", "suspension", {"name": "王敏", "phone": "0512-5550 0123"}, lambda _: "suspended"),
    "accept": ("post", "acceptance", {}, lambda _: "open"),
    "reject": ("post", "rejection", {"reason": "不归我们管"}, lambda _: "open"),
    "conclude": ("post", "consultation/result", {"told": "已经查明"}, lambda _: "open"),
    "take_back": ("post", "return", {}, lambda _: "open"),
    "part": ("post", "merger", {"_method": "DELETE"}, lambda _: "open"),
    "refuse_service": ("post", "refusal", {"reason": "没有合同"}, lambda _: "closed_no_service"),
    "call_back": ("post", "callbacks", {"note": "还在查"}, lambda before: before),
    "promise": ("post", "promise", {"until": "2099-11-20T10:00"}, lambda before: before),
}


@pytest.mark.parametrize("action", DOORS)
async def test_the_doors_keep_to_the_table(door, acme, action):
    method, place, data, following = DOORS[action]
    froms = next(froms for (name, _), (froms, _) in TABLE.items() if name == action).split()
    member = await door.member(acme)

    for status in STATUSES:
        number = await number_in(acme, status)
        more = {} if method == "delete" else {"data": data}
        answer = await member.request(method.upper(), f"/tickets/{number}/{place}", **more)
        after = (await stored(acme, number)).status
        if status in froms:
            assert (answer.status_code, after) == (303, following(status)), f"{action} from {status}"
        else:
            assert (answer.status_code, after) == (409, status), f"{action} from {status}"


ASKED = {
    "answer": ("entries", {"body": "补充一句"}),
    "confirm": ("confirmation", {}),
    "object": ("objection", {"reason": "还是不行"}),
}


@pytest.mark.parametrize("action", ASKED)
async def test_the_portal_keeps_to_the_table(door, acme, action):
    place, data = ASKED[action]
    froms = next(froms for (name, _), (froms, _) in TABLE.items() if name == action).split()
    if action == "answer":  # Words on what is settled are an objection.
        froms += ["solved", "closed"]
    person = await contact(door, acme)

    for status in STATUSES:
        number = await number_in(acme, status, customer=person.customer)
        answer = await person.client.post(f"/tickets/{number}/{place}", data=data)
        assert answer.status_code == (303 if status in froms else 409), f"{action} from {status}"
        assert f"“{status}”" not in answer.text, "customers read words, not what is stored"


@pytest.mark.parametrize(
    ("method", "place", "data", "permission"),
    [
        ("GET", "", None, "ticket.read"),
        ("GET", "/timeline", None, "ticket.read"),
        ("GET", "/status", None, "ticket.read"),
        ("POST", "/entries", {"body": "记一笔"}, "ticket.note"),
        ("POST", "/entries", {"body": "给客户", "audience": "customer"}, "ticket.reply"),
        ("POST", "/assignment", {"member": "me"}, "ticket.take"),
        ("POST", "/hold", {}, "ticket.hold"),
        ("DELETE", "/hold", None, "ticket.hold"),
        ("POST", "/solution", SOLUTION, "ticket.solve"),
        ("DELETE", "/solution?reason=x", None, "ticket.reopen"),
        ("POST", "/acceptance", {}, "ticket.take"),
        ("POST", "/rejection", {"reason": "x"}, "ticket.take"),
        ("POST", "/closure", {}, "ticket.close"),
        ("DELETE", "/closure", None, "ticket.reopen"),
    ],
)
async def test_strangers_cannot_tell_that_the_ticket_exists(door, acme, brisk, method, place, data, permission):
    status = {
        "/acceptance": "transferred",
        "/rejection": "transferred",
        "/hold": "on_hold" if method == "DELETE" else "open",
        "/closure": "closed" if method == "DELETE" else "solved",
    }
    async with brisk.scope():  # Numbers are each tenant's own: the stranger asks for one that theirs doesn't have.
        theirs = await value("select coalesce(max(number), 0) from ticket")
    number = 0
    while number <= theirs:
        number = await number_in(acme, status.get(place, "solved" if place.startswith("/solution?") else "open"))
    path = f"/tickets/{number}{place}"

    async def ask(client):
        answer = await client.request(method, path, data=data)
        return answer.status_code

    assert await ask(await door.member(brisk)) == 404
    assert await ask(door.signed_out(acme)) == 303
    assert await ask(await door.member(acme, may_not=permission)) == 403
    assert await ask(await door.member(acme)) in (200, 303)
