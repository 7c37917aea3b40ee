"""What a partner does with a complaint that headquarters transferred."""

from typing import Any

from litestar import Request, Response, post
from litestar.params import FromPath

from desk.cases import actions
from desk.cases.forms import FeedbackForm, VersionForm, read_feedback
from desk.cases.routes.one import ONE, act_on, show_case
from desk.foundation.errors import Refusal
from desk.foundation.permissions import needs
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.pages import see_other
from desk.foundation.web.request import current_principal

HANDLE = needs("case.handle")


@post(f"{ONE}/acceptance", name="cases.accept", status_code=200, opt=HANDLE)
async def accept(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Take it on."""
    values = await typed(request)
    try:
        version = read_values(values, VersionForm).version
        await actions.accept_case(number, by=current_principal(), version=version)
    except Refusal as refusal:
        return await show_case(number, **kept(values, refusal))
    return see_other(f"/cases/{number}")


@post(f"{ONE}/reports", name="cases.report", status_code=200, opt=HANDLE)
async def report(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Say how it stands."""
    return await act_on(request, number, actions.report_case, "report")


@post(f"{ONE}/handling", name="cases.end", status_code=200, opt=HANDLE)
async def end(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """The handling ended."""
    return await act_on(request, number, actions.end_handling, "handling")


@post(f"{ONE}/feedback", name="cases.feed_back", status_code=200, opt=HANDLE)
async def feed_back(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Give headquarters the feedback."""
    values = await typed(request)
    try:
        form = read_values(values, FeedbackForm)
        await actions.feed_back(number, read_feedback(form), by=current_principal(), version=form.version)
    except Refusal as refusal:
        return await show_case(number, opened="feedback", **kept(values, refusal))
    return see_other(f"/cases/{number}")


HANDLERS = (accept, report, end, feed_back)
