"""Whatever others can point to is handed up: a task, a request, a payment, a customer, a plugin's own thing."""

import pytest
from tests_support import make_customer

from desk.cases import queries
from desk.cases.kinds import Bearer, Start, register_bearer
from desk.foundation import subjects
from desk.foundation.crossing import crossing_rows
from desk.foundation.principals import SYSTEM
from desk.foundation.subjects import Thing
from desk.kit.ids import uuid7
from desk.tasks import actions as tasks
from desk.tasks.kinds import ANYTHING

from .conftest import ENVELOPE


async def test_a_task_goes_up_and_says_so(door, acme, headquarters, settle):
    member, operator = await door.member(acme), await door.member(headquarters)
    async with acme.scope():
        asked = await tasks.ask(tasks.NewTask(kind=ANYTHING.id, title="查授权服务器", role="administrator"), by=SYSTEM)
    about = {"subject_kind": "task", "subject_id": str(asked.task.id)}
    assert "/cases/new?subject_kind=task" in (await member.get(f"/tasks/{asked.task.id}")).text
    form = (await member.get("/cases/new", params=about)).text
    assert "查授权服务器" in form
    made = await member.post("/cases", data=ENVELOPE | about)
    assert made.status_code == 303, made.text
    assert made.headers["location"] in (await member.get(f"/tasks/{asked.task.id}")).text
    assert (await member.post("/cases", data=ENVELOPE | about)).status_code == 409

    number = int(made.headers["location"].removeprefix("/cases/"))
    await operator.post(f"/cases/acme/{number}/work", data={})
    await operator.post(f"/cases/acme/{number}/answer", data={"body": "重启服务", "told": "请稍候"})
    await settle()
    assert "重启服务" in (await member.get(f"/cases/{number}")).text
    assert (await member.post(f"/cases/{number}/closure", data={"body": "好了"})).status_code == 303


async def test_a_customer_goes_up_from_its_page(door, acme, brisk):
    member = await door.member(acme)
    customer = await make_customer(acme, "江南纺织上交")
    about = {"subject_kind": "customer", "subject_id": str(customer)}

    panel = await member.get(f"/customers/{customer}/panels/cases", headers={"hx-request": "true"})
    assert f"subject_id={customer}" in panel.text
    assert (await (await door.member(brisk)).get("/cases/new", params=about)).status_code == 404
    assert (await (await door.member(brisk)).post("/cases", data=ENVELOPE | about)).status_code == 404
    assert (await member.post("/cases", data=ENVELOPE | about)).status_code == 303


@pytest.fixture
def a_seat(acme):
    """A thing of a plugin's own, which says what handing up means for it."""
    seat, heard = uuid7(), []

    async def things(ids):
        return {seat: Thing("座位 7", "/seats/7", "ticket.read")} if seat in ids else {}

    async def start(_seat):
        return Start("座位坏了", "江南纺织", "培训教室")

    async def hand_up(subject_id, /, *, by):
        heard.append(("up", subject_id))

    async def come_back(subject_id, /, *, by):
        heard.append(("back", subject_id))

    async def note(subject_id, body, /, *, by):
        heard.append((body, subject_id))

    subjects.register_things("trial_seat", things)
    register_bearer("trial_seat", Bearer(start, hand_up=hand_up, come_back=come_back, note=note))
    return seat, heard


async def test_a_plugins_thing_is_told_what_happens(door, acme, headquarters, a_seat, settle):
    seat, heard = a_seat
    member, operator = await door.member(acme), await door.member(headquarters)
    about = {"subject_kind": "trial_seat", "subject_id": str(seat)}
    assert "座位坏了" in (await member.get("/cases/new", params=about)).text
    made = await member.post("/cases", data=ENVELOPE | about)
    number = int(made.headers["location"].removeprefix("/cases/"))
    await operator.post(f"/cases/acme/{number}/work", data={})
    await operator.post(f"/cases/acme/{number}/answer", data={"body": "换一个"})
    await settle()

    assert heard == [("up", seat), ("换一个", seat), ("back", seat)]
    async with acme.scope():
        (case,) = await queries.of_subject("trial_seat", seat)
    assert await crossing_rows("select 1 from hq_case where id = $1", case["id"])


async def test_what_nobody_made_known_is_not_handed_up(door, acme):
    member = await door.member(acme)
    about = {"subject_kind": "contact", "subject_id": str(uuid7())}

    assert (await member.get("/cases/new", params=about)).status_code == 422
    assert (await member.post("/cases", data=ENVELOPE | about)).status_code in (404, 422)
