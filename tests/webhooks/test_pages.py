"""The pages of webhooks are an administrator's; what is wrong is said beside its field."""

from uuid import uuid4

import pytest

from desk.foundation.principals import SYSTEM
from desk.webhooks import actions

GOOD = {"name": "ERP", "url": "https://erp.example.cn/hooks", "which": "all"}
PAGES = ["", "/edit"]
POSTS = ["", "/switch", "/secret", "/trial", "/replay", "/removal"]


@pytest.fixture
async def webhook(acme):
    async with acme.scope():
        made, _ = await actions.add_webhook(actions.NewWebhook("ERP", GOOD["url"], ("ticket.*",)), by=SYSTEM)
    yield f"/webhooks/{made.id}"
    async with acme.scope():
        await actions.remove_webhook(made.id, by=SYSTEM)


async def test_strangers_do_not_learn_of_it(door, acme, brisk, webhook):
    stranger, clerk = await door.member(brisk), await door.member(acme, may_not="webhook.manage")
    out = door.signed_out(acme)
    for more in PAGES:
        assert (await stranger.get(webhook + more)).status_code == 404
        assert (await clerk.get(webhook + more)).status_code == 403
        assert (await out.get(webhook + more)).status_code == 303
    for more in POSTS:
        assert (await stranger.post(webhook + more, data=GOOD | {"begin": "2026-01-01T00:00"})).status_code == 404
        assert (await clerk.post(webhook + more, data=GOOD)).status_code == 403
        assert (await out.post(webhook + more, data=GOOD)).status_code == 303
    for path in ("/webhooks", "/webhooks/new"):
        assert (await clerk.get(path)).status_code == 403
        assert (await out.get(path)).status_code == 303
    assert webhook not in (await stranger.get("/webhooks")).text


async def test_a_delivery_of_another_webhook_is_not_there(door, acme, webhook):
    client = await door.member(acme)

    assert (await client.get(f"{webhook}/deliveries/{uuid4()}")).status_code == 404
    assert (await client.post(f"{webhook}/deliveries/{uuid4()}/replay")).status_code == 404


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
async def test_the_pages_are_drawn(door, acme, webhook, lang):
    client = await door.member(acme)
    for path in ("/webhooks", "/webhooks/new", webhook, webhook + "/edit"):
        answer = await client.get(f"{path}?lang={lang}")
        assert answer.status_code == 200
        assert f'lang="{lang}"' in answer.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"url": ""}, "url"),
        ({"url": "erp.example.cn"}, "url"),
        ({"url": "ftp://erp.example.cn/"}, "url"),
        ({"url": "http://10.0.0.1/"}, "url"),
        ({"url": "http://[::1]/"}, "url"),
        ({"url": "http://localhost/"}, "url"),
        ({"url": "https://me:secret@erp.example.cn/"}, "url"),
        ({"which": "some"}, "groups"),
        ({"which": "some", "names": "ticket.exploded"}, "names"),
        ({"which": "some", "names": "ticket"}, "names"),
        ({"which": "some", "names": "nothing.*"}, "names"),
        ({"which": "some", "names": "%_"}, "names"),
    ],
)
async def test_what_is_wrong_is_said_beside_its_field(door, acme, webhook, wrong, field):
    client = await door.member(acme)
    for path in ("/webhooks", webhook):
        answer = await client.post(path, data=GOOD | wrong)
        assert answer.status_code == 422
        assert f'id="f-{field}-error"' in answer.text


async def test_everything_wrong_is_said_at_once_and_what_was_typed_is_kept(door, acme):
    client = await door.member(acme)
    wrong = {"name": " ", "url": "http://10.0.0.1/x", "which": "some", "names": "ticket.exploded"}
    answer = await client.post("/webhooks", data=wrong)

    for field in ("name", "url", "names"):
        assert f'id="f-{field}-error"' in answer.text, field
    assert "http://10.0.0.1/x" in answer.text
    assert "ticket.exploded</textarea>" in answer.text


async def test_it_is_changed(door, acme, webhook):
    client = await door.member(acme)
    some = {"which": "some", "groups": ["customer.*", "ticket.*"], "names": "file.added\nmember.added"}
    answer = await client.post(webhook, data={"name": "CRM", "url": "https://crm.example.cn/", **some})

    assert answer.status_code == 303
    page = (await client.get(webhook)).text
    assert "CRM" in page
    assert "customer.*, file.added, member.added, ticket.*" in page
    form = (await client.get(webhook + "/edit")).text
    assert 'value="customer.*" checked' in form
    assert "file.added\nmember.added" in form


async def test_a_double_click_makes_one(door, acme):
    client = await door.member(acme)
    before = (await client.get("/webhooks")).text.count("data-row")
    values = GOOD | {"name": "Twice", "once": str(uuid4())}
    first = await client.post("/webhooks", data=values)
    second = await client.post("/webhooks", data=values)

    assert "whsec_" in first.text
    assert second.status_code == 303
    assert (await client.get("/webhooks")).text.count("data-row") == before + 1
    await client.post(second.headers["location"] + "/removal")


async def test_there_is_an_end_to_how_many(door, acme, monkeypatch):
    from desk.webhooks.actions import keeping

    monkeypatch.setattr(keeping, "MOST", 0)
    client = await door.member(acme)

    assert (await client.post("/webhooks", data=GOOD)).status_code == 409
