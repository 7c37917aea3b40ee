"""From an empty tenant to the first answered ticket, as the guide on the desk leads."""

import re

from desk.foundation.database import value

PANEL = "/panels/setup"


async def undone(member):
    """The steps that are still to be done, by their addresses."""
    page = (await member.get(PANEL)).text
    return re.findall(r'<a class="pd-link" href="([^"]+)"', page)


async def test_five_steps_lead_to_the_first_answered_ticket(door, founding):
    tenant = await founding()
    boss = await door.member(tenant)
    assert PANEL in (await boss.get("/")).text
    async with tenant.scope():
        assert await value("select count(*) from ticket") == 0
    assert (await undone(boss))[-2:] == ["/customers/new", "/tickets/new"]

    said = {"name": "新来的软件服务", "zone": "Asia/Shanghai", "accent": "#0f6a66", "address": "苏州市工业园区"}
    answer = await boss.post("/company", data=said | {"locale": "zh-CN", "languages": ["zh-CN", "en"]})
    assert answer.status_code == 303
    assert "/company" not in await undone(boss)

    await door.member(tenant, "hotline_engineer")
    assert "/members" not in await undone(boss)

    assert (await boss.post("/customers", data={"name": "江南纺织", "grade": "standard"})).status_code == 303
    assert "/customers/new" not in await undone(boss)
    async with tenant.scope():
        customer = await value("select id from customer")

    asked = {
        "customer": str(customer),
        "subject": "打不开账套",
        "body": "提示没有权限",
        "channel": "hotline",
        "kind": "question",
    }
    assert (await boss.post("/tickets", data=asked)).status_code == 303
    async with tenant.scope():
        number = await value("select number from ticket")
    assert "/tickets/new" in await undone(boss)
    answer = {"body": "请重新登录", "audience": "customer"}
    assert (await boss.post(f"/tickets/{number}/entries", data=answer)).status_code in (200, 303)
    assert "/tickets/new" not in await undone(boss)


async def test_it_is_hidden_and_comes_back(door, founding):
    tenant = await founding()
    boss = await door.member(tenant)
    assert await undone(boss)
    assert (await boss.post("/settings/setup", data={})).status_code == 303
    assert await undone(boss) == []
    assert (await boss.post("/settings/setup", data={"guide": "1"})).status_code == 303
    assert await undone(boss)


async def test_who_may_not_change_settings_is_led_nowhere(door, founding):
    tenant = await founding()
    assert await undone(await door.member(tenant, "hotline_engineer")) == []
