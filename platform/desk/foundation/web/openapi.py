"""
The description of the API, OpenAPI 3.1: made from the handlers that are served, so that it says nothing else.

What a handler is called, takes and gives is read off it: its path, its parameters, the struct that it returns, and
the marks of its ``opt`` (``web/api.py``). A description that somebody wrote beside them would be another one.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, get_args, get_origin

import msgspec
from litestar import Litestar
from litestar.enums import HttpMethod
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute
from litestar.types.internal_types import PathParameterDefinition

from desk.foundation import hooks
from desk.foundation.permissions import SIGNED_IN, registered
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import JSON, Listed
from desk.foundation.web.headers import SAFE
from desk.foundation.web.hosts import address
from desk.foundation.web.problems import PROBLEM
from desk.foundation.web.samples import sample_of

BASE = "/api/v1"
REF = "#/components/schemas/{name}"
GUIDE = (
    (
        N_("Tokens"),
        N_("Each request carries one: “Authorization: Bearer desk_api_…”. It may do what its owner may."),
    ),
    (
        N_("Lists"),
        N_("A list has items and next. Send next as cursor to get what follows; where it is null, there is no more."),
    ),
    (
        N_("Refusals"),
        N_("What is refused comes as application/problem+json: type for programs, title for people, fields for forms."),
    ),
    (
        N_("Versions"),
        N_("What has a version says it as ETag. With If-Match, a change is refused with 412 if somebody was quicker."),
    ),
    (
        N_("Language"),
        N_("Sentences are in the language of Accept-Language, zh-CN or en; without it, in that of the token's owner."),
    ),
    (
        N_("Asking again"),
        N_("With an Idempotency-Key, the same request gets the first answer again, and is done once."),
    ),
    (
        N_("Facts"),
        N_("GET /events reads all facts in their order. A webhook sends them as they happen, signed."),
    ),
)
_PARAMETERS = {
    "limit": N_("How many at most; 100 is the most."),
    "cursor": N_("The next of an earlier answer."),
    "after": N_("The next of an earlier answer."),
    "q": N_("What to look for."),
    "version": N_("The version that was looked at; refused when it isn't the present one any more."),
    "types": N_("Names of facts such as ticket.closed, or ticket.*, with commas."),
    "order": N_("The newest first, or what has been waiting longest."),
    "unsettled": N_("Only what is still to be done."),
    "unassigned": N_("Only what nobody has taken."),
    "urgent": N_("Only what is urgent."),
    "customer": N_("Only this customer's."),
    "assignee": N_("Only what this member has."),
    "person": N_("Only what this person did, or what was done to them."),
    "from_on": N_("The first day."),
    "to_on": N_("The last day."),
}
_REFUSALS = {
    400: N_("It can't be read."),
    401: N_("No token, or one that isn't good any more."),
    403: N_("The token may not do this."),
    404: N_("It isn't there, or not yours."),
    409: N_("It isn't possible as things stand; somebody may have been quicker."),
    410: N_("It was given up."),
    412: N_("Somebody changed it since the version that If-Match names."),
    413: N_("Too many bytes."),
    415: N_("Another kind of content is wanted."),
    422: N_("Some fields need another look."),
    503: N_("Something that is needed doesn't answer; Retry-After says when to ask again."),
}
KEY = N_("A word of one's own for this request: the same again is done once, and answered the same.")
MATCH = N_("The ETag that was seen; refused when it isn't the present one any more.")
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Shapes:
    """All structs by their names here, and how each is referred to: two plugins may call theirs the same."""

    schemas: Mapping[str, Any]
    references: Mapping[type, Document]


def document(
    app: Litestar, host: str, *, plugins: Collection[str], webhooks: Mapping[str, type] | None = None
) -> Document:
    """The description of what this app serves below ``/api/v1`` with these plugins, in the reader's language."""
    found = list(_handlers(app, plugins))
    shapes = _shapes_of([*(_inner(handler) for _, _, handler in found), *(webhooks or {}).values()])
    paths: dict[str, Any] = {}
    for route, method, handler in found:
        path = _path_of(route).removeprefix(BASE)
        paths.setdefault(path, {})[method.lower()] = _operation(route, method, handler, shapes)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Partner Desk",
            "version": version("partner-desk"),
            "description": "\n\n".join(f"**{gettext(title)}** {gettext(text)}" for title, text in GUIDE),
        },
        "servers": [{"url": address(host, BASE)}],
        "security": [{"token": []}],
        "paths": paths,
        "webhooks": {name: _webhook(shapes, kind) for name, kind in (webhooks or {}).items()},
        "components": {
            "schemas": {**shapes.schemas, "Problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {str(status): _refusal(words) for status, words in _REFUSALS.items()},
            "parameters": {"IdempotencyKey": _IDEMPOTENCY | _described(KEY), "IfMatch": _IF_MATCH | _described(MATCH)},
        },
    }


