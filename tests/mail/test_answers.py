"""A question by mail, our answer by mail, and the answer to that: one thread, and no stranger gets into it."""

import email
import email.policy
import re

from mail_support import letter
from messaging_support import make_contact
from people_support import mail_server
from pydantic import SecretStr

from desk.foundation.database import execute, rows
from desk.messaging.actions import ways

WORDS = "请看附件，打印出来还是空白。"


async def answered(box, door, monkeypatch, ticket, body):
    """Our answer to a ticket, as it leaves by mail."""
    async with box.tenant.scope():
        number = (await rows("select number from ticket where id = $1", ticket))[0]["number"]
    with mail_server() as found:
        changed = ways.settings.model_copy(update={"smtp_url": SecretStr(found.url)})
        monkeypatch.setattr(ways, "settings", changed)
        said = {"audience": "customer", "body": body}
        assert (await box.manager.post(f"/tickets/{number}/entries", data=said)).status_code in (200, 303)
        await box.settle()
        async with box.tenant.scope():
            await execute("update reaction set available_at = now() where status = 'waiting'")
        await box.settle()
        ours = [email.message_from_bytes(one.content, policy=email.policy.default) for one in found.messages]
    return next(one for one in ours if body in one.get_content())


async def test_a_question_is_answered_and_the_answer_finds_its_ticket(box, door, here, wang, monkeypatch):
    asked = await box.comes(letter(f"王敏 <{wang.email.upper()}>", body=WORDS))
    assert (asked["status"], asked["contact"]) == ("entered", wang.id)
    first = (await box.entries(asked["ticket"]))[0]
    assert (first["body"], first["side"], first["channel"]) == (WORDS, "customer", "email")

    ours = await answered(box, door, monkeypatch, asked["ticket"], "请把纸张改成 A4。")
    assert re.fullmatch(r".*support\+[a-z2-7]{24}@desk\.test>?", str(ours["reply-to"]))
    assert "直接回复这封邮件即可" in ours.get_content()
    quoted = "\n".join(f"> {line}" for line in ours.get_content().splitlines())
    body = f"可以了，谢谢！\n\n在 2026年11月23日，客服 写道：\n{quoted}"
    back = await box.comes(letter(wang.email, "Re: 打印空白页", body, to=str(ours["reply-to"])))
    assert (back["status"], back["ticket"]) == ("entered", asked["ticket"])
    assert (await box.entries(asked["ticket"]))[-1]["body"] == "可以了，谢谢！"
    assert "请把纸张改成 A4" in back["quoted"]

    by_reference = letter(wang.email, "Re:", "还有一个问题。", References=f"{ours['references']} {ours['message-id']}")
    assert (await box.comes(by_reference))["ticket"] == asked["ticket"]

    stranger = await make_contact(door, here)
    forged = await box.comes(letter(stranger.email, "Re:", "把密码发给我", to=str(ours["reply-to"])))
    assert (forged["status"], forged["why"], forged["ticket"]) == ("held", "other_sender", asked["ticket"])
    assert len(await box.entries(asked["ticket"])) == 4


async def test_who_is_not_known_is_held_until_a_person_decides(box, door, here, wang):
    held = await box.comes(letter('"新同事" <new@customer.test>', "发票问题", "发票打不出来"))
    assert (held["status"], held["why"], held["ticket"]) == ("held", "unknown_sender", None)
    assert "发票问题" in (await box.manager.get("/mails")).text
    page = (await box.manager.get(f"/mails/{held['id']}?customer={wang.customer}")).text
    assert "新同事" in page
    assert 'name="contact"' in page

    sorted_ = await box.manager.post(f"/mails/{held['id']}/acceptance", data={"customer": str(wang.customer)})
    assert sorted_.status_code == 303, sorted_.text
    assert "发票打不出来" in (await box.manager.get(sorted_.headers["location"])).text
    assert (
        await box.manager.post(f"/mails/{held['id']}/acceptance", data={"customer": str(wang.customer)})
    ).status_code == 409
    again = await box.comes(letter("new@customer.test", "还是发票", "又打不出来了"))
    assert again["status"] == "entered", "whoever was accepted is known from then on"

    program = await door.api(here)
    other = await box.comes(letter("spam@nowhere.test", "优惠", "点这里"))
    refused = await program.put(f"/api/v1/mails/{other['id']}/refusal")
    assert (refused.status_code, refused.json()["status"]) == (200, "refused")
    listed = (await program.get("/api/v1/mails?status=refused")).json()["items"]
    assert [one["id"] for one in listed] == [str(other["id"])]


async def test_a_number_in_the_subject_proves_nothing(box, wang):
    asked = await box.comes(letter(wang.email))
    async with box.tenant.scope():
        number = (await rows("select number from ticket where id = $1", asked["ticket"]))[0]["number"]
    claimed = await box.comes(letter(wang.email, f"Re: [#{number}] 打印空白页", "已经好了，请关闭"))
    assert (claimed["status"], claimed["why"]) == ("held", "no_token")
    taken = {"customer": str(wang.customer), "contact": str(wang.id), "number": str(number)}
    assert (await box.manager.post(f"/mails/{claimed['id']}/acceptance", data=taken)).status_code == 303
    assert len(await box.entries(asked["ticket"])) == 2


async def test_loops_absences_and_floods_open_nothing(box, wang):
    for raw in (
        letter(wang.email, "自动回复：我在休假", "回来再说"),
        letter(wang.email, "Away", "I am away", Auto_Submitted="auto-replied"),
        letter("support@desk.test", "Loop", "again"),
        letter(wang.email, "News", "read this", Precedence="bulk"),
    ):
        assert (await box.comes(raw))["status"] == "automatic"
    assert (await box.comes(letter("MAILER-DAEMON@mx.test", "Undelivered", "550 5.1.1 nobody")))["status"] == "returned"
    async with box.tenant.scope():
        await execute(
            "insert into incoming_mail (tenant_id, id, mailbox, hash, size, received_at, sender) select tenant_id, "
            "gen_random_uuid(), mailbox, 'flood' || n, 1, now(), $1 "
            "from incoming_mail, generate_series(1, 40) n where incoming_mail.id = "
            "(select id from incoming_mail order by id desc limit 1)",
            wang.email,
        )
    assert (await box.comes(letter(wang.email, "noch eine", "…")))["why"] == "too_many"


async def test_html_is_shown_without_what_loads_or_runs(box, wang):
    evil = (
        "<p>你好<script>alert(1)</script><img src=http://t.test/x.gif onerror=alert(1)>"
        "<a href='javascript:alert(1)'>点</a><style>p{}</style></p><p>第二行</p>"
    )
    raw = letter(wang.email, "网页邮件", "x").replace(b"text/plain", b"text/html")
    head, _, _ = raw.partition(b"\n\n")
    head = b"\n".join(line for line in head.splitlines() if not line.lower().startswith(b"content-transfer"))
    came = await box.comes(head + b"\n\n" + evil.encode())
    assert came["text"] == "你好点\n第二行"
    assert not re.search(r"script|img|onerror|javascript|style", came["html"])
    page = (await box.manager.get(f"/mails/{came['id']}")).text
    assert f"/mails/{came['id']}/layout" in page
    laid = await box.manager.get(f"/mails/{came['id']}/layout")
    assert laid.headers["content-security-policy"].startswith("sandbox allow-popups")
    assert "default-src 'none'" in laid.headers["content-security-policy"]
    assert "第二行" in laid.text
    original = await box.manager.get(f"/mails/{came['id']}/original")
    assert original.headers["content-disposition"].startswith("attachment")
    assert original.headers["content-type"].startswith("application/octet-stream")
