"""What may be sent about points, by browsers, contacts and programs."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta

from desk.extend import NOT_READABLE, Form, Invalid, gettext, own_currency, parse_money, read_values
from desk_loyalty.actions.drawing import Prize
from desk_loyalty.actions.gifts import GiftFields
from desk_loyalty.actions.rules import NewRule

Words = Annotated[str, Meta(max_length=4_000)]
Name = Annotated[str, Meta(min_length=1, max_length=100)]
Day = Annotated[str, Meta(min_length=10, max_length=10)]
MaybeDay = Annotated[str, Meta(max_length=10)]
KindWord = Literal["household", "appliance", "digital", "service", "training", "accessory"]
GRADES = ("vip", "key", "standard", "unsigned", "prospect")


class GiftForm(Form):
    name: Name
    kind: KindWord
    price: int
    stock: int | None = None
    value: Annotated[str, Meta(max_length=16)] = ""
    told: Words = ""
    version: int | None = None


class RuleForm(Form):
    kind: Annotated[str, Meta(min_length=1, max_length=60)]
    per_hundred: int
    begins_on: Day
    ends_on: MaybeDay = ""
    months: int | None = None
    vip: int = 100
    key: int = 100
    standard: int = 100
    unsigned: int = 100
    prospect: int = 100


class AdjustmentForm(Form):
    points: int
    why: Words = ""


class RedemptionForm(Form):
    gift: UUID
    quantity: int = 1
    contact: UUID | None = None


class DecisionForm(Form):
    version: int | None = None


class ReasonForm(Form):
    reason: Words = ""
    version: int | None = None


class DeliveryForm(Form):
    received_by: Annotated[str, Meta(max_length=100)] = ""
    version: int | None = None


class DrawForm(Form):
    held_on: Day
    name: Annotated[str, Meta(max_length=100)] = ""
    prizes: Words = ""


class NamesForm(Form):
    names: Annotated[str, Meta(max_length=400_000)] = ""
    holders: bool = False


class ApiRedemption(Form):
    """``POST /loyalty/redemptions``."""

    customer: UUID
    gift: UUID
    quantity: int = 1
    contact: UUID | None = None


def gift_of(form: GiftForm) -> GiftFields:
    """What a form says of a gift. Raises ``Invalid`` where its value is no money."""
    value_cents = None
    if form.value.strip():
        try:
            value_cents = parse_money(form.value, own_currency())
        except ValueError:
            raise Invalid({"value": gettext(NOT_READABLE)}) from None
    return GiftFields(form.name, form.kind, form.price, form.stock, value_cents, form.told)


def read_rule(values: Mapping[str, Any]) -> NewRule:
    """A rule as a form says it. Raises ``Invalid`` with all that is wrong."""
    form = read_values(values, RuleForm)
    faults: dict[str, str] = {}
    begins_on = _day(form.begins_on, "begins_on", faults)
    ends_on = _day(form.ends_on, "ends_on", faults)
    if faults:
        raise Invalid(faults)
    assert begins_on is not None, "the form needs it"
    grades = {grade: getattr(form, grade) for grade in GRADES if getattr(form, grade) != 100}
    return NewRule(form.kind, form.per_hundred, begins_on, ends_on, form.months, grades)


def read_draw(values: Mapping[str, Any]) -> tuple[str, date, list[Prize]]:
    """A draw as a form says it: a prize on each line, ``Rice cooker x 3``. Raises ``Invalid``."""
    form = read_values(values, DrawForm)
    faults: dict[str, str] = {}
    held_on = _day(form.held_on, "held_on", faults)
    if faults or held_on is None:
        raise Invalid(faults)
    return form.name, held_on, [_prize(line) for line in form.prizes.splitlines() if line.strip()]


def _prize(line: str) -> Prize:
    """A name, and how often: ``Rice cooker × 3``; once where it doesn't say."""
    for sign in ("×", "x", "*"):
        name, found, count = line.strip().rpartition(sign)
        if found and name.strip() and count.strip().isascii() and count.strip().isdigit() and len(count) < 6:
            return Prize(name.strip()[:100], int(count))
    return Prize(line.strip()[:100], 1)


def _day(text: str, field: str, faults: dict[str, str]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        faults[field] = gettext(NOT_READABLE)
        return None
    if not 1900 < day.year < 3000:
        faults[field] = gettext(NOT_READABLE)
    return day
