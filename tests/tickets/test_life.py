"""One matter from the first word to the last, through the doors that people use."""

from tickets_support import SOLUTION, ask, contact, stored


async def test_a_matter_is_asked_answered_solved_and_closed(door, acme):
    customer = await contact(door, acme)
    member = await door.member(acme)
    number = await ask(customer)

    assert (await member.post(f"/tickets/{number}/assignment", data={"member": "me"})).status_code == 303
    reply = {"audience": "customer", "body": "请把纸张改成 A4。", "then": "wait"}
    assert (await member.post(f"/tickets/{number}/entries", data=reply)).status_code == 303
    assert (await stored(acme, number)).status == "waiting_customer"
    answer = {"body": "第二页还是空白。"}
    assert (await customer.client.post(f"/tickets/{number}/entries", data=answer)).status_code == 303
    assert (await stored(acme, number)).status == "open"
    assert (await member.post(f"/tickets/{number}/solution", data=SOLUTION)).status_code == 303
    assert (await customer.client.post(f"/tickets/{number}/confirmation")).status_code == 303

    ticket = await stored(acme, number)
    assert ticket.status == "closed"
    assert ticket.turn == "nobody"
    page = await member.get(f"/tickets/{number}")
    assert page.status_code == 200
    assert "第二页还是空白。" in page.text
    seen = await customer.client.get(f"/tickets/{number}")
    assert seen.status_code == 200
    assert "请把纸张改成 A4。" in seen.text
    assert SOLUTION["steps"] in seen.text
