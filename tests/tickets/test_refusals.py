"""What is refused, in which words, and what stays on the screen."""

from datetime import timedelta

import pytest
from tickets_support import SOLUTION, contact, later, number_in, portal, stored


async def test_closing_comes_after_solving(door, acme):
    member, number = await door.member(acme), await number_in(acme, "open")

    answer = await member.post(f"/tickets/{number}/closure")

    assert answer.status_code == 409
    assert "状态是“处理中”时不能这样做。" in answer.text
    english = await member.post(
        f"/tickets/{number}/closure", headers={"cookie": f"{member.headers['cookie']}; lang=en"}
    )
    assert "That isn&#39;t possible while it is “In progress”." in english.text


@pytest.mark.parametrize("fragment", [False, True])
async def test_solving_takes_the_whole_sheet_and_keeps_what_was_typed(door, acme, fragment):
    member, number = await door.member(acme, fragment=fragment), await number_in(acme, "open")

    answer = await member.post(
        f"/tickets/{number}/solution", data={"cause": "纸张设成了信纸", "solution_2": "换打印机"}
    )

    assert answer.status_code == 422
    assert answer.text.count("这里要填。") == 8, "four fields, each beside itself and in the summary"
    assert "纸张设成了信纸" in answer.text
    assert "换打印机" in answer.text
    assert (await stored(acme, number)).status == "open"
    assert ("<html" in answer.text) is not fragment
    assert ('id="solve" open' in answer.text) is not fragment, "without script the dialog must stand open"


async def test_solving_tells_what_solved_it(door, acme):
    member, person = await door.member(acme), await contact(door, acme)
    number = await number_in(acme, "open", customer=person.customer)

    assert (await member.post(f"/tickets/{number}/solution", data=SOLUTION)).status_code == 303

    ticket = await stored(acme, number)
    assert {name: getattr(ticket, name) for name in SOLUTION} == SOLUTION
    assert ticket.solved_at is not None
    assert (ticket.status, ticket.turn) == ("solved", "customer")
    for client in (member, person.client):
        page = (await client.get(f"/tickets/{number}")).text
        for name in ("cause", "solution", "steps", "prevention"):
            assert SOLUTION[name] in page, "cause and prevention are told as well (P1.3(4)5)"


@pytest.mark.parametrize("status", ["solved", "closed"])
async def test_the_customer_may_object_for_fourteen_days(door, acme, tmp_path, status):
    person = await contact(door, acme)
    number = await number_in(acme, status, customer=person.customer)
    late = await number_in(acme, status, customer=person.customer)

    with later(tmp_path, timedelta(days=14, minutes=1)):
        client = await portal(door, acme, person.credential, person.customer)
        refused = await client.post(f"/tickets/{late}/objection", data={"reason": "又坏了"})
        also = await client.post(f"/tickets/{late}/entries", data={"body": "又坏了"})
        page = await client.get(f"/tickets/{late}")
    with later(tmp_path, timedelta(days=13, hours=23)):
        client = await portal(door, acme, person.credential, person.customer)
        taken = await client.post(f"/tickets/{number}/objection", data={"reason": "又坏了"})

    assert refused.status_code == also.status_code == 409
    assert "已经结束 14 天以上，不能重新打开。" in refused.text
    assert "请新提一个" in refused.text
    assert "/objection" not in page.text
    assert taken.status_code == 303
    ticket = await stored(acme, number)
    assert (ticket.status, ticket.turn, ticket.reopenings, ticket.unsolved_reason) == ("open", "us", 1, "又坏了")
    assert ticket.solved_at is None


@pytest.mark.parametrize(("status", "place"), [("closed", "closure"), ("solved", "solution?reason=x")])
async def test_members_may_take_it_up_again_for_fourteen_days(door, acme, tmp_path, status, place):
    member, number = await door.member(acme), await number_in(acme, status)

    with later(tmp_path, timedelta(days=15)):
        then = await door.member(acme)
        assert (await then.delete(f"/tickets/{number}/{place}")).status_code == 409
        reasons = (await then.get(f"/tickets/{number}")).text
    assert (await member.delete(f"/tickets/{number}/{place}")).status_code == 303

    assert "已经结束 14 天以上，不能重新打开。" in reasons, "the menu says why it isn't offered"
    assert (await stored(acme, number)).status == "open"


async def test_objecting_takes_a_reason(door, acme):
    person, member = await contact(door, acme), await door.member(acme)
    number = await number_in(acme, "solved", customer=person.customer)

    refused = await person.client.post(f"/tickets/{number}/objection", data={"reason": " "})
    also = await member.post(f"/tickets/{number}/solution", data={"_method": "DELETE"})

    assert refused.status_code == also.status_code == 422
    assert 'id="reason-error"' in refused.text
    assert (await stored(acme, number)).status == "solved"


async def test_the_customers_answer_makes_it_our_turn(door, acme):
    person = await contact(door, acme)
    waiting = await number_in(acme, "waiting_customer", customer=person.customer)
    held = await number_in(acme, "on_hold", customer=person.customer)
    solved = await number_in(acme, "solved", customer=person.customer)

    for number in (waiting, held, solved):
        assert (await person.client.post(f"/tickets/{number}/entries", data={"body": "还是不行"})).status_code == 303

    assert ((await stored(acme, waiting)).status, (await stored(acme, waiting)).turn) == ("open", "us")
    assert (await stored(acme, held)).status == "on_hold"
    objected = await stored(acme, solved)
    assert (objected.status, objected.reopenings, objected.unsolved_reason) == ("open", 1, "还是不行")


async def test_an_entry_needs_words_or_a_file(door, acme):
    person = await contact(door, acme)
    number = await number_in(acme, "open", customer=person.customer)
    member, htmx = await door.member(acme), await door.member(acme, fragment=True)

    for client in (member, htmx, person.client):
        assert (await client.post(f"/tickets/{number}/entries", data={"body": " \n "})).status_code == 422
    part = await htmx.post(f"/tickets/{number}/entries", data={"body": "", "audience": "customer"})
    assert 'id="composer"' in part.text, "it goes where the composer stands"
    assert 'aria-invalid="true"' in part.text


async def test_nobody_writes_for_headquarters_where_there_is_no_case(door, acme):
    member, number = await door.member(acme), await number_in(acme, "open")

    answer = await member.post(f"/tickets/{number}/entries", data={"audience": "headquarters", "body": "x"})

    assert answer.status_code == 403


@pytest.mark.parametrize("number", ["0", "4294967296", "99999999999999999999"])
async def test_a_number_that_no_ticket_can_have_is_not_found(door, acme, number):
    member, person = await door.member(acme), await contact(door, acme)

    assert (await member.get(f"/tickets/{number}")).status_code == 404
    assert (await member.post(f"/tickets/{number}/hold")).status_code == 404
    assert (await person.client.get(f"/tickets/{number}")).status_code == 404
    assert (await (await door.api(acme)).get(f"/api/v1/tickets/{number}")).status_code == 404
