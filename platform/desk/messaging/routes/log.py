"""What was sent to whom, and why not: the log, one delivery, and the log as a table."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation import subjects
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.lists import table
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.paging import decode
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment
from desk.messaging import actions, kinds, queries, views
from desk.messaging.forms import FILTERS, read_wanted

HERE = "messages"
LOG = "/deliveries"
SIZE = 50
MOST = 20_000
"""Rows of one export; a narrower one takes the rest."""
READ = needs("delivery.read")
HEADINGS = (N_("Time"), N_("Notice"), N_("To"), N_("Channel"), N_("Address"), N_("Outcome"), N_("Why"), N_("Subject"))


def address_of(query: Mapping[str, str], path: str = LOG, **more: str) -> str:
    """The same question at another place, or narrowed differently."""
    kept = {name: query.get(name, "") for name in FILTERS} | more
    said = {name: value for name, value in kept.items() if value}
    return f"{path}?{urlencode(said)}" if said else path


@get(LOG, name="messaging.log", opt=READ)
async def log(request: Request[Any, Any, Any]) -> Response[str]:
    """The log, the latest first, by kind, channel, outcome and person."""
    query, by = request.query_params, current_principal()
    wanted = read_wanted(query)
    cursor = query.get("cursor")
    after = decode(cursor, UUID)[0] if cursor else None
    listed = queries.page_of(await queries.deliveries(wanted, most=SIZE + 1, after=after), SIZE)
    tenant = current_visit().tenant
    return page(
        "messaging/deliveries.html",
        here=HERE,
        tabs=views.tabs(LOG, by),
        deliveries=[views.delivery_view(one) for one in listed.items],
        values={name: query.get(name, "") for name in FILTERS},
        kinds=views.options(
            ((one.id, gettext(one.label)) for one in kinds.notices_here(tenant)), gettext("All notices")
        ),
        channels=views.options(
            ((one.key, gettext(one.label)) for one in kinds.channels_here(tenant)), gettext("All channels")
        ),
        statuses=views.options(words("delivery.status").items(), gettext("All outcomes")),
        narrowed=await _narrowed(wanted),
        next_url=address_of(query, cursor=listed.next) if listed.next else "",
        first_url=address_of(query) if cursor else "",
        export_url=address_of(query, f"{LOG}.csv") if by.may("delivery.export") else "",
        most=MOST,
    )


async def _narrowed(wanted: queries.Wanted) -> str:
    """What the log was narrowed to from elsewhere: a person, a cause, a thing."""
    if wanted.person is not None:
        names = await subjects.names_of([("member", wanted.person), ("contact", wanted.person)])
        return gettext("Only for {name}").format(name=next(iter(names.values()), "–"))
    if wanted.cause is not None or wanted.subject is not None:
        return gettext("Only what came of one thing")
    return ""


@get(f"{LOG}.csv", name="messaging.export", opt=needs("delivery.export"))
async def export(request: Request[Any, Any, Any]) -> Response[Any]:
    """The same as a table, without bodies, at most so many rows; that it was taken out is noted."""
    zone = current_visit().tenant.zone
    found = await queries.deliveries(read_wanted(request.query_params), most=MOST)
    lines = [_line(views.delivery_view(one), zone) for one in found]
    await actions.note_export(len(lines), by=current_principal())
    return await table("deliveries", HEADINGS, lines)


def _line(one: dict[str, Any], zone: str) -> list[str]:
    return [
        full_moment(one["ended_at"] or one["created_at"], zone),
        one["kind_word"],
        one["person_name"],
        one["channel_word"],
        one["address"],
        label("delivery.status", one["status"]),
        one["why_word"],
        one["title"],
    ]


@get(f"{LOG}/{{delivery_id:uuid}}", name="messaging.delivery", opt=READ)
async def delivery(delivery_id: FromPath[UUID]) -> Response[str]:
    """One delivery: what it said, where it went, what came of it."""
    found = await queries.delivery(delivery_id)
    notice = kinds.notice(found["kind"], current_visit().tenant)
    about = await subjects.names_of([(found["subject_kind"], found["subject_id"])])
    return page(
        "messaging/delivery.html",
        here=HERE,
        delivery=views.delivery_view(found),
        is_secret=bool(notice and notice.secret),
        about=next(iter(about.values()), ""),
        may_again=current_principal().may("delivery.resend"),
    )


@post(f"{LOG}/{{delivery_id:uuid}}/sending", name="messaging.send_again", status_code=200, opt=needs("delivery.resend"))
async def send_again(delivery_id: FromPath[UUID]) -> Response[str]:
    """Send again what didn't arrive."""
    await actions.send_again(delivery_id, by=current_principal())
    return see_other(f"{LOG}/{delivery_id}")


HANDLERS = (log, export, delivery, send_again)
