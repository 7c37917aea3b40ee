"""The pages: the log with its filters and its table, one delivery, texts with their variables, inboxes, panels."""

import re

import pytest
from messaging_support import answered, deliveries, make_contact, say

from desk.foundation.database import rows, value
from desk.messaging import texts

TEXT = {"channel": "email", "lang": "zh-CN", "subject": "[{number}] {subject}", "body": "{name}：{text}"}
REPLY = "/notices/ticket.reply"


async def test_the_log_says_who_got_what_and_why_not(manager, door, acme, dummy, settle):
    reached, not_reached = await make_contact(door, acme), await make_contact(door, acme, mobile="")
    await say(acme, reached, not_reached, word="月底盘点")
    await settle()

    everything = (await manager.get("/deliveries")).text
    assert "月底盘点" in everything
    left_out = (await manager.get("/deliveries?status=skipped&kind=dummy.said")).text
    assert "没有这个渠道的地址" in left_out
    mine = (await manager.get(f"/deliveries?person={reached.id}")).text
    assert "只看王敏的" in mine
    assert len(re.findall(r"<tr data-row>", mine)) == 1
    none = (await manager.get(f"/deliveries?channel=email&person={reached.id}")).text
    assert "没有符合条件的消息" in none
    for wrong in ("status=x", "person=x", "kind=A;B", "cursor=x"):
        assert (await manager.get(f"/deliveries?{wrong}")).status_code == 400, wrong


async def test_the_log_is_read_page_by_page_and_found_by_name(manager, door, acme, dummy, settle, rules):
    from desk.messaging.routes import log

    await rules(cap=500)
    person = await make_contact(door, acme)
    for number in range(log.SIZE + 3):
        await say(acme, person, word=f"第{number}次")
    await settle()
    first = (await manager.get(f"/deliveries?person={person.id}&q=王")).text
    assert len(re.findall("<tr data-row>", first)) == log.SIZE
    older = re.search(r'href="(/deliveries\?[^"]*cursor=[^"]+)"', first)
    assert older is not None
    second = (await manager.get(older[1].replace("&amp;", "&"))).text
    assert len(re.findall("<tr data-row>", second)) == 3
    assert "没有符合条件的消息" in (await manager.get(f"/deliveries?person={person.id}&q=nobody")).text


async def test_the_log_can_be_taken_out_which_is_noted(manager, door, acme, wang, dummy, settle):
    await say(acme, wang, word="=1+1")
    await settle()
    answer = await manager.get(f"/deliveries.csv?person={wang.id}")

    assert answer.headers["content-type"].startswith("text/csv")
    assert "13900001234" in answer.text
    assert "'=1+1" in answer.text
    async with acme.scope():
        assert await value("select payload from event where name = 'deliveries.exported' order by at desc limit 1")
    assert (await (await door.member(acme, "hotline_engineer")).get("/deliveries.csv")).status_code == 403


async def test_one_delivery_shows_its_text_and_a_secret_one_none(manager, acme, wang, dummy, mailbox, settle):
    await say(acme, wang, word="月底盘点")
    given = {"name": "新同事", "staff_no": "P1", "login": "p1@acme.test", "email": "p1@acme.test", "roles": "trainer"}
    await manager.post("/members", data=given | {"how": "invitation"})
    await settle()
    [one] = await deliveries(acme, wang)
    page = (await manager.get(f"/deliveries/{one['id']}")).text
    assert "王敏: 月底盘点" in page
    async with acme.scope():
        secret = await value("select id from delivery where kind = 'people.invitation' order by id desc limit 1")
    page = (await manager.get(f"/deliveries/{secret}")).text
    assert "正文含有登录链接一类的秘密" in page
    assert mailbox.link().rpartition("/")[2] not in page


async def test_a_tenant_says_a_notice_in_its_own_words(manager, acme, wang, mailbox, settle):
    try:
        assert (await manager.post(f"{REPLY}/text", data=TEXT)).status_code == 303
        made = await answered(manager, acme, wang)
        await settle()
        assert mailbox.message()["subject"] == f"[{made.number}] 打印空白页"
        assert mailbox.text().strip() == "王敏：请把纸张改成 A4 再打印。"
        assert "自定" in (await manager.get("/notices")).text
    finally:
        back = {"_method": "DELETE", "channel": "email", "lang": "zh-CN", "body": "x"}
        assert (await manager.post(f"{REPLY}/text", data=back)).status_code == 303
    assert "默认文字" in (await manager.get(f"{REPLY}?channel=email&lang=zh-CN")).text


@pytest.mark.parametrize("hole", ["{password}", "{name.__class__}", "{0}", "{text!r}", "{主题}"])
async def test_what_is_no_variable_is_refused_with_a_sentence(manager, acme, hole):
    refused = await manager.post(f"{REPLY}/text", data=TEXT | {"body": f"{{name}} {hole}"})

    assert refused.status_code == 422
    assert "不是这种通知的变量" in refused.text
    async with acme.scope():
        assert await value("select count(*) from notice_text") == 0


async def test_a_letter_needs_a_subject_and_a_kind_and_channel_that_are_there(manager):
    assert (await manager.post(f"{REPLY}/text", data=TEXT | {"subject": ""})).status_code == 422
    assert (await manager.post(f"{REPLY}/text", data=TEXT | {"channel": "pigeon"})).status_code == 404
    assert (await manager.post(f"{REPLY}/text", data=TEXT | {"lang": "fr"})).status_code == 422
    assert (await manager.get("/notices/nobody.knows")).status_code == 404
    assert (await manager.get(f"{REPLY}?channel=pigeon")).status_code == 404


