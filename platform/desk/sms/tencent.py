"""Tencent Cloud: https://cloud.tencent.com/document/product/382/55981"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec

from desk.foundation.notices import Outcome
from desk.foundation.outgoing import outgoing
from desk.foundation.translation import N_
from desk.kit.time import now
from desk.messaging.calling import Meaning, call, read, refusal
from desk.sms import signing
from desk.sms.kinds import Account, Answer, Field, Gateway, Receipt, ShortMessage

MEANINGS = {
    "InvalidParameterValue.IncorrectPhoneNumber": Meaning("bounced", "no_mailbox"),
    "FailedOperation.PhoneNumberInBlacklist": Meaning("bounced", "no_mailbox"),
    "FailedOperation.InsufficientBalance": Meaning("later", "balance", timedelta(minutes=10)),
    "FailedOperation.TemplateIncorrectOrUnapproved": Meaning("failed", "no_template"),
    "LimitExceeded.PhoneNumberDailyLimit": Meaning("later", "too_many", timedelta(hours=8)),
    "LimitExceeded": Meaning("later", "too_many", timedelta(minutes=1)),
    "RequestLimitExceeded": Meaning("later", "too_many"),
    "AuthFailure": Meaning("later", "sign_in"),
    "UnauthorizedOperation": Meaning("later", "sign_in"),
    "InternalError": Meaning("unknown", "interrupted"),
}


async def send(account: Account, message: ShortMessage) -> Outcome:
    """Hand one over. Tencent knows no id of ours that would keep it from taking a message twice."""
    said = account.said
    body = msgspec.json.encode(
        {
            "PhoneNumberSet": [message.to],
            "SmsSdkAppId": said["app_id"],
            "SignName": said["sign_name"],
            "TemplateId": message.template,
            "TemplateParamSet": list(message.values.values()),
            "SessionContext": str(message.id),
        }
    )
    host = outgoing().check(account.url).authority
    signed = signing.tc3(host, "sms", body, key_id=said["key_id"], secret=said["secret"], at=now())
    named = {"X-TC-Action": "SendSms", "X-TC-Version": "2021-01-11", "X-TC-Region": said["region"]}
    answer = await call(f"{account.url.rstrip('/')}/", body, signed | named)
    found = answer if isinstance(answer, Outcome) else read(answer)
    return found if isinstance(found, Outcome) else _outcome(found.get("Response"))


def _outcome(response: Any) -> Outcome:
    """What became of the one number that was asked for."""
    try:
        told = msgspec.convert(response, _Response)
    except msgspec.ValidationError:
        return Outcome("unknown", "interrupted")
    if told.Error is not None:
        return refusal(told.Error.Code, told.Error.Message, MEANINGS)
    if not told.SendStatusSet:
        return Outcome("unknown", "interrupted")
    one = told.SendStatusSet[0]
    if one.Code == "Ok":
        return Outcome("sent", note=one.Message[:300], reference=one.SerialNo, segments=max(0, one.Fee))
    return refusal(one.Code, one.Message, MEANINGS)


class _Said(msgspec.Struct):
    Code: str
    Message: str = ""
    SerialNo: str = ""
    Fee: int = 0


class _Response(msgspec.Struct):
    SendStatusSet: list[_Said] = []
    Error: _Said | None = None


class _Told(msgspec.Struct):
    """One receipt."""

    sid: str
    report_status: str
    errmsg: str = ""
    description: str = ""


class _Written(msgspec.Struct):
    """One answer."""

    mobile: str
    nationcode: str
    text: str
    time: int


def heard(body: bytes) -> Sequence[Receipt | Answer]:
    """What Tencent tells: a list of receipts, or one answer. Raises ``ValueError``."""
    found: list[_Told] | _Written
    if body.lstrip()[:1] == b"[":
        found = msgspec.json.decode(body, type=list[_Told])
        return [_receipt(one) for one in found]
    return [_answer(msgspec.json.decode(body, type=_Written, strict=False))]


def _receipt(told: _Told) -> Receipt:
    return Receipt(told.sid, told.report_status == "SUCCESS", f"{told.errmsg} {told.description}".strip())


def _answer(told: _Written) -> Answer:
    """It has no id: the same words of the same person in the same second are told twice."""
    mark = sha256(f"{told.nationcode} {told.mobile} {told.time} {told.text}".encode()).hexdigest()[:40]
    at = datetime.fromtimestamp(min(max(told.time, 0), 4_000_000_000), UTC)
    return Answer(f"tencent {mark}", f"+{told.nationcode}{told.mobile}", told.text, at)


TENCENT = Gateway(
    key="tencent",
    label=N_("Tencent Cloud"),
    url="https://sms.tencentcloudapi.com",
    fields=(
        Field("key_id", N_("SecretId")),
        Field("secret", N_("SecretKey"), secret=True),
        Field("app_id", N_("SdkAppId")),
        Field("sign_name", N_("Signature before each message")),
        Field("region", N_("Region"), start="ap-guangzhou"),
    ),
    send=send,
    heard=heard,
    content={"result": 0, "errmsg": "OK"},
)
