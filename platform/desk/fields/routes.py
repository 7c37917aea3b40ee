"""The page that says which fields there are."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.fields import actions, queries, views
from desk.fields.forms import OrderForm, read_change, read_new
from desk.fields.permissions import MANAGE
from desk.fields.settings import declared
from desk.fields.states import OWNERS, Field, Kind
from desk.foundation.errors import NotFound, Refusal
from desk.foundation.labels import label, words
from desk.foundation.permissions import needs
from desk.foundation.web.forms import kept, read_form, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal

HERE = "fields"
LATEST = 20
SPARE = 3
"""Empty rows for further choices."""


@get("/fields", name="fields.index", opt=needs(MANAGE))
async def index() -> Response[str]:
    """All fields of all owners, and what was done to them."""
    facts = await views.history(await queries.declarations(most=LATEST))
    return page("fields/index.html", here=HERE, owners=views.overview(), facts=facts)


@get("/fields/{owner:str}/new", name="fields.new", opt=needs(MANAGE))
async def new(owner: FromPath[str], kind: FromQuery[Kind] = Kind.TEXT) -> Response[str]:
    """The empty form."""
    return _form(_known(owner), None, {"kind": kind}, {})


@post("/fields/{owner:str}", name="fields.declare", status_code=200, opt=needs(MANAGE))
async def declare(request: Request[Any, Any, Any], owner: FromPath[str]) -> Response[str]:
    """Add a field."""
    values = await typed(request)
    try:
        await actions.declare_field(_known(owner), read_new(values), by=current_principal())
    except Refusal as refusal:
        return _again(owner, None, values, refusal)
    return see_other(f"/fields#{owner}")


@post("/fields/{owner:str}/order", name="fields.order", status_code=200, opt=needs(MANAGE))
async def order(request: Request[Any, Any, Any], owner: FromPath[str]) -> Response[str]:
    """Move one field up."""
    form = await read_form(request, OrderForm)
    keys = list(form.keys)
    if form.up in keys:
        at = keys.index(form.up)
        keys.insert(max(at - 1, 0), keys.pop(at))
    await actions.order_fields(_known(owner), keys, by=current_principal())
    return see_other(f"/fields#{owner}")


@get("/fields/{owner:str}/{key:str}", name="fields.edit", opt=needs(MANAGE))
async def edit(owner: FromPath[str], key: FromPath[str]) -> Response[str]:
    """The form with what counts now."""
    field = _one(owner, key)
    living = [one for one in field.choices if not one.retired]
    values = {
        "zh": field.zh,
        "en": field.en,
        "kind": field.kind,
        "required": "yes" if field.required else "",
        "confidential": "yes" if field.confidential else "",
        "choice_key": [one.key for one in living],
        "choice_zh": [one.zh for one in living],
        "choice_en": [one.en for one in living],
    }
    return _form(owner, field, values, {})


@post("/fields/{owner:str}/{key:str}", name="fields.change", status_code=200, opt=needs(MANAGE))
async def change(request: Request[Any, Any, Any], owner: FromPath[str], key: FromPath[str]) -> Response[str]:
    """Change words, choices and what is asked."""
    values, field = await typed(request), _one(owner, key)
    try:
        await actions.change_field(owner, read_change(values, field), by=current_principal())
    except Refusal as refusal:
        return _again(owner, field, values, refusal)
    return see_other(f"/fields#{owner}")


@post("/fields/{owner:str}/{key:str}/retirement", name="fields.retire", status_code=200, opt=needs(MANAGE))
async def retire(request: Request[Any, Any, Any], owner: FromPath[str], key: FromPath[str]) -> Response[str]:
    """Ask for it no more; posted with ``_method=DELETE`` it is asked for again."""
    back = (await typed(request)).get("_method") == "DELETE"
    await actions.retire_field(_known(owner), key, retired=not back, by=current_principal())
    return see_other(f"/fields#{owner}")


def _known(owner: str) -> str:
    if owner not in OWNERS:
        raise NotFound
    return owner


def _one(owner: str, key: str) -> Field:
    for one in declared(_known(owner)):
        if one.key == key:
            return one
    raise NotFound


def _again(owner: str, field: Field | None, values: dict[str, Any], refusal: Refusal) -> Response[str]:
    said = kept(values, refusal)
    errors = said["errors"] or {"key": said["refused"]}
    return _form(owner, field, values, errors, status=said["status"])


def _form(
    owner: str, field: Field | None, values: dict[str, Any], errors: dict[str, str], *, status: int = 200
) -> Response[str]:
    columns = [_several(values.get(name)) for name in ("choice_key", "choice_zh", "choice_en")]
    count = len(columns[1])
    rows = [tuple(column[at] if at < len(column) else "" for column in columns) for at in range(count + SPARE)]
    return page(
        "fields/edit.html",
        status=status,
        here=HERE,
        owner={"name": owner, "word": label("field.owner", owner)},
        field={"key": field.key, "word": field.word, "kind": label("field.kind", field.kind)} if field else None,
        chooses=field is None or bool(field.choices),
        kinds=list(words("field.kind").items()),
        values=values,
        choices=rows,
        errors=errors,
    )


def _several(given: Any) -> list[str]:
    return [str(one) for one in given] if isinstance(given, list) else [str(given)] if given else []


HANDLERS = (index, new, declare, order, edit, change, retire)
