"""Every route, asked by everybody who must not get through, and at last by whoever may."""

import re

import pytest

from desk.foundation.permissions import ANYONE, SIGNED_IN
from desk.kit.ids import uuid7

from . import examples_all  # noqa: F401 - registers the examples
from .examples import EXAMPLES
from .reading import nothing
from .stage import Place, kinds_of_numbers

NOBODYS_NUMBER = 1_999_999_999
FAR = 5_000_000
"""Numbers of strangers begin here, so that one's own never have the same."""
STRANGE_NUMBERS = (2**31, 2**63, 10**30, -1, 0)
STRANGE_WORDS = ("x", "%00", "%F0%9F%92%A9", "'")


@pytest.fixture(scope="module")
async def places(world, superuser, tmp_path_factory):
    """Three places: one's own, a neighbour's at the same tenant, a stranger's at another tenant."""
    import asyncpg
    from tests_support import TestTenant, make_customer

    from desk.foundation import hooks, tenants
    from desk.foundation.database import value
    from desk.foundation.registry import forget_hosts
    from desk.settings import settings

    plugins = [slug for slug in hooks.installed() if not hooks.is_core(slug) and slug != "trial"]
    owner, found = await asyncpg.connect(settings.owner_url), {}
    for slug in ("sweep-own", "sweep-other"):
        folder = tmp_path_factory.mktemp("sweep") / slug
        folder.mkdir()
        text = f'name = "{slug}"\nplugins = {plugins!r}\n[settings.loyalty]\nseason_begins = ""\n'
        (folder / "tenant.toml").write_text(text, "utf-8")
        tenant = await tenants.apply(owner, await tenants.plan(owner, slug, tenants.read_file(folder)))
        found[slug] = TestTenant(slug, tenant)
    await owner.close()
    forget_hosts()
    other = found["sweep-other"]
    for kind in kinds_of_numbers():
        async with other.scope() as scope:
            await value("select next_number($1)", kind)
            await scope.transaction.commit()
        await superuser.fetchval(f"select setval('number_{kind}_{other.id.hex}', {FAR})")

    async def place(tenant, marker):
        return Place(world.door, tenant, "", marker, await make_customer(tenant, f"{marker} 0"))

    own = await place(found["sweep-own"], "Ownmark")
    neighbour = Place(world.door, own.tenant, "", "Nearmark", await make_customer(own.tenant, "Nearmark 0"))
    stranger = await place(other, "Strangemark")
    return {"own": own, "neighbour": neighbour, "stranger": stranger, "hq": world.headquarters}


@pytest.fixture(scope="module")
def handlers(application):
    """Every handler by face and name, with its method and path."""
    return {
        (face, handler.name): (next(iter(set(handler.http_methods) - {"OPTIONS", "HEAD"}), "HEAD"), route.path, handler)
        for face, app in application.faces.items()
        for route in app.routes
        for handler in route.route_handlers
        if handler.name
    }


class Route:
    """One route as a client asks for it."""

    def __init__(self, method, path, handler):
        self.method, self.path, self.handler = method, path, handler
        self.permission = handler.opt["permission"]
        self.is_api = path.startswith("/api/")

    def address(self, values):
        return re.sub(r"\{(\w+):\w+\}", lambda hole: str(values[hole[1]]), self.path)

    async def ask(self, client, example, *, path=None, headers=None, **instead):
        sent = {}
        for name in ("form", "json", "query", "files"):
            given = instead.get(name, getattr(example, name))
            if given is not None:
                sent[{"form": "data", "query": "params"}.get(name, name)] = given
        address = self.address(path if path is not None else example.path)
        if isinstance(sent.get("json"), dict) and self.method == "GET":
            del sent["json"]
        return await client.request(self.method, address, headers=headers, **sent)


