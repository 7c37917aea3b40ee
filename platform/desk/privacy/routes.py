"""The pages of privacy: all runs and what is forgotten by itself; one person, with what erasing would do."""

from typing import Any, cast
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation import subjects
from desk.foundation.errors import NotFound, Refusal
from desk.foundation.permissions import needs
from desk.foundation.privacy import Of
from desk.foundation.translation import gettext
from desk.foundation.web.forms import typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.privacy import actions, queries, views
from desk.privacy.errors import StillOpen, StillWorksHere

HERE = "settings"
PERSON = "/privacy/{of:str}/{person:uuid}"


@get("/privacy", name="privacy.index", opt=needs("person.export"))
async def index() -> Response[str]:
    """What was taken out and erased, whom it may concern, and what is forgotten by itself."""
    found = await queries.runs()
    return page(
        "privacy/index.html",
        here=HERE,
        runs=await _shown(found),
        members=await queries.left_members(),
        retentions=await views.retentions(),
    )


@get(PERSON, name="privacy.person", opt=needs("person.export"))
async def person(of: FromPath[str], person: FromPath[UUID]) -> Response[str]:
    """One person: what is kept, what erasing would change, what it would leave and why."""
    return await _page(of, person)


@post(f"{PERSON}/export", name="privacy.export", status_code=200, opt=needs("person.export"))
async def export(of: FromPath[str], person: FromPath[UUID]) -> Response[str]:
    """Have taken out what is kept of them."""
    await actions.begin_export(_kind(of), person, by=current_principal())
    return see_other(f"/privacy/{of}/{person}")


@post(f"{PERSON}/erasure", name="privacy.erase", status_code=200, opt=needs("person.erase"))
async def erase(of: FromPath[str], person: FromPath[UUID], request: Request[Any, Any, Any]) -> Response[str]:
    """Have them erased; while something is open with them, only when that was said."""
    values = await typed(request)
    try:
        all_the_same = values.get("all_the_same") == "yes"
        await actions.begin_erasure(_kind(of), person, all_the_same=all_the_same, by=current_principal())
    except (StillOpen, StillWorksHere) as refusal:
        return await _page(of, person, refused=refusal)
    return see_other(f"/privacy/{of}/{person}")


def _kind(of: str) -> Of:
    if of not in ("contact", "member"):
        raise NotFound
    return cast("Of", of)


async def _page(of: str, person_id: UUID, *, refused: Refusal | None = None) -> Response[str]:
    found = await queries.person(_kind(of), person_id)
    if found is None:
        raise NotFound
    runs = await _shown(await queries.runs(person_id))
    return page(
        "privacy/person.html",
        status=refused.status if refused else 200,
        here=HERE,
        of=of,
        person={key: found[key] for key in ("id", "name", "status", "beside")},
        back_url=f"/customers/{found['customer']}/contacts/{person_id}"
        if found["customer"]
        else f"/members/{person_id}",
        preview=await views.preview(_kind(of), (person_id, found["credential"])),
        runs=runs,
        running=any(one["status"] == "running" for one in runs),
        may_erase=current_principal().may("person.erase"),
        refused=f"{refused} {gettext(refused.way_out) if refused.way_out else ''}".strip() if refused else "",
    )


async def _shown(found: list[Any]) -> list[dict[str, Any]]:
    keys = {(one["person_kind"], one["person"]) for one in found} | {("member", one["begun_by"]) for one in found}
    names = await subjects.names_of({one for one in keys if one[1] is not None})
    return [views.run(one, names) for one in found]


HANDLERS = (index, person, export, erase)
