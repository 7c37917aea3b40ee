"""Colleagues are told in their group, by robots that check each post by their makers' documents alone."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from receiver_support import Receiver

from desk.foundation.database import execute, rows, value

NOON = datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)
SECRET = "SEC of ours"
TAKEN = {
    "wecom": {"errcode": 0, "errmsg": "ok"},
    "dingtalk": {"errcode": 0, "errmsg": "ok"},
    "feishu": {"code": 0, "msg": "success", "data": {}},
}
UNSIGNED = {
    "wecom": {"errcode": 93000, "errmsg": "invalid webhook url"},
    "dingtalk": {"errcode": 310000, "errmsg": "sign not match"},
    "feishu": {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"},
}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All of it happens at noon, whenever it runs."""
    with time_machine.travel(NOON + timedelta(days=1), tick=True):
        yield


@pytest.fixture
async def partner(founding):
    """A partner of one's own."""
    return await founding()


def said(content: object, status: int = 200) -> bytes:
    body = json.dumps(content).encode()
    return f"HTTP/1.1 {status} Said\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def is_signed(maker: str, target: str, body: dict) -> bool:
    """Whether a post is signed as the maker's document says."""
    if maker == "wecom":
        return parse_qs(urlsplit(target).query)["key"] == ["k"]
    if maker == "dingtalk":
        query = parse_qs(urlsplit(target).query)
        right = hmac.new(SECRET.encode(), f"{query['timestamp'][0]}\n{SECRET}".encode(), hashlib.sha256).digest()
        return query["sign"] == [base64.b64encode(right).decode()] and query["key"] == ["k"]
    right = hmac.new(f"{body['timestamp']}\n{SECRET}".encode(), b"", hashlib.sha256).digest()
    return body["sign"] == base64.b64encode(right).decode()


class Group(Receiver):
    """A group's robot that takes what is rightly signed."""

    def __init__(self, maker: str) -> None:
        super().__init__()
        self.maker, self.taken = maker, []

    async def _answer(self, reply, writer) -> None:
        one = self.came[-1]
        if self.usual == 204 and reply == 204:
            body = json.loads(one.body)
            right = is_signed(self.maker, one.line.split(" ")[1], body)
            if right:
                self.taken.append(body)
            reply = said((TAKEN if right else UNSIGNED)[self.maker])
        await super()._answer(reply, writer)


@contextlib.asynccontextmanager
async def group(maker: str) -> AsyncIterator[Group]:
    found = Group(maker)
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()


async def enter(manager, robot, secret=SECRET):
    form = {"robot": robot.maker, "url": f"http://127.0.0.1:{robot.port}/hook?key=k", "secret": secret}
    entered = await manager.post("/notices/chat", data=form)
    assert entered.status_code == 303, entered.text


async def tried(tenant, manager, settle):
    """What came of a trial."""
    assert (await manager.post("/notices/chat/trial")).status_code == 303
    await settle()
    async with tenant.scope():
        found = await rows("select * from delivery where kind = 'chat_robot.trial' order by id desc limit 1")
    return found[0]


@pytest.mark.parametrize("maker", list(TAKEN))
async def test_a_post_is_signed_and_calls_whom_it_is_for(door, partner, settle, maker):
    manager = await door.member(partner)
    async with partner.scope():
        await execute("update member set phone = '139 0000 1234', name = '<at user_id=\"all\">王</at>'")
    async with group(maker) as robot:
        await enter(manager, robot)
        sent = await tried(partner, manager, settle)
        assert (sent["status"], sent["why"], sent["channel"]) == ("sent", "", "chat"), sent["note"]
        (post,) = robot.taken
    if maker == "feishu":
        text = post["content"]["text"]
        assert "<at" not in text, "nobody else is called"
        assert text.startswith("‹at user_id")
    else:
        text = post["text"]["content"]
        called = post["text"]["mentioned_mobile_list"] if maker == "wecom" else post["at"]["atMobiles"]
        assert called == ["13900001234"]
    assert f"{partner.slug}的群聊通知可用" in text


@pytest.mark.parametrize("maker", ["dingtalk", "feishu"])
async def test_a_wrong_secret_is_said_so_and_tried_later(door, partner, settle, maker):
    manager = await door.member(partner)
    async with group(maker) as robot:
        await enter(manager, robot, secret="somebody else's")
        sent = await tried(partner, manager, settle)
    assert (sent["status"], sent["why"], robot.taken) == ("waiting", "sign_in", [])
    assert UNSIGNED[maker][{"dingtalk": "errmsg", "feishu": "msg"}[maker]] in sent["note"]


@pytest.mark.parametrize(
    ("reply", "came"),
    [
        (said({"errcode": 45009, "errmsg": "api freq out of limit"}), ("waiting", "too_many")),
        (said({"errcode": 40008, "errmsg": "invalid message type"}), ("failed", "refused")),
        (said({"hello": "world"}), ("unknown", "interrupted")),
        (said([0]), ("unknown", "interrupted")),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\noops", ("unknown", "interrupted")),
        (b"", ("unknown", "interrupted")),
    ],
)
async def test_what_a_robot_says_is_understood_and_nothing_is_posted_twice(door, partner, settle, reply, came):
    manager = await door.member(partner)
    async with group("wecom") as robot:
        await enter(manager, robot)
        robot.usual = reply
        sent = await tried(partner, manager, settle)
        await settle()
        assert (sent["status"], sent["why"]) == came
        assert len(robot.came) == 1


async def test_the_page_keeps_what_is_secret_and_says_what_is_wrong(door, partner, brisk):
    manager = await door.member(partner)
    assert (await manager.post("/notices/chat/trial")).status_code == 409
    for url in ("http://10.0.0.5/x", "ftp://x", ""):
        refused = await manager.post("/notices/chat", data={"robot": "dingtalk", "url": url})
        assert refused.status_code == 422
        assert "f-url-error" in refused.text
    async with group("dingtalk") as robot:
        await enter(manager, robot)
        shown = (await manager.get("/notices/chat")).text
        assert str(robot.port) not in shown
        assert SECRET not in shown
        async with partner.scope():
            assert str(robot.port) not in await value("select said from chat_robot")
        kept = await manager.post("/notices/chat", data={"robot": "dingtalk", "url": "", "secret": ""})
        assert kept.status_code == 303, "left empty, what was entered before stays"
        other = await manager.post("/notices/chat", data={"robot": "feishu", "url": ""})
        assert other.status_code == 422, "but not for another maker's"
        assert "移除此机器人" not in (await (await door.member(brisk)).get("/notices/chat")).text
    assert (await manager.post("/notices/chat", data={"_method": "DELETE"})).status_code == 303
    assert (await manager.post("/notices/chat/trial")).status_code == 409
    assert (await (await door.member(partner, "cs_agent")).get("/notices/chat")).status_code == 403
