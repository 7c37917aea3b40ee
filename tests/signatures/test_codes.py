"""A typed name and a one-time code: for whom, for which words, how long, and how often it may be tried."""

from datetime import timedelta

from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.signatures import actions
from desk.tickets import actions as tickets
from desk.tickets.states import Audience


async def test_a_name_and_a_code_sign_without_a_hand(acme, matter, form_of, rows_of, code_sent, settle):
    client = matter.contact.client
    asked = await client.post(f"{matter.path}/code")
    assert asked.headers["location"].endswith("?done=sent")
    await settle()
    code = await code_sent()
    form = await form_of(client, matter.path, method="typed", mark="", signer="王经理")

    wrong = await client.post(matter.path, data=form | {"code": "000000" if code != "000000" else "111111"})
    assert wrong.status_code == 422
    assert "验证码不正确" in wrong.text
    assert (await client.post(matter.path, data=form | {"code": f" {code[:3]} {code[3:]} "})).status_code == 303
    used = await client.post(matter.path, data=form | {"code": code})
    assert used.status_code == 422, "a code is good once"

    (found,) = await rows_of(matter)
    assert (found["method"], found["mark"], found["contact"]) == ("typed", None, matter.contact.id)
    async with acme.scope():
        said = await rows("select payload::text as said from event")
        kept = await rows("select to_jsonb(c)::text as said from signature_code c")
    told = "".join(one["said"] for one in said)
    assert code not in told + "".join(one["said"] for one in kept)
    assert "王经理" not in told, "facts hold nobody's name"


async def test_a_code_runs_out_and_is_forgotten(acme, matter, form_of, code_sent, tmp_path):
    from tickets_support import later

    client = matter.contact.client
    await client.post(f"{matter.path}/code")
    form = await form_of(client, matter.path, method="typed", mark="", code=await code_sent())
    with later(tmp_path, timedelta(minutes=16)):
        assert (await client.post(matter.path, data=form)).status_code == 422
    with later(tmp_path, timedelta(minutes=61)):
        async with acme.scope():
            assert await actions.forget_codes() >= 1
            assert await value("select count(*) from signature_code") == 0


async def test_a_code_is_for_one_version(acme, matter, form_of, code_sent):
    client = matter.contact.client
    await client.post(f"{matter.path}/code")
    code = await code_sent()
    async with acme.scope():
        await tickets.write_entry(matter.ticket.number, tickets.NewEntry("又一句", Audience.CUSTOMER), by=SYSTEM)

    form = await form_of(client, matter.path, method="typed", mark="", code=code)
    assert (await client.post(matter.path, data=form)).status_code == 422


async def test_codes_are_not_to_be_guessed(matter, form_of, rows_of, code_sent):
    client = matter.contact.client
    await client.post(f"{matter.path}/code")
    code = await code_sent()
    form = await form_of(client, matter.path, method="typed", mark="")
    wrong = [f"{n:06}" for n in range(6) if f"{n:06}" != code][:5]

    tries = [(await client.post(matter.path, data=form | {"code": one})).status_code for one in wrong]
    late = await client.post(matter.path, data=form | {"code": code})

    assert tries == [422] * 5
    assert late.status_code == 429, "the right one comes too late"
    assert "请稍后" in late.text or "分钟" in late.text
    assert await rows_of(matter) == []


async def test_a_code_is_for_whom_it_was_sent_to(door, acme, matter, form_of, code_sent):
    from tickets_support import contact

    colleague = (await contact(door, acme, matter.contact.customer, "张伟")).client
    await matter.member.post(f"{matter.path}/code")
    form = await form_of(colleague, matter.path, method="typed", mark="", code=await code_sent())

    assert (await colleague.post(matter.path, data=form)).status_code == 422


async def test_codes_are_not_to_be_sent_without_end(matter):
    client = matter.contact.client
    assert [(await client.post(f"{matter.path}/code")).status_code for _ in range(6)] == [303] * 5 + [429]


async def test_without_a_contact_no_code_can_go(acme, door):
    from tests_support import make_ticket

    ticket = await make_ticket(acme)
    answer = await (await door.member(acme)).post(f"/documents/tickets.service_sheet/{ticket.id}/signature/code")

    assert answer.status_code == 422
