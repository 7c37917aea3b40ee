"""Aliyun: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from desk.foundation.notices import Outcome
from desk.foundation.outgoing import outgoing
from desk.foundation.translation import N_
from desk.kit.phone import parse_phone
from desk.kit.time import now
from desk.messaging.calling import Meaning, call, read, refusal
from desk.sms import signing
from desk.sms.kinds import Account, Answer, Field, Gateway, Receipt, ShortMessage

VERSION = "2017-05-25"
ZONE = ZoneInfo("Asia/Shanghai")
MEANINGS = {
    "isv.MOBILE_NUMBER_ILLEGAL": Meaning("bounced", "no_mailbox"),
    "isv.BUSINESS_LIMIT_CONTROL": Meaning("later", "too_many", timedelta(hours=1)),
    "isv.DAY_LIMIT_CONTROL": Meaning("later", "too_many", timedelta(hours=8)),
    "isv.AMOUNT_NOT_ENOUGH": Meaning("later", "balance", timedelta(minutes=10)),
    "isv.OUT_OF_SERVICE": Meaning("later", "balance", timedelta(minutes=10)),
    "isv.SMS_TEMPLATE_ILLEGAL": Meaning("failed", "no_template"),
    "isp.": Meaning("later", "refused"),
    "Throttling": Meaning("later", "too_many"),
    "ServiceUnavailable": Meaning("later", "refused"),
    "InvalidAccessKeyId": Meaning("later", "sign_in"),
    "SignatureDoesNotMatch": Meaning("later", "sign_in"),
    "Forbidden": Meaning("later", "sign_in"),
}


async def send(account: Account, message: ShortMessage) -> Outcome:
    """Hand one over. Aliyun knows no id of ours that would keep it from taking a message twice."""
    said = account.said
    target = outgoing().check(account.url)
    query = signing.query_of(
        {
            "PhoneNumbers": message.to.removeprefix("+86").removeprefix("+"),
            "SignName": said["sign_name"],
            "TemplateCode": message.template,
            "TemplateParam": msgspec.json.encode(message.values).decode(),
            "OutId": str(message.id),
        }
    )
    headers = signing.acs3(
        *(target.authority, "SendSms", VERSION, query),
        key_id=said["key_id"],
        secret=said["secret"],
        nonce=secrets.token_hex(16),
        at=now(),
    )
    answer = await call(f"{account.url.rstrip('/')}/?{query}", b"", headers)
    found = answer if isinstance(answer, Outcome) else read(answer)
    if isinstance(found, Outcome):
        return found
    code, words = str(found.get("Code", "")), str(found.get("Message", ""))
    if code == "OK":
        return Outcome("sent", note=words[:300], reference=str(found.get("BizId", "")))
    return refusal(code, words, MEANINGS) if code else Outcome("unknown", "interrupted")


class _Told(msgspec.Struct):
    """One line of SmsReport, or of SmsUp, which has a ``content``."""

    phone_number: str
    send_time: str = ""
    success: bool = False
    err_code: str = ""
    err_msg: str = ""
    sms_size: str | int = ""
    biz_id: str = ""
    out_id: str = ""
    content: str | None = None
    sequence_id: str | int = ""


def heard(body: bytes) -> Sequence[Receipt | Answer]:
    """What Aliyun tells: SmsReport and SmsUp, several at once. Raises ``ValueError``."""
    return [_answer(one) if one.content is not None else _receipt(one) for one in _decoded(body)]


def _decoded(body: bytes) -> list[_Told]:
    found: Any = msgspec.json.decode(body, type=list[_Told], strict=False)
    return list(found)


def _receipt(told: _Told) -> Receipt:
    size = str(told.sms_size)
    note = f"{told.err_code} {told.err_msg}".strip()
    return Receipt(told.biz_id, told.success, note, int(size) if size.isdecimal() else 0, _id(told.out_id))


def _answer(told: _Told) -> Answer:
    phone = parse_phone(told.phone_number)
    at = datetime.strptime(told.send_time, "%Y-%m-%d %H:%M:%S").replace(tzinfo=ZONE)
    reference = f"aliyun {told.sequence_id}" if told.sequence_id else f"aliyun {told.phone_number} {told.send_time}"
    return Answer(reference, phone.e164 if phone else told.phone_number, told.content or "", at)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


ALIYUN = Gateway(
    key="aliyun",
    label=N_("Aliyun"),
    url="https://dysmsapi.aliyuncs.com",
    fields=(
        Field("key_id", N_("AccessKey ID")),
        Field("secret", N_("AccessKey Secret"), secret=True),
        Field("sign_name", N_("Signature before each message")),
    ),
    send=send,
    heard=heard,
    content={"code": 0, "msg": "ok"},
)
