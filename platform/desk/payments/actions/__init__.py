"""Every write to payments: recording, claiming, deciding, paying back."""

from desk.payments.actions.claiming import claim_payment, refuse_payment, verify_payment
from desk.payments.actions.noting import ask_for_verification, end_verification, index_payment, note_export
from desk.payments.actions.recording import Kept, NewPayment, enter_invoice, record_payment
from desk.payments.actions.refunding import NewRefund, refund_payment

__all__ = [
    "Kept",
    "NewPayment",
    "NewRefund",
    "ask_for_verification",
    "claim_payment",
    "end_verification",
    "enter_invoice",
    "index_payment",
    "note_export",
    "record_payment",
    "refund_payment",
    "refuse_payment",
    "verify_payment",
]
