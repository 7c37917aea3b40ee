"""The sample's matters are led through their lives by the same actions as any other, at the times they tell of."""

from datetime import timedelta

import pytest
from tests_support import make_customer
from tickets_support import SOLUTION

from desk.customers.tables import Contact
from desk.foundation.database import execute, rows, value
from desk.kit.time import now
from desk.tickets import sample

TICKETS = [
    {
        "subject": "样例一件",
        "customer": "S-1",
        "contact": "王敏",
        "channel": "hotline",
        "status": "open",
        "assignee": "7217",
        "opened_hours_ago": 30,
        "entries": [
            {"by": "contact", "body": "电话里说的", "hours_ago": 30},
            {"by": "7217", "body": "先查一下", "audience": "team", "hours_ago": 29},
            {"by": "contact", "body": "好的", "hours_ago": 28},
        ],
    },
    {
        "subject": "样例两件",
        "customer": "S-1",
        "contact": "王敏",
        "channel": "online",
        "status": "closed",
        "assignee": "7217",
        "opened_hours_ago": 50,
        "entries": [
            {"by": "contact", "body": "打印空白", "hours_ago": 50},
            {"by": "7217", "body": "请改成 A4", "hours_ago": 49},
        ],
        "solution": SOLUTION,
    },
]


@pytest.fixture
async def filled(door, acme):
    customer = await make_customer(acme, "样例客户")
    _, member = await door.person(acme, ("hotline_engineer", "trainer"))
    async with acme.scope():
        at = now()
        await execute("update customer set external_key = 'S-1' where id = $1", customer)
        await execute("update member set staff_no = '7217' where id = $1", member)
        await Contact(customer=customer, name="王敏", created_at=at, changed_at=at).save()
        for _ in range(2):
            await sample.fill({"tickets": TICKETS})
    yield customer
    async with acme.scope():
        await execute("update customer set external_key = null where id = $1", customer)


async def test_filling_twice_adds_nothing(acme, filled):
    async with acme.scope():
        assert await value("select count(*) from ticket where customer = $1", filled) == 2


async def test_facts_and_words_stand_where_they_happened(acme, filled):
    async with acme.scope():
        found = await rows(
            """select f.name, f.at from event f join ticket t on t.id = f.subject_id
                where t.customer = $1 and t.subject = '样例两件' order by f.at, f.id""",
            filled,
        )
        call = await rows("select status, opened_at, first_responder from ticket where subject = '样例一件'")

    assert [one["name"] for one in found] == [
        *("ticket.opened", "entry.written", "ticket.taken", "entry.written", "ticket.solved", "ticket.closed")
    ]
    assert timedelta(hours=49) < now() - found[0]["at"] < timedelta(hours=51)
    assert found[-1]["at"] < now() - timedelta(hours=40)
    assert call[0]["status"] == "open"
    assert call[0]["first_responder"] is not None
    assert timedelta(hours=29) < now() - call[0]["opened_at"] < timedelta(hours=31)
