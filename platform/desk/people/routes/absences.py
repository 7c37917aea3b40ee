"""Who isn't there, and who stands in."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.people import actions, queries
from desk.people.errors import AbsentTwice
from desk.people.forms import AbsenceForm
from desk.people.routes._around import colleagues, staff_tabs

ABSENCES = "/absences"


@get(ABSENCES, name="people.absences", opt=needs("member.read"))
async def absences() -> Response[str]:
    """Everybody's absences that aren't over, and a form for one's own."""
    return await _page({}, {})


@post(ABSENCES, name="people.note_absence", status_code=200, opt=needs("member.read"))
async def note(request: Request[Any, Any, Any]) -> Response[str]:
    """Note an absence: one's own, or a colleague's by whoever manages members."""
    values, principal = await typed(request), current_principal()
    try:
        form = read_values(values, AbsenceForm)
        await actions.note_absence(form.member or principal.id, form.from_on, form.to_on, form.deputy, by=principal)
    except Invalid as refusal:
        return await _page(values, refusal.fields, status=422)
    except AbsentTwice as refusal:
        return await _page(values, {"from_on": str(refusal)}, status=422)
    return see_other(ABSENCES)


@post(f"{ABSENCES}/{{absence_id:uuid}}/end", name="people.drop_absence", status_code=200, opt=needs("member.read"))
async def drop(absence_id: FromPath[UUID]) -> Response[str]:
    """They are there after all."""
    await actions.drop_absence(absence_id, by=current_principal())
    return see_other(ABSENCES)


async def _page(values: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    principal, day = current_principal(), queries.today()
    return page(
        "people/absences.html",
        status=status,
        here="members",
        views=staff_tabs(ABSENCES),
        absences=await queries.absences(since=day),
        today=day,
        may_manage=principal.may("member.manage"),
        colleagues=await colleagues(),
        values={"member": str(principal.id)} | values,
        errors=errors,
    )


HANDLERS = (absences, note, drop)
