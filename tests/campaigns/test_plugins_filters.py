"""Whom a campaign is for can be chosen by what plugins know; what can't be asked any more lets nobody through."""

from desk.foundation.database import execute, rows
from desk.kit.ids import uuid7
from desk.kit.time import now


async def test_customers_with_points_are_told(founding, door):
    from messaging_support import make_contact

    partner = await founding(plugins=["campaigns", "loyalty", "training"])
    rich, poor = [await make_contact(door, partner) for _ in range(2)]
    lead = await door.member(partner, "general_manager")
    async with partner.scope():
        from desk_loyalty.actions import earning

        paid = earning.Paid("training.fee", 30_000, str(rich.customer), "standard", now().isoformat())
        assert await earning.award(uuid7(), paid)
    form = {"name": "x", "content": "tips", "channels": ["email"], "subject": "x", "body": "x"}
    refused = await lead.post("/campaigns", data=form | {"loyalty.points": "many"})
    assert refused.status_code == 422
    made = await lead.post("/campaigns", data=form | {"loyalty.points": "500"})
    where = made.headers["location"]
    page = (await lead.get(where)).text
    assert "积分不低于" in page
    assert (await lead.post(f"{where}/readiness")).status_code == 303
    assert (await lead.post(f"{where}/approval")).status_code == 303
    async with partner.scope():
        found = await rows("select contact from campaigns_recipient")
        assert [one["contact"] for one in found] == [rich.id], poor.id
    other = (await lead.post("/campaigns", data=form)).headers["location"]
    assert (await lead.post(f"{other}/readiness")).status_code == 303
    async with partner.scope():
        gone = '{"more": {"gone.filter": "1"}}'
        await execute("update campaigns_campaign set filters = $1, status = 'draft' where status = 'ready'", gone)
    assert (await lead.post(f"{other}/readiness")).status_code == 409, "what can't be asked lets nobody through"
