"""What may be sent about projects, by browsers and programs."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from desk.extend import NOT_READABLE, Form, Invalid, gettext, parse_money, read_values
from desk_implementation.actions.changing import StageMove

Words = Annotated[str, Meta(max_length=8_000)]
Said = Annotated[str, Meta(min_length=1, max_length=8_000)]
Name = Annotated[str, Meta(min_length=1, max_length=100)]
Title = Annotated[str, Meta(min_length=1, max_length=200)]
Day = Annotated[str, Meta(min_length=10, max_length=10)]
MaybeDay = Annotated[str, Meta(max_length=10)]
Money = Annotated[str, Meta(max_length=40)]
SourceWord = Literal["first_visit", "sales", "customer", "other"]
DegreeWord = Literal["low", "medium", "high"]
FeasibleWord = Literal["open", "yes", "no"]
ReasonWord = Literal["customer", "staffing", "product_need", "presales_promise", "payment", "other"]
VerdictWord = Literal["passed", "stage_work_incomplete", "presales_promise", "product_requirement"]
Clock = Annotated[str, Meta(min_length=5, max_length=5)]


class DoorForm(Form):
    """What goes through a door. Fields named here are read further: as days, money in cents, ids, moves of stages."""

    days: ClassVar[tuple[str, ...]] = ()
    money: ClassVar[tuple[str, ...]] = ()
    ids: ClassVar[tuple[str, ...]] = ()
    moved: ClassVar[tuple[str, ...]] = ()


class PlainForm(DoorForm):
    """Nothing but the version that was looked at."""

    version: int | None = None


class NothingForm(DoorForm):
    """Nothing at all."""


class NeedForm(Form):
    customer: UUID
    title: Title
    need: Said
    source: SourceWord = "sales"
    contract: Annotated[str, Meta(max_length=100)] = ""
    contact: UUID | None = None


class ApplicationForm(DoorForm):
    days: ClassVar[tuple[str, ...]] = ("wanted_on",)
    money: ClassVar[tuple[str, ...]] = ("fee",)
    title: Title
    need: Said
    source: SourceWord
    products: Said
    contract: Annotated[str, Meta(max_length=100)] = ""
    contact: UUID | None = None
    wanted_on: MaybeDay = ""
    work_days: int | None = None
    fee: Money = ""
    version: int | None = None


class TeamForm(DoorForm):
    ids: ClassVar[tuple[str, ...]] = ("team",)
    lead: UUID
    team: list[str] = []
    version: int | None = None


class ReasonForm(DoorForm):
    reason: Said
    version: int | None = None


class HandoverForm(DoorForm):
    requirements: Said
    risks: Words = ""
    documents: Words = ""


class PromiseForm(DoorForm):
    days: ClassVar[tuple[str, ...]] = ("promised_on",)
    promise: Said
    promised_by: Name
    promised_on: MaybeDay = ""
    feasible: FeasibleWord = "open"


class FeasibleForm(DoorForm):
    feasible: FeasibleWord


class ProposalForm(DoorForm):
    proposal: Said
    scope: Said
    expectations: Words = ""
    duties: Words = ""
    version: int | None = None


class StageForm(DoorForm):
    days: ClassVar[tuple[str, ...]] = ("begins_on", "ends_on")
    name: Name
    begins_on: Day
    ends_on: Day
    owner: UUID
    deliverables: Words = ""
    criteria: Words = ""


class TaskForm(DoorForm):
    days: ClassVar[tuple[str, ...]] = ("begins_on", "ends_on")
    name: Title
    begins_on: Day
    ends_on: Day
    owner: UUID | None = None
    milestone: bool = False


class RiskForm(DoorForm):
    risk: Said
    probability: DegreeWord
    impact: DegreeWord
    measure: Said
    owner: UUID | None = None


class WeighingForm(DoorForm):
    probability: DegreeWord
    impact: DegreeWord
    measure: Said
    over: bool = False


class LayoutForm(DoorForm):
    days: ClassVar[tuple[str, ...]] = ("begins_on",)
    template: UUID
    begins_on: Day


class TemplateForm(DoorForm):
    name: Name


class KickoffForm(DoorForm):
    days: ClassVar[tuple[str, ...]] = ("held_on",)
    held_on: Day
    ours: Said
    theirs: Said
    decisions: Said
    version: int | None = None


class DeliveryForm(DoorForm):
    documents: Said
    summary: Words = ""
    attendee: Annotated[str, Meta(max_length=100)] = ""


class ReviewForm(DoorForm):
    review: Said


class ReturnForm(DoorForm):
    reason: Said


class LogForm(DoorForm):
    days: ClassVar[tuple[str, ...]] = ("day",)
    stage: UUID
    day: Day
    begins: Clock
    ends: Clock
    work: Said
    problems: Words = ""
    next_steps: Words = ""
    comments: Words = ""


class BroughtForm(DoorForm):
    """A log as it is brought along; ``sent_as`` names it, ``mark`` is the customer's signature as a PNG, or empty."""

    days: ClassVar[tuple[str, ...]] = ("day",)
    sent_as: UUID
    stage: UUID
    day: Day
    begins: Clock
    ends: Clock
    work: Said
    problems: Words = ""
    next_steps: Words = ""
    comments: Words = ""
    signer: Annotated[str, Meta(max_length=100)] = ""
    mark: Annotated[str, Meta(max_length=400_000)] = ""