def _shapes_of(structs: list[type | None]) -> _Shapes:
    known = list(dict.fromkeys(one for one in structs if one))
    references, schemas = msgspec.json.schema_components(known, ref_template=REF)
    return _Shapes(schemas, dict(zip(known, references, strict=True)))


def _handlers(app: Litestar, plugins: Collection[str]) -> Iterator[tuple[HTTPRoute, str, HTTPRouteHandler]]:
    for route in sorted((one for one in app.routes if isinstance(one, HTTPRoute)), key=lambda one: one.path):
        for handler in route.route_handlers:
            owner = hooks.owner_of(getattr(handler.fn, "__module__", ""))
            is_on = not owner or owner in plugins
            if route.path.startswith(BASE) and "says" in handler.opt and is_on:
                yield from ((route, str(method), handler) for method in sorted(handler.http_methods))


def _path_of(route: HTTPRoute) -> str:
    parts = (f"{{{one.name}}}" if isinstance(one, PathParameterDefinition) else one for one in route.path_components)
    return "/" + "/".join(parts)


def _operation(route: HTTPRoute, method: str, handler: HTTPRouteHandler, shapes: _Shapes) -> Document:
    name = str(handler.name).removeprefix("api.")
    writes, says = method not in SAFE, handler.opt["says"]
    found: Document = {
        "operationId": name,
        "tags": [name.partition(".")[0]],
        "summary": gettext(says),
        "description": _permission(handler),
        "security": [{"token": [] if handler.opt["permission"] == SIGNED_IN else [handler.opt["permission"]]}],
        "parameters": [*_parameters(route, handler), *_headers(handler, writes=writes)],
        "responses": {
            str(handler.status_code): _answered(handler, shapes),
            **{str(one): {"$ref": f"#/components/responses/{one}"} for one in _refused(route, method, handler)},
        },
    }
    if body := handler.opt.get("body"):
        found["requestBody"] = _body(body, handler.opt, in_part=method == HttpMethod.PATCH or "partial" in handler.opt)
    return found


def _permission(handler: HTTPRouteHandler) -> str:
    name = handler.opt["permission"]
    if name == SIGNED_IN:
        return gettext("Any token may do this.")
    label = registered()[name].label if name in registered() else name
    return gettext("Needs {permission}: {label}.").format(permission=name, label=gettext(label))


def _headers(handler: HTTPRouteHandler, *, writes: bool) -> list[Document]:
    found = [_KEY] if writes else []
    return [*found, _MATCH] if writes and handler.opt.get("versioned") else found


def _described(words: str) -> Document:
    return {"description": gettext(words)}


def _parameters(route: HTTPRoute, handler: HTTPRouteHandler) -> Iterator[Document]:
    in_path = {one.name for one in route.path_components if isinstance(one, PathParameterDefinition)}
    for name, field in handler.parsed_fn_signature.parameters.items():
        if name == "request":
            continue
        kinds = [one for one in get_args(field.annotation) if one is not type(None)] if field.is_optional else []
        schema = msgspec.json.schema(kinds[0] if kinds else field.annotation)
        required = name in in_path or not field.has_default
        if not required and field.default not in (None, ""):
            schema["default"] = field.default
        found: Document = {"name": name, "in": "path" if name in in_path else "query", "schema": schema}
        found |= {"required": True} if required else {}
        if name in _PARAMETERS and name not in in_path:
            found["description"] = gettext(_PARAMETERS[name])
        yield found


