"""What contacts want: said by link, reply, portal, colleague or program; effective at once, with where it was said."""

import re

import pytest
from messaging_support import deliveries, link_of, make_contact, say

from desk.foundation.database import rows, value
from desk.foundation.errors import NotFound
from desk.foundation.principals import SYSTEM
from desk.messaging import actions, links
from desk.messaging.errors import LinkUnreadable
from desk.messaging.links import OptOut
from desk.messaging.states import Source


async def consents(tenant, person):
    async with tenant.scope():
        found = await rows("select * from consent where contact = $1 order by channel, kind", person.id)
    return [(one["channel"], one["kind"], one["allowed"], one["source"]) for one in found]


async def test_the_link_in_a_mail_asks_first_and_ends_it_without_signing_in(door, acme, wang, dummy, settle):
    await say(acme, wang)
    await settle()
    place, out = link_of(dummy.SENT[0].opt_out_url, "opt-out"), door.signed_out(acme, "portal")
    for _ in range(2):
        page = await out.get(place)
        assert page.status_code == 200
        assert "王敏" in page.text
        assert await consents(acme, wang) == []

    done = await out.post(place)
    assert done.status_code == 200
    assert "从现在起" in done.text
    assert await consents(acme, wang) == [("dummy", "dummy.said", False, "link")]
    await say(acme, wang)
    await settle()
    assert len(dummy.SENT) == 1
    assert [one["why"] for one in await deliveries(acme, wang, status="skipped")] == ["opted_out"]


