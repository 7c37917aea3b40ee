"""The forms of promises: a limit with its factors and reminders, a set of limits, a minimum."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from msgspec import Meta

from desk.calendars.states import DayKind
from desk.customers.labels import GRADES
from desk.deadlines.actions import Days, NewPolicy
from desk.deadlines.queries import Policy
from desk.foundation.errors import Invalid
from desk.foundation.promises import BASES, Basis, Limit, Promise
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import Form, read_values

MOST_DAYS = 62
TOO_MANY_DAYS = N_("From the first day to the last, two months at most.")
UNITS: dict[str, tuple[Basis, int]] = {
    "work_h": ("work", 3600),
    "work_min": ("work", 60),
    "clock_h": ("clock", 3600),
    "clock_min": ("clock", 60),
    "wd": ("wd", 1),
    "cd": ("cd", 1),
}
UNIT_WORDS = {
    "work_h": N_("hours of working time"),
    "work_min": N_("minutes of working time"),
    "clock_h": N_("hours of any time"),
    "clock_min": N_("minutes of any time"),
    "wd": N_("working days"),
    "cd": N_("calendar days"),
}
PRIORITIES = ("urgent",)
AS_IS = 100
BETWEEN = N_("A factor is between {least} and {most} per cent.")
SHARES = N_("Shares of the time between 1 and 99, separated by commas: 50, 80.")
LEAST, MOST = 10, 1000
Amount = Annotated[int, Meta(ge=1, le=100_000)]
Why = Annotated[str, Meta(max_length=500)]
Applies = Literal["new", "open"]


class LimitForm(Form):
    """Another limit. Factors are read by name: ``grade_vip``, ``priority_urgent``, in per cent."""

    ladder: Literal["L0", "L1", "L2", "L3", "L4"]
    applies: Applies
    why: Why
    reminders: Annotated[str, Meta(max_length=60)] = ""


class AmountForm(Form):
    """How long: a number and what it counts."""

    amount: Amount
    unit: Literal["work_h", "work_min", "clock_h", "clock_min", "wd", "cd"]


class ProfileForm(Form):
    """A set of limits to start from."""

    profile: Literal["software_partner", "contract_service", "hall"]
    applies: Applies
    why: Why = ""


class AppliesForm(Form):
    """For whom something counts."""

    applies: Applies
    why: Why = ""


class MinimumForm(AmountForm):
    """What headquarters requires at most."""

    why: Why

    partners: list[str] = []
    """The short names of those that it reaches first; none: all at once."""


class StageForm(Form):
    """Which partners a minimum reaches next."""

    partners: list[str] = []


class DaysForm(Form):
    """Dates that would be a holiday, or worked."""

    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
    kind: Literal["holiday", "make_up"]
    day: date
    last: date | None = None


def read_days(values: Mapping[str, Any]) -> Days:
    """The days of a trial. Raises ``Invalid``, also for more than two months."""
    form = read_values({name: value for name, value in values.items() if name != "last" or value}, DaysForm)
    count = ((form.last or form.day) - form.day).days + 1
    if not 1 <= count <= MOST_DAYS:
        raise Invalid({"last": gettext(TOO_MANY_DAYS)})
    days = [form.day + timedelta(days=one) for one in range(count)]
    return Days(form.country, DayKind(form.kind), days)


def read_limit(values: Mapping[str, Any], promise: Promise) -> NewPolicy:
    """A limit as it was typed, with all that is wrong with it. Raises ``Invalid``."""
    faults: dict[str, str] = {}
    form = LimitForm(ladder="L1", applies="new", why="")
    basis, amount = promise.basis, 0
    reminders: list[int] | None = None
    try:
        form = read_values(values, LimitForm)
    except Invalid as refusal:
        faults |= refusal.fields
    try:
        basis, amount = _amount(values, promise)
    except Invalid as refusal:
        faults |= refusal.fields
    try:
        reminders = _reminders(str(values.get("reminders", "")))
    except ValueError:
        faults["reminders"] = gettext(SHARES)
    grades = _factors(values, "grade", GRADES, promise.grades, faults)
    priorities = _factors(values, "priority", dict.fromkeys(PRIORITIES, ""), promise.priorities, faults)
    if faults:
        raise Invalid(faults)
    return NewPolicy(
        basis, amount, form.ladder, reminders, form.applies == "open", form.why, grades=grades, priorities=priorities
    )


def read_amount(form: AmountForm) -> Limit:
    """A number and its unit as a limit."""
    basis, size = UNITS[form.unit]
    return Limit(basis, form.amount * size)


def _amount(values: Mapping[str, Any], promise: Promise) -> tuple[Basis, int]:
    """The limit; a promise that names a moment keeps what was declared."""
    if promise.basis not in ("work", "clock", "wd", "cd"):
        limit = promise.limit_of("")
        return limit.basis, limit.amount
    limit = read_amount(read_values(values, AmountForm))
    return limit.basis, limit.amount


def _reminders(text: str) -> list[int] | None:
    if not text.strip():
        return None
    found = sorted({int(one.strip(" %")) for one in text.replace("，", ",").split(",") if one.strip(" %")})
    if any(not 1 <= one <= 99 for one in found):
        raise ValueError(text)
    return found


def _factors(
    values: Mapping[str, Any],
    kind: str,
    known: Mapping[str, str],
    declared: Mapping[str, float],
    faults: dict[str, str],
) -> dict[str, float] | None:
    """Factors that differ from what was declared; None when none does."""
    found = {}
    for name in known:
        text = str(values.get(f"{kind}_{name}", "")).strip().rstrip("%").strip()
        given = int(text) if text.isascii() and text.isdigit() else AS_IS if not text else 0
        if not LEAST <= given <= MOST:
            faults[f"{kind}_{name}"] = gettext(BETWEEN).format(least=LEAST, most=MOST)
        elif given != AS_IS:
            found[name] = given / 100
    return None if found == dict(declared) else found


def typed_limit(promise: Promise, policy: Policy) -> dict[str, str]:
    """What counts now, as the form shows it."""
    grades = promise.grades if policy.grades is None else policy.grades
    priorities = promise.priorities if policy.priorities is None else policy.priorities
    values = typed_amount(policy.basis, policy.amount)
    values |= {"ladder": policy.ladder, "applies": "new", "why": ""}
    values["reminders"] = "" if policy.reminders is None else ", ".join(str(one) for one in policy.reminders)
    values |= {f"grade_{name}": f"{round(100 * grades.get(name, 1.0))}" for name in GRADES}
    values |= {f"priority_{name}": f"{round(100 * priorities.get(name, 1.0))}" for name in PRIORITIES}
    return values


def typed_amount(basis: str | None, amount: int | None) -> dict[str, str]:
    """A limit as a number and its unit; hours where they are whole."""
    if basis not in BASES or not amount:
        return {"amount": "", "unit": "work_h"}
    if basis in ("wd", "cd"):
        return {"amount": str(amount), "unit": basis}
    if amount % 3600 == 0:
        return {"amount": str(amount // 3600), "unit": f"{basis}_h"}
    return {"amount": str(amount // 60), "unit": f"{basis}_min"}