async def test_the_preview_fills_in_and_counts_parts(manager):
    part = {"channel": "inbox", "lang": "zh-CN", "subject": "{subject}", "body": "{by}：" + "字" * 80}
    shown = (await manager.post(f"{REPLY}/preview", data=part, headers={"hx-request": "true"})).text

    assert "李晓峰：字" in shown
    assert "作为短信 2 条" in shown
    assert "UCS-2" in shown
    english = part | {"lang": "en", "body": "{by}: {nothing}"}
    shown = (await manager.post(f"{REPLY}/preview", data=english, headers={"hx-request": "true"})).text
    assert "Li Xiaofeng:" in shown
    assert "{nothing}" in shown
    assert "GSM-7" in shown


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("{a}{b}", {"a": "{b}", "b": "x"}, "{b}x"),
        ("{a} {unknown}.", {"a": "1"}, "1 ."),
        ("a\n\n{a}\n\nb", {"a": ""}, "a\n\nb"),
        ("{ a } {A}", {"a": "1"}, "{ a } {A}"),
    ],
)
def test_a_text_is_words_with_holes_and_nothing_else(text, values, expected):
    assert texts.filled(text, values) == expected


async def test_the_channels_of_a_notice_are_chosen(manager, acme, wang, rules, mailbox, settle):
    await rules()
    assert (await manager.post(f"{REPLY}/channels", data={"channels": "inbox"})).status_code == 303
    await answered(manager, acme, wang)
    await settle()
    assert [one["channel"] for one in await deliveries(acme, wang)] == ["inbox"]
    assert (await manager.post(f"{REPLY}/channels", data={"channels": "pigeon"})).status_code == 422
    invitation = "/notices/people.invitation/channels"
    assert (await manager.post(invitation, data={})).status_code == 422
    assert (await manager.post(f"{REPLY}/channels", data={})).status_code == 303
    assert "关" in (await manager.get("/notices")).text


async def test_an_inbox_is_read_one_by_one_and_as_a_whole(manager, door, acme, wang, settle):
    made = [await answered(manager, acme, wang) for _ in range(3)]
    await settle()
    page = (await wang.client.get("/inbox")).text
    assert page.count("pd-unread") == 3
    first = re.search(r'action="(/inbox/[0-9a-f-]{36}/reading)"', page)
    assert first is not None
    answer = await wang.client.post(first[1])
    assert (answer.status_code, answer.headers["location"]) == (303, f"/tickets/{made[-1].number}")
    assert (await wang.client.get("/inbox?shown=unread")).text.count("pd-unread") == 2
    until = re.search(r'name="until" value="([^"]+)"', page)
    assert until is not None
    await wang.client.post("/inbox/reading", data={"until": until[1]})
    assert "没有未读消息" in (await wang.client.get("/inbox?shown=unread")).text
    assert (await wang.client.get("/inbox/bell")).text.strip() == ""
    assert "没有这种消息" in (await wang.client.get("/inbox?kind=ticket.solved")).text


async def test_nobody_reads_another_ones_inbox(manager, door, acme, wang, settle):
    other = await make_contact(door, acme)
    await answered(manager, acme, wang)
    await settle()
    [one] = await deliveries(acme, wang, channel="inbox")

    assert (await other.client.post(f"/inbox/{one['id']}/reading")).status_code == 404
    assert (await manager.post(f"/inbox/{one['id']}/reading")).status_code == 404
    assert "打印空白页" not in (await other.client.get("/inbox")).text
    async with acme.scope(customer=other.customer):
        assert await rows("select id from delivery where person_id = $1", wang.id) == []


async def test_panels_beside_a_ticket_and_a_contact_say_who_was_told(manager, acme, wang, settle):
    made = await answered(manager, acme, wang)
    await settle()
    for path in (f"/tickets/{made.number}", wang.messages.removesuffix("/messages")):
        assert f"{path}/panels/messaging" in (await manager.get(path)).text
        panel = (await manager.get(f"{path}/panels/messaging", headers={"hx-request": "true"})).text
        assert "给客户的答复" in panel
    assert "王敏" in (await manager.get(f"/tickets/{made.number}/panels/messaging")).text


async def test_what_a_text_or_person_says_is_never_markup(manager, door, acme, dummy, settle):
    person = await make_contact(door, acme, name="<b>王</b>")
    await say(acme, person, word="<script>alert(1)</script>")
    await settle()
    [one] = await deliveries(acme, person)

    for path in ("/deliveries", f"/deliveries/{one['id']}", person.messages):
        page = (await manager.get(path)).text
        assert "<script>alert" not in page
        assert "<b>王" not in page


async def test_programs_read_the_log(door, acme, brisk, wang, dummy, settle):
    await say(acme, wang, word="月底盘点")
    await settle()
    program = await door.api(acme)
    [one] = (await program.get(f"/api/v1/deliveries?person={wang.id}&status=sent&limit=1")).json()["items"]
    assert (one["kind"], one["channel"], one["person"]["id"]) == ("dummy.said", "dummy", str(wang.id))
    whole = (await program.get(f"/api/v1/deliveries/{one['id']}")).json()
    assert whole["body"] == "王敏: 月底盘点"
    assert (await (await door.api(brisk)).get(f"/api/v1/deliveries/{one['id']}")).status_code == 404


async def test_every_notice_has_its_words_in_both_languages(application):
    from desk.foundation.translation import _chinese
    from desk.messaging import kinds

    for slug, notice in kinds.notices().values():
        if slug != "dummy":
            for said in (
                notice.label,
                notice.letter.subject,
                notice.letter.body,
                notice.line.subject,
                notice.line.body,
            ):
                assert said in _chinese.sentences, said
                assert set(texts.names_in(_chinese.gettext(said))) == set(texts.names_in(said)), said
