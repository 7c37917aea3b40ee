"""The description of the API as its page shows it: one section for each slice, one line for each route."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from desk.foundation import hooks
from desk.foundation.events import registered
from desk.foundation.translation import N_, gettext
from desk.foundation.web.openapi import GUIDE
from desk.foundation.web.samples import words_of

TITLES = {
    "webhooks": N_("Facts"),
    "files": N_("Files"),
    "search": N_("Search"),
    "people": N_("People"),
    "workspace": N_("This description"),
    "bulletins": N_("Bulletins"),
    "prices": N_("Price standard"),
}
METHODS = {"get": "blue", "post": "green", "put": "amber", "patch": "amber", "delete": "red"}
Document = Mapping[str, Any]


def guide() -> list[tuple[str, str]]:
    """What is the same for all routes, a title and a sentence each."""
    return [(gettext(title), gettext(text)) for title, text in GUIDE]


def sections(document: Document, q: str) -> list[dict[str, Any]]:
    """The routes whose method, path or words have the text, by slice."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in _operations(document):
        if q.strip().lower() in f"{one['method']} {one['path']} {one['summary']} {one['tag']}".lower():
            found.setdefault(one["tag"], []).append(one)
    return [{"key": tag, "title": _title(tag), "operations": listed} for tag, listed in found.items()]


def facts(q: str, plugins: frozenset[str]) -> list[dict[str, Any]]:
    """The facts of the feed and of webhooks in a tenant with these plugins, with the names of their payloads."""
    return [
        {"name": name, "fields": ", ".join(kind.fields), "about": kind.subject_kind}
        for name, kind in sorted(registered().items())
        if hooks.is_shown(name, plugins) and q.strip().lower() in name
    ]


def _title(slug: str) -> str:
    lines = hooks.answers("register_navigation").get(slug, ())
    label = TITLES.get(slug) or next((line.label for line in lines), "")
    return gettext(label) if label else hooks.title(slug)


def _operations(document: Document) -> Iterator[dict[str, Any]]:
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            yield {
                "id": one["operationId"].replace(".", "-"),
                "tag": one["tags"][0],
                "method": method.upper(),
                "tint": METHODS[method],
                "path": path,
                "summary": one["summary"],
                "needs": one["description"],
                "parameters": [_parameter(given) for given in one["parameters"] if "name" in given],
                "body": _body(one.get("requestBody")),
                **_answers(one["responses"], document),
            }


def _parameter(given: Document) -> dict[str, Any]:
    return {
        "name": given["name"],
        "kind": words_of(given["schema"]),
        "required": given.get("required", False),
        "in_path": given["in"] == "path",
        "says": given.get("description", ""),
    }


def _body(given: Document | None) -> dict[str, Any] | None:
    if given is None:
        return None
    [(kind, content)] = given["content"].items()
    required = content["schema"].get("required", ())
    named = content["schema"]["properties"].items()
    fields = [{"name": name, "kind": words_of(one), "required": name in required} for name, one in named]
    return {"kind": kind, "fields": fields, "sample": _pretty(content["example"]) if "example" in content else ""}


def _answers(given: Document, document: Document) -> dict[str, Any]:
    (status, answer), *refused = given.items()
    content: Document = next(iter(answer.get("content", {}).values()), {})
    known = document["components"]["responses"]
    return {
        "status": status,
        "answer": words_of(content["schema"]) if content else "",
        "sample": _pretty(content["example"]) if "example" in content else "",
        "refusals": [(one, known[one]["description"]) for one, _ in refused],
    }


def _pretty(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
