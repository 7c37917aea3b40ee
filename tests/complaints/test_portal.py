"""Customers complain, read our answers in plain words, and say whether it is solved; nobody else's."""

from tests_support import make_customer

from .conftest import GRADED, HANDLED


async def test_a_contact_complains_and_says_that_it_is_solved(partner, contact, complaint, sheet):
    customer = await make_customer(partner)
    me = (await contact(partner, customer)).client
    made = await me.post("/complaints", data={"text": "没有人回电", "wanted": "请回电"})
    assert made.status_code == 303
    number = int(made.headers["location"].rsplit("/", 1)[1])
    found = await sheet(partner, number)
    assert (found["medium"], found["customer"]) == ("portal", customer)
    assert "已收到" in (await me.get(f"/complaints/{number}")).text

    other = await complaint(partner, *HANDLED, customer=customer)
    page = (await me.get(f"/complaints/{other}")).text
    assert "马上处理" in page
    assert "属实" not in page
    assert "服务延时" not in page
    assert (await me.post(f"/complaints/{other}/steps/confirm", data={})).status_code == 303
    assert (await sheet(partner, other))["status"] == "verified"


async def test_not_solved_goes_back_with_what_is_missing(partner, contact, complaint, sheet):
    customer = await make_customer(partner)
    me, number = (await contact(partner, customer)).client, await complaint(partner, *HANDLED, customer=customer)
    assert (await me.post(f"/complaints/{number}/steps/object", data={})).status_code == 422
    assert (await me.post(f"/complaints/{number}/steps/object", data={"text": "还是不行"})).status_code == 303
    found = await sheet(partner, number)
    assert (found["status"], found["loops"]) == ("handling", 1)
    assert (await me.post(f"/complaints/{number}/steps/take_back", data={})).status_code == 303
    found = await sheet(partner, number)
    assert (found["status"], found["valid"]) == ("archived", True)


async def test_another_customer_is_told_nothing(partner, contact, complaint):
    number = await complaint(partner, ("accept", GRADED), customer=await make_customer(partner), text="不给别人看")
    stranger = (await contact(partner, await make_customer(partner))).client
    assert (await stranger.get(f"/complaints/{number}")).status_code == 404
    assert (await stranger.post(f"/complaints/{number}/steps/take_back", data={})).status_code == 404
    assert "不给别人看" not in (await stranger.get("/complaints")).text


async def test_staff_steps_are_no_way_of_the_portal(partner, contact, complaint):
    customer = await make_customer(partner)
    me, number = (await contact(partner, customer)).client, await complaint(partner, customer=customer)
    assert (await me.post(f"/complaints/{number}/steps/accept", data=GRADED)).status_code == 404
