"""Notices: which there are, how they go out, and in which words."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid, NotFound
from desk.foundation.notices import Channel, Notice
from desk.foundation.permissions import needs
from desk.foundation.translation import LANGUAGES, gettext
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.hosts import address
from desk.foundation.web.pages import fragment, page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.messages import segments_of
from desk.messaging import actions, kinds, queries, texts, views
from desk.messaging.actions.wording import default_of, spoken
from desk.messaging.forms import ChannelsForm, PlaceForm, read_text
from desk.messaging.settings import channels_of

HERE = "messages"
INDEX = "/notices"
ONE = f"{INDEX}/{{kind:str}}"
MANAGE = needs("notice.manage")
NAMES = {"zh-CN": "中文", "en": "English"}


@get(INDEX, name="messaging.notices", opt=MANAGE)
async def index() -> Response[str]:
    """All notices, and how they go out here."""
    tenant, changed = current_visit().tenant, await queries.changed_texts()
    found = [views.notice_view(one, tenant, changed.get(one.id, 0)) for one in kinds.notices_here(tenant)]
    return page("messaging/notices.html", here=HERE, tabs=views.tabs(INDEX, current_principal()), notices=found)


@get(ONE, name="messaging.notice", opt=MANAGE)
async def show(kind: FromPath[str], channel: FromQuery[str] = "", lang: FromQuery[str] = "") -> Response[str]:
    """One notice with its text for a channel in a language."""
    notice = _notice(kind)
    ways = kinds.channels_here(current_visit().tenant)
    wanted = channel or next(iter(channels_of(current_visit().tenant.settings, notice)), ways[0].key)
    way = next((one for one in ways if one.key == wanted), None)
    if way is None:
        raise NotFound
    return await _show(notice, way, lang if lang in LANGUAGES else current_visit().lang)


@post(f"{ONE}/text", name="messaging.change_text", status_code=200, opt=MANAGE)
async def change_text(request: Request[Any, Any, Any], kind: FromPath[str]) -> Response[str]:
    """Say it in one's own words; posted with ``_method=DELETE``, in ours again."""
    values, by, notice = await typed(request), current_principal(), _notice(kind)
    place = read_values(values, PlaceForm)
    way = _way(place.channel)
    here = f"{INDEX}/{kind}?channel={place.channel}&lang={place.lang}"
    if values.get("_method") == "DELETE":
        await actions.drop_text(kind, place.channel, place.lang, by=by)
        return see_other(here)
    try:
        form = read_text(values, letter=way.form == "letter")
        await actions.change_text(kind, form.channel, form.lang, form.subject, form.body, by=by)
    except Invalid as refusal:
        return await _show(notice, way, place.lang, status=422, values=values, errors=refusal.fields)
    return see_other(here)


@post(f"{ONE}/preview", name="messaging.preview", status_code=200, opt=MANAGE)
async def preview(request: Request[Any, Any, Any], kind: FromPath[str]) -> Response[str]:
    """A text with sample values in its holes, and how many segments it takes."""
    values, notice = await typed(request), _notice(kind)
    place = read_values(values, PlaceForm)
    words = (str(values.get("subject", "")), str(values.get("body", "")))
    return fragment("messaging/_preview.html", preview=_preview(notice, _way(place.channel), place.lang, *words))


@post(f"{ONE}/channels", name="messaging.channels", status_code=200, opt=MANAGE)
async def channels(request: Request[Any, Any, Any], kind: FromPath[str]) -> Response[str]:
    """By which channels it goes out."""
    notice = _notice(kind)
    chosen = read_values(await typed(request), ChannelsForm).channels
    try:
        await actions.choose_channels(kind, chosen, by=current_principal())
    except Invalid as refusal:
        way = kinds.channels_here(current_visit().tenant)[0]
        return await _show(notice, way, current_visit().lang, status=422, channel_errors=refusal.fields)
    return see_other(f"{INDEX}/{kind}")


def _notice(kind: str) -> Notice:
    found = kinds.notice(kind, current_visit().tenant)
    if found is None:
        raise NotFound
    return found


def _way(key: str) -> Channel:
    found = kinds.channel(key, current_visit().tenant)
    if found is None:
        raise NotFound
    return found


async def _show(
    notice: Notice,
    way: Channel,
    lang: str,
    *,
    status: int = 200,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    channel_errors: dict[str, str] | None = None,
) -> Response[str]:
    tenant = current_visit().tenant
    own = await queries.text(notice.id, way.key, lang)
    with spoken(lang):
        ours = default_of(notice, way)
    start = {"subject": own["subject"] if own else ours.subject, "body": own["body"] if own else ours.body}
    shown = start | {name: str(value) for name, value in (values or {}).items()}
    here = f"{INDEX}/{notice.id}"
    return page(
        "messaging/notice.html",
        status=status,
        here=HERE,
        notice=views.notice_view(notice, tenant, 0),
        channel={"key": way.key, "word": gettext(way.label), "is_letter": way.form == "letter"},
        lang_shown=lang,
        tabs=[
            _tab(gettext(one.label), f"{here}?channel={one.key}&lang={lang}", one.key == way.key)
            for one in kinds.channels_here(tenant)
        ],
        languages=[_tab(NAMES[one], f"{here}?channel={way.key}&lang={one}", one == lang) for one in LANGUAGES],
        values=shown,
        errors=errors or {},
        is_own=own is not None,
        changed_at=own["changed_at"] if own else None,
        variables=[(f"{{{one}}}", one in notice.secret) for one in kinds.variables_of(notice)],
        preview=_preview(notice, way, lang, shown["subject"], shown["body"]),
        ways=[(one.key, gettext(one.label)) for one in kinds.channels_here(tenant)],
        chosen={"channels": list(channels_of(tenant.settings, notice))},
        channel_errors=channel_errors or {},
    )


def _tab(label: str, url: str, current: bool) -> dict[str, Any]:
    return {"label": label, "url": url, "current": current, "count": None, "hot": False}


def _preview(notice: Notice, way: Channel, lang: str, subject: str, body: str) -> dict[str, Any]:
    """The text with sample values, and what stands in braces without being a variable."""
    tenant = current_visit().tenant
    with spoken(lang):
        values = {name: gettext(value) for name, value in notice.samples.items()}
        values = {"name": gettext("Wang Min"), "company": tenant.name, "link": _link()} | values
        values |= {name: values.get(name) or _link() for name in notice.secret}
    said = texts.filled(body, values)
    return {
        "title": texts.one_line(texts.filled(subject, values)),
        "body": said,
        "strangers": texts.strangers_in(subject + body, kinds.variables_of(notice)),
        "segments": segments_of(said) if way.counts_segments or way.form == "line" else None,
        "length": len(said),
    }


def _link() -> str:
    hosts = current_visit().tenant.hosts
    return address(hosts.get("portal") or next(iter(hosts.values()), "localhost"), "/…")


HANDLERS = (index, show, change_text, preview, channels)
