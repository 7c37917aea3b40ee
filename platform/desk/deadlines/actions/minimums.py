"""Headquarters publishes how long a promise may take at most with any partner, version by version, as desk_hq."""

from collections.abc import Sequence

from desk.deadlines import queries
from desk.deadlines.actions.limits import MEASURED
from desk.deadlines.errors import IsRolledOut, NotThatBasis
from desk.deadlines.events import MinimumPublished
from desk.deadlines.states import Reach
from desk.foundation import promises
from desk.foundation.crossing import publishing
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.promises import Limit
from desk.kit.ids import uuid7
from desk.kit.time import now


async def publish_minimum(
    promise_id: str, limit: Limit | None, why: str, *, by: Principal, first: Sequence[str] = ()
) -> int:
    """
    Say what counts at most from now on, or with None that nothing does; the answer is the version.

    With ``first`` it counts for these partners alone, until it is led on. Raises ``Forbidden``, ``NotFound``,
    ``NotThatBasis``, and ``IsRolledOut`` while another version is on its way.
    """
    if not by.may("minimum.publish"):
        raise Forbidden
    promise = promises.registered().get(promise_id)
    if promise is None:
        raise NotFound
    if promise.basis not in MEASURED or promise.act or (limit is not None and limit.basis not in MEASURED):
        raise NotThatBasis
    async with publishing() as connection:
        await connection.execute(queries.LOCK_MINIMUMS)
        version = int(await connection.fetchval(queries.NEXT_MINIMUM, promise.id))
        made = uuid7()
        basis, amount = (limit.basis, limit.amount) if limit else (None, None)
        if running := await queries.rollouts.running(promise.id):
            raise IsRolledOut(version=running["version"])
        reach, at = (Reach.SOME if first else Reach.ALL).value, now()
        said = (made, promise.id, version, basis, amount, why, at, by.id, by.name, reach)
        await connection.execute(queries.ADD_MINIMUM, *said)
        if first:
            await connection.execute(queries.rollouts.ADD_STAGE, made, list(first), by.name[:100], at)
        await record(MinimumPublished(made, by=by, promise=promise.id, version=version))
    return version
