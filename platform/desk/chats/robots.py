"""
The robots of group chats as their makers describe them: how a post is written and signed, and what an answer means.

WeCom: https://developer.work.weixin.qq.com/document/path/91770
DingTalk: https://open.dingtalk.com/document/robots/customize-robot-security-settings
Feishu: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
"""

import hmac
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from desk.foundation.notices import Rate
from desk.foundation.translation import N_
from desk.messaging.calling import Meaning, Meanings

LONGEST = 2_000
"""Bytes of a text that WeCom takes, with a little to spare."""
TOO_MANY = Meaning("later", "too_many", timedelta(minutes=1))
REFUSED = Meaning("later", "sign_in")
_A_CALL = re.compile(r"<(?=\s*/?\s*at\b)", re.IGNORECASE)
"""What Feishu would read as a call for somebody, or for all."""


@dataclass(frozen=True, slots=True)
class Account:
    """A robot's address, and the secret with which its posts are signed, if it has one."""

    url: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """What is said in the group; ``mobile`` is whose telephone rings, as it is dialled in China, or empty."""

    text: str
    mobile: str = ""


Written = tuple[str, Mapping[str, Any]]
"""Where a post goes, and what it says."""


@dataclass(frozen=True, slots=True)
class Robot:
    """The robots of one maker."""

    key: str
    label: str
    begins: str
    """How the addresses of its robots begin."""
    signs: bool
    rate: Rate
    write: Callable[[Account, Post, datetime], Written]
    code: str
    """Under which name its answer says whether the post was taken: 0 if so."""
    words: str
    meanings: Meanings


def _for_wecom(account: Account, post: Post, _at: datetime) -> Written:
    text: dict[str, Any] = {"content": post.text.encode()[:LONGEST].decode(errors="ignore")}
    if post.mobile:
        text["mentioned_mobile_list"] = [post.mobile]
    return account.url, {"msgtype": "text", "text": text}


def _for_dingtalk(account: Account, post: Post, at: datetime) -> Written:
    called = {"atMobiles": [post.mobile] if post.mobile else [], "isAtAll": False}
    said = {"msgtype": "text", "text": {"content": post.text}, "at": called}
    if not account.secret:
        return account.url, said
    stamp = str(round(at.timestamp() * 1000))
    signed = {"timestamp": stamp, "sign": signature(account.secret.encode(), f"{stamp}\n{account.secret}".encode())}
    return f"{account.url}{'&' if '?' in account.url else '?'}{urlencode(signed)}", said


def _for_feishu(account: Account, post: Post, at: datetime) -> Written:
    said = {"msg_type": "text", "content": {"text": _A_CALL.sub("‹", post.text)}}
    if not account.secret:
        return account.url, said
    stamp = str(int(at.timestamp()))
    return account.url, {"timestamp": stamp, "sign": signature(f"{stamp}\n{account.secret}".encode(), b""), **said}


def signature(key: bytes, said: bytes) -> str:
    """HMAC-SHA256 in base64. DingTalk signs the moment with the secret, Feishu signs nothing with both as the key."""
    return b64encode(hmac.digest(key, said, "sha256")).decode()


WECOM = Robot(
    key="wecom",
    label=N_("WeCom"),
    begins="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
    signs=False,
    rate=Rate(20, 60),
    write=_for_wecom,
    code="errcode",
    words="errmsg",
    meanings={
        "45009": TOO_MANY,
        "93000": REFUSED,
        "40058": Meaning("failed", "refused"),
        "-1": Meaning("later", "refused"),
    },
)
DINGTALK = Robot(
    key="dingtalk",
    label=N_("DingTalk"),
    begins="https://oapi.dingtalk.com/robot/send?access_token=",
    signs=True,
    rate=Rate(20, 60),
    write=_for_dingtalk,
    code="errcode",
    words="errmsg",
    meanings={
        "310000": REFUSED,
        "300001": REFUSED,
        "300005": REFUSED,
        "400013": REFUSED,
        "400101": REFUSED,
        "400102": REFUSED,
        "410100": TOO_MANY,
        "430101": Meaning("failed", "refused"),
        "-1": Meaning("later", "refused"),
    },
)
# Feishu takes five in a second and a hundred in a minute: one in a second keeps both.
FEISHU = Robot(
    key="feishu",
    label=N_("Feishu"),
    begins="https://open.feishu.cn/open-apis/bot/v2/hook/",
    signs=True,
    rate=Rate(1, 1),
    write=_for_feishu,
    code="code",
    words="msg",
    meanings={"11232": TOO_MANY, "19001": REFUSED, "19021": REFUSED, "19022": REFUSED, "19024": REFUSED},
)
ROBOTS = {one.key: one for one in (WECOM, DINGTALK, FEISHU)}
