"""One survey: what was said, filling it in on the phone, and a link with its QR code."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import Refusal
from desk.foundation.permissions import needs
from desk.foundation.web.forms import kept, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.surveys import actions, kinds, queries, views
from desk.surveys.errors import AnsweredAlready
from desk.surveys.forms import read_answer
from desk.surveys.routes.listing import HERE
from desk.surveys.states import Channel

ONE = "/surveys/{survey_id:uuid}"
FILL = needs("survey.fill")


@get(ONE, name="surveys.show", opt=needs("survey.read"))
async def show(survey_id: FromPath[UUID]) -> Response[str]:
    """One survey: what was said, or the form to fill in with the customer."""
    return await _show(survey_id)


@post(f"{ONE}/answer", name="surveys.answer", status_code=200, opt=FILL)
async def answer(request: Request[Any, Any, Any], survey_id: FromPath[UUID]) -> Response[str]:
    """Fill it in with the customer on the phone."""
    values, survey = await typed(request), await queries.survey(survey_id)
    try:
        levels, comment = read_answer(values, kinds.kind_of(survey.kind))
        await actions.answer(survey_id, levels, comment, channel=Channel.PHONE, by=current_principal())
    except Refusal as refusal:
        return await _show(survey_id, **kept(values, refusal))
    return see_other(f"/surveys/{survey_id}")


@post(f"{ONE}/link", name="surveys.link", status_code=200, opt=FILL)
async def link(survey_id: FromPath[UUID]) -> Response[str]:
    """A link and its QR code, shown this once; those of before are dead."""
    url = await actions.make_link(survey_id, by=current_principal())
    if url is None:
        return await _show(survey_id, status=409, refused=str(AnsweredAlready()))
    return await _show(survey_id, link=url, image=views.code_of(url))


async def _show(survey_id: UUID, *, status: int = 200, **more: Any) -> Response[str]:
    found, by = await queries.sheet(survey_id), current_principal()
    kind = kinds.kind_of(found["kind"])
    about = await kinds.about(found["subject_kind"], found["subject_id"])
    given = {"values": {}, "errors": {}, "refused": "", "link": "", "image": ""} | more
    return page(
        "surveys/show.html",
        status=status,
        here=HERE,
        survey=views.row_view(found),
        about_url=about.url if about and by.may(about.permission) else "",
        form=views.form_view(kind, await queries.wording(kind)),
        may_fill=views.possible(found, by),
        **await views.follow_up_view(found, by),
        **given,
    )


HANDLERS = (show, answer, link)
