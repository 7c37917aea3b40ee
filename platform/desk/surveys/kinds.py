"""
The kinds of surveys: each said by its own slice through ``register_surveys``.

    SurveyKind("tickets.rating", N_("Rating of a ticket"), "ticket.closed", "ticket", N_("…"), SATISFACTION)

What a survey is about is read by whoever knows it: ``register_subject("ticket", finder)``.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from desk.foundation.asking import hooks
from desk.foundation.hooks import answers
from desk.foundation.translation import N_
from desk.tasks.kinds import TaskKind


@dataclass(frozen=True, slots=True)
class Question:
    """One question, answered poor, average or good, and the dimension for which it counts."""

    id: str
    dimension: str
    text: str


SATISFACTION = (
    Question("timeliness", "timeliness", N_("Did we answer in good time?")),
    Question("skill", "skill", N_("Did we know what to do?")),
    Question("attitude", "attitude", N_("Were we friendly and patient?")),
    Question("quality", "quality", N_("Is the matter settled well?")),
)
"""What follow-ups ask: the three dimensions of satisfaction, and the quality of what was done."""
OVERALL = ("timeliness", "skill", "attitude")
"""The dimensions whose mean is the satisfaction that is aimed at (14-quality-kpis-reports)."""


@dataclass(frozen=True, slots=True)
class SurveyKind:
    """One kind of survey. Its id begins with the slug of whose it is."""

    id: str
    label: str
    event: str
    """The fact after which customers are asked; empty where only code asks, on the spot."""
    subject_kind: str
    intro: str
    questions: Sequence[Question] = SATISFACTION
    wait_hours: int = 1
    """Between the fact and the asking; by page one may answer at once."""
    mails: bool = True
    """Whether a link is sent; else only by page and phone."""


@dataclass(frozen=True, slots=True)
class About:
    """What a survey is about: whose, who is asked, what they call it, whether it still stands, and who served them."""

    customer: UUID
    contact: UUID | None
    title: str
    still: bool
    url: str
    permission: str
    member: UUID | None = None


Finder = Callable[[UUID], Awaitable[About | None]]
_finders: dict[str, Finder] = {}

FOLLOW_UP = TaskKind(
    "surveys.follow_up",
    N_("Talk to who isn't satisfied"),
    {"settled": N_("Settled"), "not_settled": N_("Not settled"), "not_reached": N_("Not reached")},
    reads="survey.read",
    promised=False,
    icon="care",
)


def register_subject(kind: str, finder: Finder) -> None:
    """Make known who reads the things of one kind for surveys."""
    _finders[kind] = finder


async def about(kind: str, subject_id: UUID) -> About | None:
    """What a survey is about; None where nobody knows it any more."""
    finder = _finders.get(kind)
    return await finder(subject_id) if finder is not None else None


@cache
def registered() -> dict[str, SurveyKind]:
    """All kinds by id, those of slices and plugins that are installed."""
    found: dict[str, SurveyKind] = {}
    for slug, declared in answers("register_surveys").items():
        for one in declared:
            assert one.id.startswith(f"{slug}."), f"{one.id} is not of {slug}"
            found[one.id] = one
    return found


def kind_of(kind: str) -> SurveyKind:
    """The kind of this id; what nobody declares any more keeps the three questions."""
    return registered().get(kind) or SurveyKind(kind, kind, "", "", "")


def after(event: str) -> list[SurveyKind]:
    """The kinds that are asked after a fact, in this tenant."""
    return [one for one in offered().values() if one.event == event]


def offered() -> dict[str, SurveyKind]:
    """The kinds of this tenant, by id."""
    ask = hooks()
    return {name: one for name, one in registered().items() if not ask.silent(name.partition(".")[0])}
