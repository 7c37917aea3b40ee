"""Who the company is: said once, seen by colleagues, customers and on paper; every change kept."""

import pytest

from desk.foundation.database import row

SAID = {
    "name": "新名软件服务",
    "name_en": "New Name Software",
    "mark": "新",
    "zone": "Asia/Urumqi",
    "accent": "#7a1fa2",
    "locale": "zh-CN",
    "languages": ["zh-CN", "en"],
    "address": "苏州市工业园区 1 号\n3 楼",
    "address_en": "1 Park Road, Suzhou",
    "phones": "0512-5550 0123\n400 820 8820",
}


@pytest.fixture
async def ours(founding, door):
    """A tenant of one's own, and the browser of its administrator."""
    tenant = await founding()
    return tenant, await door.member(tenant, "administrator")


async def test_who_may_not_change_settings_sees_nothing_of_it(door, ours, brisk):
    tenant, _ = ours
    plain = await door.member(tenant, "hotline_engineer")
    assert (await plain.get("/company")).status_code == 403
    assert (await plain.post("/company", data=SAID)).status_code == 403
    assert (await door.signed_out(tenant).get("/company")).status_code == 303
    other = await door.member(brisk)
    before = (await other.get("/company")).text
    assert "新名软件服务" not in before


async def test_everybody_sees_who_the_company_is(door, ours):
    tenant, boss = ours
    assert (await boss.post("/company", data=SAID)).status_code == 303

    desk, portal = (await boss.get("/")).text, door.signed_out(tenant, "portal")
    assert "新名软件服务" in desk
    assert "New Name Software" in (await boss.get("/?lang=en")).text
    there = (await portal.get("/sign-in")).text
    assert "新名软件服务" in there
    async with tenant.scope():
        from desk.documents.actions import head
        from desk.foundation.translation import language

        paper = await head()
        assert (paper.name, paper.lines) == (
            "新名软件服务",
            ("苏州市工业园区 1 号", "3 楼", "0512-5550 0123", "400 820 8820"),
        )
        token = language.set("en")
        try:
            assert (await head()).lines[0] == "1 Park Road, Suzhou"
        finally:
            language.reset(token)
        stored = await row("select name, mark, zone, accent, locale from tenant")
    assert tuple(stored) == ("新名软件服务", "新", "Asia/Urumqi", "#7a1fa2", "zh-CN")


async def test_all_that_is_wrong_is_said_at_once_and_nothing_is_changed(ours):
    tenant, boss = ours
    wrong = {"name": "", "zone": "Moon/Crater", "accent": "red", "phones": "电话见网站", "languages": ["en"]}

    answer = await boss.post("/company", data=SAID | wrong)

    assert answer.status_code == 422
    assert (await boss.post("/company", data=SAID | {"name": ""})).status_code == 422
    answer = await boss.post("/company", data=SAID | wrong | {"name": "x"})
    for sentence in ("没有这个名称的时区", "颜色写成 #0b6b66", "电话见网站", "首选语言必须在所选语言之中"):
        assert sentence in answer.text, sentence
    assert 'value="Moon/Crater"' in answer.text
    async with tenant.scope():
        assert (await row("select zone from tenant"))["zone"] == "Asia/Shanghai"


async def test_every_change_stands_in_the_history(ours):
    _, boss = ours
    await boss.post("/company", data=SAID)
    await boss.post("/company", data=SAID | {"name": "又改了名", "phones": ""})

    page = (await boss.get("/company")).text
    assert '<s class="pd-quiet">新名软件服务</s> → <b>又改了名</b>' in page
    assert page.count("公司名称") >= 3
    assert "又改了名" in (await boss.get("/audit?kind=setting")).text


async def test_customers_get_the_languages_that_the_company_speaks(door, ours):
    tenant, boss = ours
    portal = door.signed_out(tenant, "portal")
    assert 'lang="en"' in (await portal.get("/sign-in?lang=en")).text[:200]
    assert (await boss.post("/company", data=SAID | {"languages": "zh-CN"})).status_code == 303

    page = (await door.signed_out(tenant, "portal").get("/sign-in?lang=en")).text
    assert '<html lang="zh-CN"' in page
    assert "?lang=" not in page
    assert '<html lang="en"' in (await boss.get("/?lang=en")).text, "colleagues have all"


async def test_a_tenant_file_says_the_same(founding):
    tenant = await founding(
        toml='zone = "Asia/Urumqi"\nmark = "甲"\n[settings.setup]\nname_en = "Alpha"\nphones = "0512-5550 0123"\n'
    )
    async with tenant.scope():
        from desk.foundation import company

        assert company.called(lang="en") == "Alpha"
        assert company.lines() == ("0512-5550 0123",)
