"""Measures as tasks: what was recorded is somebody's to do, and after a while somebody looks whether it helps."""

from datetime import timedelta
from uuid import UUID

from asyncpg import Record

from desk.extend import (
    N_,
    NewTask,
    Principal,
    Setting,
    TaskKind,
    ask_task,
    chosen,
    current_scope,
    gettext,
    language,
    now,
    record,
)
from desk_complaints import settings
from desk_complaints.events import MeasureFailed
from desk_complaints.queries import complaints, measures
from desk_complaints.states import Kind

MANAGER, SUPERVISOR = "department_manager", "service_supervisor"
NOT_EFFECTIVE = "not_effective"
# Their titles name no measure: tasks are read by more people than inner words are.
MEASURE = TaskKind(
    "complaints.measure",
    N_("Carry out a measure"),
    {"done": N_("Done"), "not_needed": N_("Not needed any more")},
    reads="complaints.read",
    icon="shield",
)
EFFECT = TaskKind(
    "complaints.effect",
    N_("Check whether a measure helps"),
    {"effective": N_("It helps"), NOT_EFFECTIVE: N_("It doesn't help")},
    reads="complaints.read",
    icon="search",
)
KINDS = (MEASURE, EFFECT)
ASKED: dict[str, str] = {
    Kind.CORRECTIVE: N_("Corrective measure for {thing}"),
    Kind.PREVENTIVE: N_("Preventive measure for {thing}"),
}
HELPS = N_("Does the measure of {thing} help?")
AGAIN = N_("Another measure for {thing}: the last one doesn't help")


async def ask_measures(complaint_id: UUID, *, by: Principal) -> None:
    """Ask whoever answers for the complaint for each measure that was recorded last."""
    found = await complaints.sheet_by_id(complaint_id)
    for kind, entry in (await measures.last_entries(complaint_id, tuple(ASKED))).items():
        await _ask(MEASURE, found, str(entry), ASKED[kind], settings.MEASURE_DAYS, by=by)


async def follow_task(task_id: UUID, kind: str, result: str, complaint_id: UUID, *, by: Principal) -> None:
    """A measure was carried out: its effect is checked later. It doesn't help: another one is asked."""
    found = await complaints.sheet_by_id(complaint_id)
    if kind == MEASURE.id and result == "done":
        await _ask(EFFECT, found, str(task_id), HELPS, settings.EFFECT_DAYS, by=by)
    elif kind == EFFECT.id and result == NOT_EFFECTIVE:
        await record(MeasureFailed(complaint_id, by=by, customer_id=found["customer"], number=found["number"]))
        await _ask(MEASURE, found, str(task_id), AGAIN, settings.MEASURE_DAYS, by=by)


async def _ask(kind: TaskKind, found: Record, cause: str, title: str, days: Setting[int], *, by: Principal) -> None:
    """Of whoever answers for it, where they may; an effect is the supervisor's to see."""
    member = found["assignee"] if kind is MEASURE and await measures.may_work(found["assignee"]) else None
    spoken = language.set(current_scope().tenant.locale)
    thing = gettext("Complaint #{number}").format(number=found["number"])
    said = gettext(title).format(thing=thing)[:200]
    language.reset(spoken)
    role = "" if member else MANAGER if kind is MEASURE else SUPERVISOR
    new = NewTask(
        *(kind.id, said, member),
        role=role,
        subject_kind="complaint",
        subject_id=found["id"],
        key=f"{kind.id}:{cause}",
        due_at=now() + timedelta(days=chosen(days)),
        customer=found["customer"],
        asker="complaints",
        reference=cause,
    )
    await ask_task(new, by=by)


def result_word(kind: str, result: str) -> str:
    """What came of a measure, or of the look at it; empty while nothing did."""
    [found] = [one for one in KINDS if one.id == kind]
    return gettext(found.results[result]) if result in found.results else ""
