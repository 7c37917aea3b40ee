"""Lists of trainees come in as a table: by the rules of the form, each refusal with its reason, looked at before."""

import csv
import io

import pytest
from tests_support import make_customer

from desk.foundation.database import rows, value
from desk.kit.ids import uuid7

KIND = "training.trainees"
HEAD = ("班次", "客户", "姓名", "职务", "手机", "培训需求")


@pytest.fixture
def table():
    def make(*lines):
        written = io.StringIO(newline="")
        csv.writer(written).writerows((HEAD, *lines))
        return written.getvalue().encode()

    return make


@pytest.fixture
def sent(door, settle):
    """Send a table; the answer is the member and the page of its import."""

    async def send(tenant, content):
        member = await door.member(tenant)
        answer = await member.post(f"/imports/{KIND}", files={"file": ("学员.csv", content, "text/csv")})
        assert answer.status_code == 303, answer.text
        await settle()
        return member, answer.headers["location"]

    return send


async def test_a_list_is_looked_at_and_then_taken_row_by_row(partner, session, person, table, sent, settle):
    name = f"锦程物流 {uuid7()}"
    customer, number = await make_customer(partner, name), await session(partner, seats=2)
    known = await person(partner, customer, "老会计")
    content = table(
        (number, name, "老会计", "", "", ""),
        (number, name, "新会计", "主管会计", "13800138000", "年结"),
        (number, name, "新会计", "", "", ""),
        (number, name, "第三人", "", "", ""),
        (999_999_999, name, "某人", "", "", ""),
        (number, "没有这家", "某人", "", "", ""),
        (number, name, "", "", "", ""),
        ("明天", name, "某人", "", "", ""),
    )
    count = "select count(*) from training_enrolment e join training_session s on s.id = e.session where s.number = $1"
    member, place = await sent(partner, content)
    shown = (await member.get(place)).text
    for reason in ("没有该班次", "没有此名称或编号的客户", "已报名该场次"):
        assert reason in shown, reason
    async with partner.scope():
        assert await value(count, number) == 0, "nothing is written while it is only looked at"

    assert (await member.post(f"{place}/start", data={"how": "good"})).status_code == 303
    await settle()
    async with partner.scope():
        found = await rows(
            """select k.id, k.name, k.title, k.mobile, e.status, e.needs from training_enrolment e
                 join training_session s on s.id = e.session join contact k on k.id = e.contact
                where s.number = $1 order by e.number""",
            number,
        )
    assert [(one["name"], one["status"]) for one in found] == [
        ("老会计", "registered"),
        ("新会计", "registered"),
        ("第三人", "waiting"),
    ]
    assert found[0]["id"] == known
    assert (found[1]["title"], found[1]["needs"]) == ("主管会计", "年结")
    assert found[1]["mobile"].endswith("8000")


async def test_only_who_may_register_people_brings_them_in(partner, neighbour, door, founding, table):
    off = await founding(plugins=[])
    assert (await (await door.member(partner)).get(f"/imports/{KIND}")).status_code == 200
    assert (await (await door.member(partner, may_not="training.enrol")).get(f"/imports/{KIND}")).status_code == 403
    assert (await (await door.member(off)).get(f"/imports/{KIND}")).status_code == 404


async def test_another_tenants_sessions_and_customers_are_unknown(partner, neighbour, session, table, sent, settle):
    name = f"别家 {uuid7()}"
    await make_customer(partner, name)
    number = await session(neighbour)
    member, place = await sent(neighbour, table((number, name, "某人", "", "", "")))
    assert "没有此名称或编号的客户" in (await member.get(place)).text