async def test_a_mail_program_ends_it_with_one_click(door, acme, wang, dummy, settle):
    """RFC 8058: a POST with that body, without cookies, Origin or a page before."""
    await say(acme, wang)
    await settle()
    place = link_of(dummy.SENT[0].opt_out_url, "opt-out")
    program = door.client(acme, "portal")
    del program.headers["origin"]

    answer = await program.post(place, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert await consents(acme, wang) == [("dummy", "dummy.said", False, "link")]
    assert (await program.post(place, data={"List-Unsubscribe": "One-Click"})).status_code == 200


async def test_the_link_can_end_everything_by_the_channel_also_what_was_agreed_to(door, acme, wang, dummy, settle):
    async with acme.scope():
        await actions.say(wang.id, "dummy", "dummy.offered", allowed=True, source=Source.STAFF, by=SYSTEM)
    await say(acme, wang, name="dummy.offered")
    await settle()
    place = link_of(dummy.SENT[0].opt_out_url, "opt-out")
    await door.signed_out(acme, "portal").post(place, data={"all": "yes"})

    assert await consents(acme, wang) == [("dummy", "", False, "link"), ("dummy", "dummy.offered", False, "link")]
    await say(acme, wang, name="dummy.offered")
    await say(acme, wang)
    await settle()
    assert len(dummy.SENT) == 1


@pytest.mark.parametrize("change", ["cut", "other", "garbage", "elsewhere"])
async def test_a_link_that_isnt_ours_opens_nothing(door, acme, brisk, wang, change):
    token = links.token_for(acme.id, OptOut(wang.id, "email", "ticket.reply"))
    assert links.read_token(acme.id, token) == OptOut(wang.id, "email", "ticket.reply")
    tenant, wrong = acme, {"cut": token[:-3], "other": token[:-1] + "x" * 5, "garbage": "x%00"}.get(change, token)
    if change == "elsewhere":
        tenant = brisk
    out = door.signed_out(tenant, "portal")
    for answer in (await out.get(f"/opt-out/{wrong}"), await out.post(f"/opt-out/{wrong}")):
        assert answer.status_code == 404
    assert await consents(acme, wang) == []


def test_no_byte_of_a_link_can_be_changed(acme, wang):
    token = links.token_for(acme.id, OptOut(wang.id, "email", "ticket.reply"))
    for place in range(len(token)):
        other = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(LinkUnreadable):
            links.read_token(acme.id, other)


async def test_an_opt_out_counts_for_what_waits_already(acme, wang, dummy, rules, settle, later):
    await rules(quiet_from="00:00", quiet_until="23:59")
    await say(acme, wang)
    await settle()
    assert [(one["status"], one["why"]) for one in await deliveries(acme, wang)] == [("waiting", "quiet")]
    async with acme.scope():
        assert await actions.opt_out_by_reply(wang.id, "dummy", " 退订。")
    await rules(quiet_from="00:00", quiet_until="00:00")
    with later(days=1):
        await settle()

    assert dummy.SENT == []
    assert [(one["status"], one["why"]) for one in await deliveries(acme, wang)] == [("skipped", "opted_out")]


@pytest.mark.parametrize(
    ("text", "ends"),
    [("TD", True), ("退订", True), ("Stop!", True), ("不要退订，谢谢", False), ("T 恤到了吗", False), ("", False)],
)
async def test_a_reply_that_says_no_more_than_that_ends_it(acme, wang, dummy, text, ends):
    async with acme.scope():
        assert await actions.opt_out_by_reply(wang.id, "dummy", text) is ends
    assert await consents(acme, wang) == ([("dummy", "", False, "reply")] if ends else [])


async def test_what_needs_consent_goes_to_who_said_yes(manager, acme, wang, dummy, settle):
    await say(acme, wang, name="dummy.offered")
    await settle()
    assert [one["why"] for one in await deliveries(acme, wang)] == ["no_consent"]

    answer = await manager.post(wang.messages, data={"channel": "dummy", "kind": "dummy.offered", "allowed": "true"})
    assert answer.status_code == 303
    await say(acme, wang, name="dummy.offered")
    await settle()
    assert len(dummy.SENT) == 1
    assert await consents(acme, wang) == [("dummy", "dummy.offered", True, "staff")]


async def test_a_contact_chooses_in_the_portal_and_the_reason_stands_on_their_page(
    manager, acme, wang, mailbox, settle
):
    page = (await wang.client.get("/preferences")).text
    boxes = re.findall(r'name="wanted" value="([^"]+)"[^>]*?( checked)?>', page)
    assert ("email ticket.reply", " checked") in boxes
    assert not any("people." in name for name, _ in boxes)
    kept = [name for name, _ in boxes if name != "email ticket.solved"]
    assert (await wang.client.post("/preferences", data={"wanted": kept})).status_code == 303

    assert await consents(acme, wang) == [("email", "ticket.solved", False, "portal")]
    shown = (await manager.get(wang.messages)).text
    assert "本人不愿接收" in shown
    assert "在门户里选择" in shown
    again = (await wang.client.get("/preferences?saved=yes")).text
    assert 'value="email ticket.solved" id="want-email-ticket.solved">' in again


async def test_nothing_ticked_means_nothing_wanted(wang, acme):
    assert (await wang.client.post("/preferences", data={})).status_code == 303
    assert {allowed for _, _, allowed, _ in await consents(acme, wang)} == {False}


async def test_ones_own_access_cant_be_refused(manager, acme, wang):
    refused = await manager.post(
        wang.messages, data={"channel": "email", "kind": "people.invitation", "allowed": "false"}
    )
    assert refused.status_code == 409


async def test_each_change_is_a_fact_with_its_source_and_without_a_name(acme, wang, dummy):
    async with acme.scope():
        await actions.opt_out_by_reply(wang.id, "dummy", "TD")
        await actions.opt_out_by_reply(wang.id, "dummy", "TD")
        found = await rows("select payload from event where name = 'contact.opted_out' and subject_id = $1", wang.id)
    assert len(found) == 1
    assert '"source": "reply"' in found[0]["payload"]
    assert "王敏" not in found[0]["payload"]


async def test_programs_read_and_write_it(door, acme, brisk, wang):
    program, path = await door.api(acme), f"/api/v1{wang.messages.removesuffix('messages')}consent"
    assert (await program.get(path)).json() == {"items": [], "next": None}
    answer = await program.put(path, json={"channel": "email", "kind": "ticket.reply", "allowed": False})
    assert answer.status_code == 200
    [one] = answer.json()["items"]
    assert (one["channel"], one["kind"], one["allowed"], one["source"]) == ("email", "ticket.reply", False, "program")
    wrong = {"channel": "pigeon", "allowed": False}
    assert (await program.put(path, json=wrong)).status_code == 404
    assert (await program.put(path, json={"channel": "email"})).status_code == 422
    assert (await (await door.api(acme, may_not="consent.edit")).put(path, json=wrong)).status_code == 403
    assert (await (await door.api(brisk)).get(path)).status_code == 404


async def test_nobody_speaks_for_somebody_else(door, acme, wang):
    other = await make_contact(door, acme)
    with pytest.raises(NotFound):
        async with acme.scope():
            await actions.opt_out_by_reply(other.customer, "email", "TD")
    await wang.client.post("/preferences", data={})
    assert await consents(acme, other) == []
    async with acme.scope(customer=other.customer):
        assert await value("select count(*) from consent") == 0
