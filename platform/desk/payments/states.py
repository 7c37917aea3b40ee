"""The statuses of a payment, the ways between them, and by what one pays; pure."""

from enum import StrEnum

from desk.foundation.moves import Move


class Status(StrEnum):
    RECORDED = "recorded"
    CLAIMED = "claimed"
    VERIFIED = "verified"
    REFUSED = "refused"


class Method(StrEnum):
    CASH = "cash"
    TRANSFER = "transfer"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    CARD = "card"
    OTHER = "other"


PAID = (Status.RECORDED, Status.VERIFIED)
"""Money that is there."""

VERIFY = Move("verify", (Status.CLAIMED,), Status.VERIFIED, "payment.verify")
REFUSE = Move("refuse", (Status.CLAIMED,), Status.REFUSED, "payment.verify")
REFUND = Move("refund", PAID, None, "payment.refund")
INVOICE = Move("invoice", PAID, None, "payment.record")
