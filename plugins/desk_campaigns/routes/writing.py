"""Writing a campaign and changing it."""

from datetime import timedelta
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.extend import (
    N_,
    Forbidden,
    Refusal,
    current_principal,
    gettext,
    kept,
    needs,
    now,
    page,
    read_values,
    see_other,
    typed,
)
from desk_campaigns import views
from desk_campaigns.actions import writing
from desk_campaigns.forms import LONGEST, CampaignForm, fields_of
from desk_campaigns.queries import campaigns, frequent
from desk_campaigns.routes.listing import HERE
from desk_campaigns.states import WRITE

LATELY = timedelta(days=30)
QUESTIONS = 10
"""In a digest."""
READ_IT_OVER = N_("What was asked most in the last {days} days. Please read it over: a question may name a customer.")
NOTHING_ASKED = N_("No question was solved in the last {days} days.")
SEVERAL = ("channels", "grades", "roles")


@get("/campaigns/new", name="campaigns.new", opt=needs(WRITE))
async def new() -> Response[str]:
    """An empty form."""
    return _page(None, values={"content": "service_info", "channels": ["inbox", "email"]})


@get("/campaigns/digest", name="campaigns.digest", opt=needs(WRITE))
async def digest() -> Response[str]:
    """A form that says already what was asked most lately; only to who may read tickets."""
    if not current_principal().may("ticket.read"):
        raise Forbidden
    found = await frequent.solved_questions(now() - LATELY, most=QUESTIONS)
    name = gettext("Frequent questions")
    said = {"name": name, "subject": name, "body": views.digest(found)[:LONGEST]}
    advice = READ_IT_OVER if found else NOTHING_ASKED
    values = {"content": "faq_digest", "channels": ["inbox", "email"], **said}
    return _page(None, values=values, refused=gettext(advice).format(days=LATELY.days))


@post("/campaigns", name="campaigns.write", status_code=200, opt=needs(WRITE))
async def write(request: Request[Any, Any, Any]) -> Response[str]:
    """Begin one."""
    values = await typed(request)
    try:
        found = await writing.write_campaign(
            fields_of(read_values(values, CampaignForm), values), by=current_principal()
        )
    except Refusal as refusal:
        return _again(None, values, refusal)
    return see_other(f"/campaigns/{found.number}")


@get("/campaigns/{number:int}/edit", name="campaigns.edit", opt=needs(WRITE))
async def edit(number: FromPath[int]) -> Response[str]:
    """The form with what it says now."""
    return _page(number, values=views.values_of(await campaigns.sheet(number)))


@post("/campaigns/{number:int}", name="campaigns.change", status_code=200, opt=needs(WRITE))
async def change(request: Request[Any, Any, Any], number: FromPath[int]) -> Response[str]:
    """Say it differently."""
    values = await typed(request)
    try:
        form = read_values(values, CampaignForm)
        await writing.change_campaign(number, fields_of(form, values), by=current_principal(), version=form.version)
    except Refusal as refusal:
        return _again(number, values, refusal)
    return see_other(f"/campaigns/{number}")


def _again(number: int | None, values: dict[str, Any], refusal: Refusal) -> Response[str]:
    came_back = kept(values, refusal)
    came_back["values"] |= {name: values[name] for name in SEVERAL if name in values}
    return _page(number, **came_back)


def _page(number: int | None, *, status: int = 200, values: dict[str, Any], **came_back: Any) -> Response[str]:
    return page(
        "campaigns/form.html",
        status=status,
        here=HERE,
        number=number,
        values=values,
        errors=came_back.get("errors", {}),
        refused=came_back.get("refused", ""),
        variables=[f"{{{one}}}" for one in writing.VARIABLES],
        **views.choices(current_principal()),
    )


HANDLERS = (new, digest, write, edit, change)
