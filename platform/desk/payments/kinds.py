"""
The kinds of payments: each said by its own slice or plugin through ``register_payment_kinds``.

    PaymentKind("training.fee", N_("Training fee"))
"""

from dataclasses import dataclass
from functools import cache

from desk.foundation.asking import hooks
from desk.foundation.hooks import answers
from desk.foundation.translation import N_, gettext
from desk.tasks.kinds import TaskKind


@dataclass(frozen=True, slots=True)
class PaymentKind:
    """One thing that is paid for. Its id begins with the slug of whose it is: ``training.fee``."""

    id: str
    label: str
    claimable: bool = True
    """Whether customers are offered it when they say that they have paid."""


OTHER = PaymentKind("payments.other", N_("Other payments"))
"""What nobody else declares."""
KINDS = (OTHER,)

VERIFY = TaskKind(
    "payments.verify",
    N_("Verify a payment"),
    {"done": N_("Decided")},
    permission="payment.verify",
    reads="payment.read",
    once=True,
    icon="coins",
)
"""Asked of the role that verifies as soon as somebody says that they have paid."""


@cache
def registered() -> dict[str, PaymentKind]:
    """All kinds by id, those of slices and plugins that are installed."""
    found: dict[str, PaymentKind] = {}
    for slug, declared in answers("register_payment_kinds").items():
        for one in declared:
            assert one.id.startswith(f"{slug}."), f"{one.id} is not of {slug}"
            found[one.id] = one
    return found


def kind_of(kind: str) -> PaymentKind:
    """The kind of this id; what nobody declares any more keeps its stored word."""
    return registered().get(kind) or PaymentKind(kind, kind, claimable=False)


def offered(*, to_customers: bool = False) -> list[PaymentKind]:
    """What can be paid for in this tenant; the plainest last."""
    ask = hooks()
    found = [one for one in registered().values() if one is not OTHER and not ask.silent(one.id.partition(".")[0])]
    return [one for one in (*found, OTHER) if one.claimable or not to_customers]


def word_of(kind: str) -> str:
    """What a kind is called, in the reader's language."""
    return gettext(kind_of(kind).label)