class Sweep:
    """One route with its examples, and what is wrong with its answers."""

    def __init__(self, key, route, here, stranger, neighbour):
        self.key, self.route, self.wrong = key, route, []
        self.here, self.stranger, self.neighbour = here, stranger, neighbour

    async def build(self, builder):
        self.own, self.foreign = await builder(self.here), await builder(self.stranger)
        self.near = await builder(self.neighbour) if self.here.face == "portal" else None

    def expect(self, who, answer, *statuses):
        if answer.status_code not in statuses:
            self.wrong.append(f"{who}: {answer.status_code} instead of {statuses}: {answer.text[:300]!r}")
        for place in (self.stranger, self.neighbour if self.near else None):
            if place is not None and place.marker in answer.text and place.marker not in str(answer.request.url):
                self.wrong.append(f"{who} reads of {place.marker}")

    async def actor(self):
        return self.own.client or await self.here.actor()

    # -- who must not get through

    async def signed_out(self):
        face = self.here.face
        out = self.here.door.client(self.here.tenant, face)
        if self.route.is_api:
            answer = await self.route.ask(out, self.own)
            self.expect("signed out", answer, 401)
            if answer.headers["content-type"] != "application/problem+json":
                self.wrong.append("signed out: no problem+json")
            return
        answer = await self.route.ask(out, self.own)
        self.expect("signed out", answer, 303)
        if not answer.headers.get("location", "").startswith("/sign-in"):
            self.wrong.append(f"signed out: sent to {answer.headers.get('location')}")
        part = await self.route.ask(out, self.own, headers={"hx-request": "true"})
        self.expect("a fragment, signed out", part, 401)
        if not part.headers.get("hx-redirect", "").startswith("/sign-in"):
            self.wrong.append("a fragment, signed out: no way to sign in")

    async def signed_in_elsewhere(self):
        """Somebody who may do everything, at another tenant, carries the cookie or token here."""
        theirs = await self.stranger.actor()
        kept = {name: theirs.headers[name] for name in ("cookie", "authorization") if name in theirs.headers}
        client = self.here.door.client(self.here.tenant, self.here.face, **kept)
        self.expect("signed in elsewhere", await self.route.ask(client, self.own), 401 if self.route.is_api else 303)

    async def without_permission(self):
        if self.route.permission == SIGNED_IN:
            return
        client = await self.here.powerless(self.route.permission)
        self.expect("without the permission", await self.route.ask(client, self.own), 403)

    async def with_a_narrow_token(self):
        if not self.route.is_api or self.route.permission == SIGNED_IN:
            return
        client = await self.here.door.api(self.here.tenant, scopes=("workspace.enter",))
        self.expect("with a token for something else", await self.route.ask(client, self.own), 403)

    async def from_another_site(self):
        if self.route.method in ("GET", "HEAD"):
            return
        for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
            answer = await self.route.ask(await self.actor(), self.own, headers=headers)
            self.expect("from another site", answer, 403)

    async def with_foreign_addresses(self):
        """A stranger's object isn't there: the same answer as for one that never was."""
        if not self.own.path or self.own.shared:
            return
        client = await self.actor()
        for example in filter(None, (self.foreign, self.near)):
            paths = [example.path, *example.also]
            if len(self.own.path) > 1:
                paths += [self.own.path | {name: example.path[name]} for name in example.path]
            for path in paths:
                if path == self.own.path:
                    continue
                nobodys = {
                    name: nobody_like(value) if value != self.own.path.get(name) else value
                    for name, value in path.items()
                }
                theirs = await self.route.ask(client, self.own, path=path)
                never = await self.route.ask(client, self.own, path=nobodys)
                self.expect(f"with a foreign address {path}", theirs, 404)
                self.expect(f"with an address that never was {nobodys}", never, 404)
                if told(theirs, self.route.address(path)) != told(never, self.route.address(nobodys)):
                    self.wrong.append(f"one can tell that {path} exists")

    async def with_strange_addresses(self):
        client = await self.actor()
        for name, value in self.own.path.items():
            for strange in (
                (2**31, 2**63, 10**30, -1, 0) if isinstance(value, int) else ("x", "%00", "%F0%9F%92%A9", "'")
            ):
                answer = await self.route.ask(client, self.own, path=self.own.path | {name: strange})
                self.expect(f"with {name}={strange!r}", answer, 400, 404, 405, 422)

    async def with_foreign_ids(self):
        for example in filter(None, (self.foreign, self.near)):
            for name in self.own.ids:
                for kind in ("form", "json", "query"):
                    given, theirs = getattr(self.own, kind), getattr(example, kind)
                    if given and name in given and given[name] != theirs[name]:
                        mixed = {kind: given | {name: theirs[name]}}
                        answer = await self.route.ask(await self.actor(), self.own, **mixed)
                        self.expect(f"with a foreign {name}", answer, 404, 409, 422)

    async def with_foreign_filters(self):
        """Narrowed by a stranger's id a list is empty, or says that there is none such."""
        client = await self.actor()
        for name, value in self.own.filters.items():
            own = await self.route.ask(client, self.own, query=self.own.query | {name: value})
            self.expect(f"narrowed by one's own {name}", own, 200)
            for theirs in (self.foreign.filters[name], uuid7(), "x", "%00"):
                answer = await self.route.ask(client, self.own, query=self.own.query | {name: theirs})
                self.expect(f"narrowed by {name}={theirs}", answer, 200, 400, 404, 422)

    async def as_whoever_may(self):
        """Last: it also shows that the example was good all the time."""
        answer = await self.route.ask(await self.actor(), self.own)
        self.expect("as whoever may", answer, *self.own.ok)
        if answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?"):
            self.wrong.append("as whoever may: sent to sign in")


def nobody_like(value):
    """An address of the same kind that never was."""
    if isinstance(value, int):
        return NOBODYS_NUMBER
    if str(value).isdigit():
        return str(NOBODYS_NUMBER)
    return uuid7() if re.fullmatch(r"[0-9a-f-]{36}", str(value)) else f"{value}x"


def told(answer, address):
    """What an answer says, but for what is different each time."""
    text = answer.text.replace(address, "ADDRESS")
    return answer.status_code, re.sub(r'nonce="[^"]*"|[0-9A-Z]{4}-[0-9A-Z]{2}', "", text)


@pytest.mark.parametrize("key", sorted(EXAMPLES), ids=" ".join)
async def test_only_whoever_may_gets_through(key, handlers, places):
    if key not in handlers:
        pytest.skip("this route is gone: test_routes says so")
    face, _ = key
    route = Route(*handlers[key])
    assert route.permission != ANYONE
    shown = "api" if route.is_api else face
    own, stranger, neighbour = (places[who].at(shown) for who in ("own", "stranger", "neighbour"))
    if face == "headquarters":
        # Its stranger is a partner: an operator sees nothing of a partner's rows.
        own = Place(own.door, places["hq"], face, "Hqmark", own.customer, {})
        stranger = places["stranger"].at("workspace")
    sweep = Sweep(key, route, own, stranger, neighbour)
    await sweep.build(EXAMPLES[key])

    for check in (
        sweep.signed_out,
        sweep.signed_in_elsewhere,
        sweep.without_permission,
        sweep.with_a_narrow_token,
        sweep.from_another_site,
        sweep.with_foreign_addresses,
        sweep.with_strange_addresses,
        sweep.with_foreign_ids,
        sweep.with_foreign_filters,
        sweep.as_whoever_may,
    ):
        await check()
    nothing(sweep.wrong)