class CorrectionForm(DoorForm):
    begins: Clock
    ends: Clock
    work: Said
    problems: Words = ""
    next_steps: Words = ""
    comments: Words = ""


class ChangeForm(DoorForm):
    """
    ``shift`` is by how many days ``stage`` and all later ones move; without a stage nothing moves.

    ``moves`` names stages that move by themselves, each as its id, a colon and days: ``0195…:5 0196…:-2``.
    """

    moved: ClassVar[tuple[str, ...]] = ("moves",)
    what: Said
    why: Said
    on_time: Said
    on_cost: Said
    on_scope: Said
    stage: UUID | None = None
    shift: int | None = None
    moves: Words = ""


class PointForm(DoorForm):
    days: ClassVar[tuple[str, ...]] = ("due_on",)
    point: Said
    owner: UUID | None = None
    due_on: MaybeDay = ""


class SettlementForm(DoorForm):
    result: Said


class AskingForm(DoorForm):
    reason: ReasonWord
    description: Said
    evidence: Said
    version: int | None = None


class NoteForm(DoorForm):
    note: Said
    version: int | None = None


class DecisionForm(DoorForm):
    decision: Said
    version: int | None = None


class SolutionForm(DoorForm):
    solution: Said
    version: int | None = None


class EvaluationForm(DoorForm):
    """``results`` has a criterion with its result on each line."""

    ids: ClassVar[tuple[str, ...]] = ("stages",)
    results: Said
    verdict: VerdictWord
    open_items: Words = ""
    stages: list[str] = []
    version: int | None = None


class ReportForm(DoorForm):
    summary: Said
    checklist: Said
    lessons: Words = ""
    version: int | None = None


class MissingForm(DoorForm):
    missing: Said
    version: int | None = None


def said_in(values: Mapping[str, Any], form: type[DoorForm]) -> dict[str, Any]:
    """What a browser sent, as the action takes it. Raises ``Invalid`` with all that is wrong."""
    several = {name: [values[name]] for name in form.ids if isinstance(values.get(name), str)}
    return said_by(read_values({**values, **several}, form))


def said_by(sent: DoorForm) -> dict[str, Any]:
    """The same of a form that was read. Raises ``Invalid``."""
    said, faults = msgspec.structs.asdict(sent), dict[str, str]()
    readers: dict[str, Callable[[Any], object]] = {
        **dict.fromkeys(sent.days, _day),
        **dict.fromkeys(sent.money, _cents),
        **dict.fromkeys(sent.ids, _ids),
        **dict.fromkeys(sent.moved, _moves),
    }
    for name, read in readers.items():
        try:
            said[f"{name}_cents" if name in sent.money else name] = read(said.pop(name))
        except ValueError:
            faults[name] = gettext(NOT_READABLE)
    if faults:
        raise Invalid(faults)
    return said


def _day(text: str) -> date | None:
    if not text:
        return None
    day = date.fromisoformat(text)
    if not 1900 < day.year < 3000:
        raise ValueError(text)
    return day


def _cents(text: str) -> int | None:
    cents = parse_money(text) if text.strip() else None
    if cents is not None and cents < 0:
        raise ValueError(text)
    return cents


def _ids(given: list[str]) -> list[UUID]:
    return [UUID(one) for one in given]


def _moves(text: str) -> list[StageMove]:
    pairs = [one.partition(":") for one in text.split()]
    return [StageMove(UUID(stage), int(days)) for stage, _, days in pairs]
