"""The report of grades: who has which, what each gives, what changed, and what was promised and kept under each."""

import csv
import io

from tests_support import make_customer

from desk.customers.actions import change_grade
from desk.foundation.principals import SYSTEM


async def asked(api, customer):
    sent = {"customer": str(customer), "subject": "打不开账套", "body": "打不开", "channel": "online"}
    made = await api.post("/api/v1/tickets", json=sent)
    assert made.status_code == 201, made.text


async def test_the_report_says_what_each_grade_gave(door, founding):
    tenant = await founding()
    api, boss = await door.api(tenant), await door.member(tenant)
    one, other = await make_customer(tenant), await make_customer(tenant, "海盐紧固件")
    await asked(api, one)
    async with tenant.scope():
        await change_grade(one, "vip", by=SYSTEM, reason="总经理指定")
    await asked(api, one)
    await asked(api, other)

    page = (await boss.get("/promises/grades?months=1")).text
    assert "1 小时 30 分" in page, "half the time for the first answer"
    taken = await boss.get("/promises/grades.csv?months=1")
    rows = {line[0]: line for line in csv.reader(io.StringIO(taken.content.decode("utf-8-sig")))}
    vip, standard = rows["VIP 客户"], rows["普通客户"]
    assert vip[1:4] == ["1", "1", "0"]
    assert standard[1:4] == ["1", "0", "1"]
    assert int(vip[4]) > 0
    assert int(standard[4]) == 2 * int(vip[4]), "the first ticket counts for the grade that they had then"


async def test_who_may_not_see_promises_sees_no_report(door, founding):
    tenant = await founding()
    blind = await door.member(tenant, may_not="deadline.read")

    assert (await blind.get("/promises/grades")).status_code == 403
    assert (await blind.get("/promises/grades.csv")).status_code == 403
    assert (await (await door.member(tenant)).get("/promises/grades?months=7")).status_code in (404, 422, 400)
