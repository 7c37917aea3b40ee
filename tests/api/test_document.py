"""The description of the API says all that is served, in both languages, and nothing that isn't so."""

import re

import jsonschema_rs
import schemathesis

from desk.foundation import hooks
from desk.foundation.permissions import SIGNED_IN, registered
from desk.foundation.web.openapi import BASE

CHINESE = re.compile("[\u4e00-\u9fff]")

WHOLE = {
    "/search": "the best, and no more",
    "/customers/{customer_id}/contacts/{contact_id}/consent": "one for each channel and kind",
    "/surveys/figures/members": "as many as there are colleagues",
    "/customer-tags": "the words used most, and no more",
    "/customers/{customer_id}/notes": "a hundred at most",
    "/customers/{customer_id}/relations": "there are few",
    "/customers/{customer_id}/grades": "a customer had few",
    "/calendars/default/days": "a year has an end",
    "/calendars/{calendar_id}/days": "a year has an end",
}
"""Lists without a cursor, and why. Kinds are written into the product, and figures are sums: there are few."""


def served(application):
    """The handlers of the API, by method and path as the document writes them; those of plugins that are off aren't."""
    return {
        (method.lower(), re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path.removeprefix(BASE))): handler
        for route in application.faces["workspace"].routes
        if route.path.startswith(f"{BASE}/")
        for handler in route.route_handlers
        for method in handler.http_methods
        if method not in ("OPTIONS", "HEAD") and not hooks.owner_of(handler.fn.__module__)
    }


async def test_every_route_is_in_it_and_nothing_else(application, operations):
    assert {(method, path) for method, path, _ in operations} == served(application).keys()


async def test_every_route_says_what_it_is_takes_gives_and_needs(application, operations):
    handlers, wrong = served(application), []
    for method, path, one in operations:
        handler = handlers[method, path]
        answered = one["responses"][str(handler.status_code)]
        given = answered["content"]["application/json"]["schema"] if handler.status_code != 204 else {"$ref": ""}
        fine = {
            "a sentence": one["summary"],
            "a permission": one["description"],
            "a tag": one["tags"],
            "what it gives": "$ref" in given or "items" in given.get("properties", {}) or path == "/openapi.json",
            "what it takes": method not in ("post", "patch") or "requestBody" in one,
            "no body to read": method not in ("get", "delete") or "requestBody" not in one,
            "who is refused": {"401", "403"} <= one["responses"].keys(),
            "its path": set(re.findall(r"\{(\w+)\}", path))
            == {each["name"] for each in one["parameters"] if each.get("in") == "path"},
        }
        wrong += [f"{method} {path}: {name}" for name, is_there in fine.items() if not is_there]
    assert wrong == []
    names = [one["operationId"] for _, _, one in operations]
    assert len(names) == len(set(names))


async def test_the_scope_of_each_route_is_its_permission(application, operations):
    handlers = served(application)
    for method, path, one in operations:
        [[scopes]] = [list(each.values()) for each in one["security"]]
        needed = handlers[method, path].opt["permission"]
        assert scopes == ([] if needed == SIGNED_IN else [needed])
        assert set(scopes) <= registered().keys()


async def test_a_list_has_items_and_next_and_takes_limit_and_cursor(operations):
    for method, path, one in operations:
        answered = next(iter(one["responses"].values())).get("content", {"application/json": {"schema": {}}})
        given = answered["application/json"]["schema"]
        names = {each["name"] for each in one["parameters"] if "name" in each}
        if "items" in given.get("properties", {}):
            assert given["required"] == ["items", "next"], (method, path)
            is_whole = method != "get" or path in WHOLE or path.endswith(("/figures", "/kinds"))
            assert is_whole or names >= {"limit", "cursor"}, (method, path)


async def test_it_is_openapi_and_its_examples_fit_its_schemas(document, operations):
    assert document["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(document).validate()
    shared = {"components": document["components"], "$schema": "https://json-schema.org/draft/2020-12/schema"}
    wrong = []
    for method, path, one in operations:
        bodies = [one["requestBody"]] if "requestBody" in one else []
        for place in (*bodies, *one["responses"].values()):
            for content in place.get("content", {}).values():
                checks = jsonschema_rs.Draft202012Validator(shared | content["schema"], validate_formats=True)
                if "example" in content:
                    wrong += [f"{method} {path}: {fault.message}" for fault in checks.iter_errors(content["example"])]
    assert wrong == []


async def test_it_speaks_both_languages(door, acme, document, operations):
    api = await door.api(acme)
    english = (await api.get("/api/v1/openapi.json", headers={"accept-language": "en-GB,en;q=0.9"})).json()

    assert english["paths"].keys() == document["paths"].keys()
    assert not CHINESE.search(str({key: english[key] for key in ("info", "components", "webhooks")}))
    for method, path, one in operations:
        assert CHINESE.search(one["summary"]), one["summary"]
        assert CHINESE.search(one["description"]), one["description"]
        assert not CHINESE.search(english["paths"][path][method]["summary"]), path
        for each in one["parameters"]:
            assert CHINESE.search(each.get("description", "中")), each
    for response in document["components"]["responses"].values():
        assert CHINESE.search(response["description"])


async def test_it_is_for_whoever_belongs_to_the_tenant(door, acme, brisk):
    for path in ("/api/v1/openapi.json", "/api"):
        assert (await (await door.member(acme, "trainee")).get(path)).status_code == 200, path
    stranger, program = door.signed_out(acme), await door.api(brisk)
    program.headers["host"] = acme.host("workspace")

    refused = await stranger.get("/api/v1/openapi.json")
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
    assert (await program.get("/api/v1/openapi.json")).status_code == 401
    assert (await stranger.get("/api")).headers["location"] == "/sign-in?next=/api"


async def test_a_cookie_reads_the_document_and_nothing_else_of_the_api(door, acme):
    member = await door.member(acme)

    assert (await member.get("/api/v1/openapi.json")).status_code == 200
    assert (await member.get("/api/v1/me")).status_code == 401


async def test_the_page_shows_the_same_and_can_be_searched(door, acme, operations):
    member = await door.member(acme)
    whole = (await member.get("/api")).text
    for _, path, one in operations:
        assert path in whole
        assert f'id="{one["operationId"].replace(".", "-")}"' in whole

    found = (await member.get("/api?q=PATCH /customers")).text
    assert 'id="customers-change"' in found
    assert 'id="tickets-index"' not in found
    assert "没有这样的接口" in (await member.get("/api?q=" + "x" * 300)).text
    english = (await member.get("/api", headers={"cookie": member.headers["cookie"] + "; lang=en"})).text
    assert "Description of the API" in english
