"""Erasing a person: a step in each run of the job, so that no transaction is long and the page says how far it is."""

from typing import cast
from uuid import UUID

from desk.customers.actions import make_findable
from desk.foundation import privacy
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import Principal
from desk.foundation.privacy import Blanked, Dropped, Of
from desk.foundation.translation import gettext
from desk.kit.time import now
from desk.privacy import queries
from desk.privacy.errors import StillOpen, StillWorksHere
from desk.privacy.events import ErasureAsked, PersonErased
from desk.privacy.tables import PersonRun


async def begin_erasure(of: Of, person_id: UUID, *, all_the_same: bool = False, by: Principal) -> UUID:
    """
    Have a person erased, everywhere. Nothing when that is under way.

    Raises ``NotFound``, ``StillWorksHere`` for a member who didn't leave, and ``StillOpen`` while something is open
    with them, unless they shall be erased ``all_the_same``.
    """
    if not by.may("person.erase"):
        raise Forbidden
    found = await queries.person(of, person_id, lock=True)
    if found is None:
        raise NotFound
    if of == "member" and found["status"] != "left":
        raise StillWorksHere(name=found["name"])
    who = (person_id, found["credential"])
    if not all_the_same and (open_yet := await still_open(of, who)):
        raise StillOpen(what=gettext(", ").join(f"{what} ({count})" for what, count in open_yet.items()))
    if under_way := await queries.running("erasure", person_id):
        return under_way
    run = PersonRun(
        kind="erasure",
        person_kind=of,
        person=person_id,
        credential=found["credential"],
        total=len(await steps(of)),
        begun_at=now(),
        begun_by=by.id,
    )
    await run.save()
    await record(ErasureAsked(run.id, by=by, of=of, person=str(person_id), rows=0))
    await later("privacy.erase", run.id, now())
    return UUID(str(run.id))


async def erase_portion(run_id: UUID, *, by: Principal) -> bool:
    """Do the next step; whether there are more."""
    run = await queries.run(run_id)
    if run is None or run["status"] != "running":
        return False
    of = cast("Of", run["person_kind"])
    left = (await steps(of))[run["done"] :]
    if left:
        gone = await queries.done(left[0], (run["person"], run["credential"]))
        await PersonRun.update({PersonRun.done: run["done"] + 1, PersonRun.rows: run["rows"] + gone}).where(
            PersonRun.id == run_id
        )
        return True
    await PersonRun.update({PersonRun.status: "done", PersonRun.ended_at: now()}).where(PersonRun.id == run_id)
    found = await queries.person(of, run["person"])
    if found is not None and found["customer"] is not None:
        await make_findable(found["customer"])
    await record(PersonErased(run_id, by=by, of=of, person=str(run["person"]), rows=run["rows"]))
    return False


async def steps(of: Of) -> list[Blanked | Dropped]:
    """What is done, in its order; of plugins whose tables were never made, nothing."""
    found = privacy.changing(of)
    there = await queries.there({one.table for one in found})
    return [one for one in found if one.table in there]


async def still_open(of: Of, who: tuple[UUID, UUID | None]) -> dict[str, int]:
    """What is open with a person, in words and counts."""
    found: dict[str, int] = {}
    there = await queries.there({one.table for one in privacy.pending(of)})
    for one in privacy.pending(of):
        if one.table in there and (count := await queries.counted(one, who)):
            found[gettext(one.what)] = found.get(gettext(one.what), 0) + count
    return found
