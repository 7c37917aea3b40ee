"""Privacy for programs: ``/api/v1/privacy``."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from desk.foundation.errors import NotFound
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import answer, read_json
from desk.foundation.web.request import current_principal
from desk.privacy import actions, answers, queries, views
from desk.privacy.forms import ErasureForm, ExportForm

PERSON = "/privacy/{of:str}/{person:uuid}"
EXPORT, ERASE = "person.export", "person.erase"


@get(
    PERSON,
    name="api.privacy.person",
    opt=needs(EXPORT, says=N_("What is kept of a contact or member, and what erasing them would do.")),
)
async def person(of: FromPath[answers.PersonWord], person: FromPath[UUID]) -> answers.Held:
    """What is kept of somebody."""
    found = await queries.person(of, person)
    if found is None:
        raise NotFound
    seen = await views.preview(of, (person, found["credential"]))
    changed, still_open = ([answers.Counted(*one) for one in seen[name]] for name in ("changed", "open"))
    return answers.Held(person, of, changed, [answers.Staying(**one) for one in seen["kept"]], still_open)


@post(
    f"{PERSON}/export",
    name="api.privacy.export",
    status_code=202,
    opt=needs(
        EXPORT,
        says=N_("Have taken out what is kept of somebody; the run says where the file is."),
        body=ExportForm,
        example={},
    ),
)
async def export(
    request: Request[Any, Any, Any], of: FromPath[answers.PersonWord], person: FromPath[UUID]
) -> answers.PersonRun:
    """Have taken out what is kept of them."""
    await read_json(request, ExportForm, optional=True)
    return await _run(await actions.begin_export(of, person, by=current_principal()))


@post(
    f"{PERSON}/erasure",
    name="api.privacy.erase",
    status_code=202,
    opt=needs(
        ERASE,
        says=N_("Have somebody erased; while something is open with them, only with all_the_same."),
        body=ErasureForm,
        example={},
    ),
)
async def erase(
    request: Request[Any, Any, Any], of: FromPath[answers.PersonWord], person: FromPath[UUID]
) -> answers.PersonRun:
    """Have them erased."""
    form = await read_json(request, ErasureForm, optional=True)
    by = current_principal()
    return await _run(await actions.begin_erasure(of, person, all_the_same=form.all_the_same, by=by))


@get(
    "/privacy/runs/{run_id:uuid}",
    name="api.privacy.run",
    opt=needs(EXPORT, says=N_("How far taking out or erasing somebody is.")),
)
async def show_run(run_id: FromPath[UUID]) -> answers.PersonRun:
    """One run."""
    return await _run(run_id)


async def _run(run_id: UUID) -> answers.PersonRun:
    found = await queries.run(run_id)
    if found is None:
        raise NotFound
    return answer(answers.PersonRun, found, file=f"/files/{found['file']}" if found["file"] else "")


API = (person, export, erase, show_run)
