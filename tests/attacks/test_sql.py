"""
Injection into SQL, and odd words wherever an address takes some: search, sort, filters, cursors, languages.

Nothing typed is ever more than a value; nothing typed is a mistake of ours (5xx).
"""

from typing import Any

import pytest
from tests_support import make_ticket

WORDS = [
    "' or '1'='1",
    "1; select pg_sleep(600)--",  # which the time limit of a statement would turn into a mistake of ours
    "') union select slug, slug from tenant --",
    "\\'; drop table ticket; --",
    "$1",
    "%s",
    "%00",
    "%25",
    "_%25_",
    "&|!<->():*",
    "a:*b & !",
    "\\",
    "%ed%a0%80",
    "%ff%fe",
    "%E2%80%AE",
    "-1",
    "99999999999999999999999",
    "NaN",
    "1e5",
    "[]",
    "{}",
    "../../etc/passwd",
    "%F0%9F%98%80",
    "{{7*191}}",
]
NAMES = (
    "view status channel kind customer urgent after before cursor limit shown"
    " whole version next lang grade sort order name phone"
)


def _routes(face: str) -> list[str]:
    """The paths of everything that is read on a face, with odd words in place of what stands in braces."""
    from desk.foundation import hooks

    hooks.boot()
    found = []
    for slug, routes in hooks.answers("register_routes").items():
        if not hooks.plugins.get_plugin(slug).__name__.startswith("desk"):
            continue  # a plugin of other tests, broken on purpose
        handlers = [*getattr(routes, face), *(routes.people if face != "api" else ())]
        found += [path for one in handlers if "GET" in one.http_methods for path in one.paths]
    return sorted(set(found) - {"/signals"})


async def _client(door: Any, tenant: Any, face: str) -> Any:
    if face == "portal":
        from tickets_support import contact

        return (await contact(door, tenant)).client
    return await (door.api(tenant) if face == "api" else door.member(tenant))


@pytest.mark.parametrize("face", ["workspace", "portal", "api", "headquarters"])
async def test_no_word_in_an_address_is_more_than_a_value(door, acme, headquarters, face):
    tenant = headquarters if face == "headquarters" else acme
    await make_ticket(acme)
    client = await _client(door, tenant, face)
    for path in _routes(face):
        base = "/api/v1" + path if face == "api" else path
        if "{" not in base:
            for place, word in enumerate(WORDS):
                query = "&".join(f"{name}={word}" for name in ("q", *NAMES.split()[place % 3 :: 3]))
                _is_no_mistake(await client.get(f"{base}?{query}"))
        else:
            for word in WORDS[:6]:
                filled = "/".join(word.replace("/", "") if part.startswith("{") else part for part in base.split("/"))
                _is_no_mistake(await client.get(filled))


def _is_no_mistake(answer: Any) -> None:
    assert answer.status_code < 500, (str(answer.url), answer.text[:300])


@pytest.mark.parametrize("word", ["' or '1'='1", "%", "_", "*", "' or true --", "\\"])
async def test_a_filter_never_opens_the_list(door, acme, brisk, word):
    """A word that no customer has finds none, whatever it would mean to a database."""
    from tests_support import make_customer

    await make_customer(acme, "只此一家")
    member, api = await door.member(acme), await door.api(acme)

    for path in ("/customers", "/tickets", "/search"):
        assert "只此一家" not in (await member.get(path, params={"q": f"zqx{word}", "view": "all"})).text
    answer = await api.get("/api/v1/customers", params={"q": f"zqx{word}"})
    assert answer.json()["items"] == []


@pytest.mark.parametrize("word", WORDS[:4])
async def test_choices_are_choices(door, acme, word):
    member, api = await door.member(acme), await door.api(acme)

    for path in ("/tickets?view=", "/tickets?status=", "/tickets?channel=", "/tickets?kind=", "/customers?grade="):
        assert (await member.get(path + word)).status_code == 400
    assert (await api.get(f"/api/v1/tickets?status={word}")).status_code == 422
    assert (await api.get(f"/api/v1/customers?status={word}")).status_code == 422
