"""Pauses and ends: asked for with a reason, seconded, decided by whoever the rules name."""

from desk.extend import Invalid, Principal, current_scope, gettext, now, to_zone
from desk_implementation.actions import changing
from desk_implementation.actions.moving import checked, move_on, say, who, write
from desk_implementation.errors import SAME_PERSON
from desk_implementation.events import (
    EndAgreed,
    EndRefused,
    EndRequested,
    PauseAgreed,
    PauseRefused,
    PauseRequested,
    ProjectPaused,
    ProjectResumed,
    ProjectTerminated,
)
from desk_implementation.moves import (
    AGREE_PAUSE,
    AGREE_TERMINATION,
    BACK_TO_EVALUATION,
    BACK_TO_PAUSE,
    GIVE_UP,
    GIVE_UP_FAILED,
    PAUSE,
    REFUSE_PAUSE,
    REQUEST_PAUSE,
    RESUME,
    TERMINATE,
)
from desk_implementation.queries import projects, works
from desk_implementation.states import AskedFor, ProjectStatus
from desk_implementation.tables import ImplementationProject, ImplementationRequest


async def request_pause(
    number: int, *, reason: str, description: str, evidence: str, by: Principal, version: int | None = None
) -> ImplementationProject:
    """Something stands in the way: the project shall pause (IM-D4)."""
    found = await checked(number, REQUEST_PAUSE, by=by, version=version)
    await _ask(found, AskedFor.PAUSE, reason, description, evidence, by=by)
    await move_on(found, REQUEST_PAUSE)
    await say(PauseRequested, found, by=by, reason=reason)
    return found


async def agree_pause(number: int, *, note: str, by: Principal, version: int | None = None) -> ImplementationProject:
    """The project manager agrees; whoever asked doesn't second it."""
    found = await checked(number, AGREE_PAUSE, by=by, version=version)
    await _agree(found, note, by=by)
    await say(PauseAgreed, found, by=by)
    return found


async def pause(number: int, *, decision: str, by: Principal, version: int | None = None) -> ImplementationProject:
    """It pauses from today on. Raises ``Unmet`` before the project manager agreed."""
    found = await checked(number, PAUSE, by=by, version=version)
    await _decide(found, decision, granted=True, by=by)
    await move_on(found, PAUSE, paused_on=to_zone(now(), current_scope().tenant.zone).date())
    await say(ProjectPaused, found, by=by)
    return found


async def refuse_pause(
    number: int, *, decision: str, by: Principal, version: int | None = None
) -> ImplementationProject:
    """It goes on."""
    found = await checked(number, REFUSE_PAUSE, by=by, version=version)
    await _decide(found, decision, granted=False, by=by)
    await move_on(found, REFUSE_PAUSE)
    await say(PauseRefused, found, by=by)
    return found


async def resume(number: int, *, solution: str, by: Principal, version: int | None = None) -> ImplementationProject:
    """The problem is solved. What isn't done moves by the days of the pause, as a change that the customer signs."""
    found = await checked(number, RESUME, by=by, version=version)
    days = (to_zone(now(), current_scope().tenant.zone).date() - found.paused_on).days
    await move_on(found, RESUME, paused_on=None)
    await say(ProjectResumed, found, by=by, days=days)
    if days and (moves := await changing.all_later(found, days)):
        shift = gettext("{days} days later").format(days=days)
        what = gettext("All that isn't done moves by the days of the pause.")
        said = {"what": what, "why": solution.strip(), "on_time": shift, "on_cost": "-", "on_scope": "-"}
        await changing.draft(found, said, moves, by=by)
    return found


async def request_end(
    number: int, *, reason: str, description: str, evidence: str, by: Principal, version: int | None = None
) -> ImplementationProject:
    """It can't be solved, or the evaluation failed for what no work of ours mends: it shall end (IM-D4)."""
    evaluating = (await projects.sheet(number))["status"] == ProjectStatus.EVALUATING
    move = GIVE_UP_FAILED if evaluating else GIVE_UP
    found = await checked(number, move, by=by, version=version)
    await _ask(found, AskedFor.TERMINATION, reason, description, evidence, by=by)
    await move_on(found, move)
    await say(EndRequested, found, by=by, reason=reason)
    return found


async def agree_end(number: int, *, note: str, by: Principal, version: int | None = None) -> ImplementationProject:
    """The company agrees; it must where a promise or the product is the reason."""
    found = await checked(number, AGREE_TERMINATION, by=by, version=version)
    await _agree(found, note, by=by)
    await say(EndAgreed, found, by=by)
    return found


async def terminate(number: int, *, decision: str, by: Principal, version: int | None = None) -> ImplementationProject:
    """It ends without being finished; headquarters counts why. Raises ``Unmet`` where the company must agree first."""
    found = await checked(number, TERMINATE, by=by, version=version)
    asked = await _decide(found, decision, granted=True, by=by)
    await move_on(found, TERMINATE, ended_at=now(), reason=decision.strip())
    await say(ProjectTerminated, found, by=by, reason=str(asked.reason))
    return found


async def refuse_end(number: int, *, decision: str, by: Principal, version: int | None = None) -> ImplementationProject:
    """It doesn't end: it stands as it stood before."""
    was_paused = (await works.asked((await projects.sheet(number))["id"])) or {"came_from": ""}
    move = BACK_TO_PAUSE if was_paused["came_from"] == ProjectStatus.PAUSED else BACK_TO_EVALUATION
    found = await checked(number, move, by=by, version=version)
    await _decide(found, decision, granted=False, by=by)
    await move_on(found, move)
    await say(EndRefused, found, by=by)
    return found


async def _ask(
    found: ImplementationProject, kind: AskedFor, reason: str, description: str, evidence: str, *, by: Principal
) -> None:
    await ImplementationRequest.add(
        project=found.id,
        customer=found.customer,
        kind=str(kind),
        came_from=str(found.status),
        reason=reason,
        description=description.strip(),
        evidence=evidence.strip(),
        asked_at=now(),
        asked_by=who(by),
    )


async def _agree(found: ImplementationProject, note: str, *, by: Principal) -> None:
    asked = await _undecided(found)
    if asked.asked_by is not None and asked.asked_by == who(by):
        raise Invalid({"note": gettext(SAME_PERSON)})
    await write(asked, agreed_at=now(), agreed_by=who(by), agreed=note.strip())


async def _decide(
    found: ImplementationProject, decision: str, *, granted: bool, by: Principal
) -> ImplementationRequest:
    asked = await _undecided(found)
    await write(asked, decided_at=now(), decided_by=who(by), decision=decision.strip(), granted=granted)
    return asked


async def _undecided(found: ImplementationProject) -> ImplementationRequest:
    asked = await works.undecided(found.id)
    assert asked is not None, "a project that waits for a decision was asked about"
    return asked