def _body(forms: Any, opt: Mapping[str, Any], *, in_part: bool) -> Document:
    """One form or several together. What needn't be there may be null; what is changed may be sent in part."""
    properties: Document = {}
    required: list[str] = []
    for form in forms if isinstance(forms, tuple) else (forms,):
        schema = msgspec.json.schema_components([form])[1][form.__name__]
        properties |= schema["properties"]
        required += schema.get("required", [])
    if in_part:
        required = []
        properties = {name: _without_default(one) for name, one in properties.items()}
    properties = {name: one if name in required else _emptied(one) for name, one in properties.items()}
    schema = {"type": "object", "properties": properties} | ({"required": required} if required else {})
    kind = "multipart/form-data" if opt.get("upload") else JSON
    content: Document = {"schema": schema}
    if kind == JSON:
        content["example"] = opt.get("example") or sample_of(schema, {})
    return {"required": bool(required) or in_part, "content": {kind: content}}


def _without_default(schema: Document) -> Document:
    return {name: one for name, one in schema.items() if name != "default"}


def _emptied(schema: Document) -> Document:
    default = {"default": schema["default"]} if "default" in schema else {}
    return schema if "anyOf" in schema else {"anyOf": [_without_default(schema), {"type": "null"}], **default}


def _inner(handler: HTTPRouteHandler) -> type | None:
    """The struct that a handler returns, or of which it returns a list."""
    kind = handler.parsed_fn_signature.return_type.annotation
    inner = get_args(kind)[0] if get_origin(kind) is Listed else kind
    return inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None


def _answered(handler: HTTPRouteHandler, shapes: _Shapes) -> Document:
    kind, inner = handler.parsed_fn_signature.return_type.annotation, _inner(handler)
    status = HTTPStatus(handler.status_code)
    if status is HTTPStatus.NO_CONTENT:
        return {"description": status.phrase}
    if inner is None:
        return {"description": status.phrase, "content": {JSON: {"schema": {"type": "object"}}}}
    schema = shapes.references[inner]
    if get_origin(kind) is Listed:
        following = {"anyOf": [{"type": "string"}, {"type": "null"}]}
        properties = {"items": {"type": "array", "items": schema}, "next": following}
        schema = {"type": "object", "properties": properties, "required": ["items", "next"]}
    tag = {"headers": {"ETag": {"schema": {"type": "string"}}}} if handler.opt.get("versioned") else {}
    return {
        "description": status.phrase,
        **tag,
        "content": {JSON: {"schema": schema, "example": sample_of(schema, shapes.schemas)}},
    }


def _refused(route: HTTPRoute, method: str, handler: HTTPRouteHandler) -> list[int]:
    """With what a request may be refused: what can't happen here is left out."""
    takes, writes = handler.opt.get("body") is not None, method not in SAFE
    reads = any(not isinstance(one, str) for one in route.path_components)
    asks = [name for name in handler.parsed_fn_signature.parameters if name != "request"]
    found = {401, 403, 410, 503}
    found |= {400, 409, 422, 413} if writes else set()
    found |= {404} if reads or takes or asks else set()
    found |= {400, 422} if asks else set()
    found |= {412} if writes and handler.opt.get("versioned") else set()
    found |= set(handler.opt.get("refuses", ()))
    found |= {415} if takes else set()
    return sorted(found)


def _refusal(words: str) -> Document:
    return {
        "description": gettext(words),
        "content": {PROBLEM: {"schema": {"$ref": REF.format(name="Problem")}}},
    }


def _webhook(shapes: _Shapes, kind: type) -> Document:
    schema = shapes.references[kind]
    sent = {"schema": schema, "example": sample_of(schema, shapes.schemas)}
    headers = ("webhook-id", "webhook-timestamp", "webhook-signature", "x-request-id")
    return {
        "post": {
            "operationId": f"webhook.{kind.__name__.lower()}",
            "summary": gettext("What a webhook is sent. Any 2xx takes it; 410 ends it; all else has it sent again."),
            "security": [],
            "parameters": [{"name": one, "in": "header", "schema": {"type": "string"}} for one in headers],
            "requestBody": {"required": True, "content": {JSON: sent}},
            "responses": {"2XX": {"description": "Taken"}, "410": {"description": "Gone"}},
        }
    }


_PROBLEM: Document = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "examples": ["urn:partner-desk:invalid"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
        "code": {"type": "string"},
    },
    "required": ["type", "title", "status"],
}
_IDEMPOTENCY: Document = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
_IF_MATCH: Document = {"name": "If-Match", "in": "header", "schema": {"type": "string", "minLength": 1}}
_KEY: Document = {"$ref": "#/components/parameters/IdempotencyKey"}
_MATCH: Document = {"$ref": "#/components/parameters/IfMatch"}
