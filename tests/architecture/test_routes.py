"""Every handler of every face says who may, has a name, and stands behind the guard."""

import pytest

from desk.foundation.permissions import ANYONE, SIGNED_IN

from . import examples_all  # noqa: F401 - registers the examples
from .examples import EXAMPLES, OPEN
from .reading import nothing

MARKS = {"permission", "scope", "upload", "even_suspended", "even_closed", "even_first", "cookie"}
SAID = {"says", "body", "example", "refuses", "versioned", "partial"}
"""What the description of the API says of a route: see desk/foundation/web/api.py."""
SCOPES = {None, "none", "own"}


def is_ours(handler):
    """Whether a handler belongs to the house, and not to a plugin of the tests."""
    name = getattr(handler.fn, "__module__", "")
    return not name.startswith("tests") and "_plugin" not in name


@pytest.fixture(scope="module")
def routes(application):
    """All handlers that somebody wrote, as (face, method, path, handler)."""
    return [
        (face, method, route.path, handler)
        for face, app in application.faces.items()
        for route in app.routes
        for handler in route.route_handlers
        for method in handler.http_methods
        if method != "OPTIONS" and is_ours(handler)
    ]


def said(face, method, path, handler):
    return f"{face} {method} {path} ({handler.name})"


def test_there_are_routes_on_every_face(routes):
    assert {face for face, *_ in routes} == {"workspace", "portal", "headquarters", "files"}
    assert len(routes) > 100


def test_every_route_names_a_permission_that_somebody_declared(routes):
    from desk.foundation import permissions

    known = {*permissions.registered(), ANYONE, SIGNED_IN}
    nothing(said(*one) for one in routes if one[3].opt.get("permission") not in known)


def test_every_mark_of_a_route_is_one_that_the_flow_reads(routes):
    """A misspelt mark would be no mark at all."""
    known = MARKS | SAID
    nothing(f"{said(*one)}: {set(one[3].opt) - known}" for one in routes if set(one[3].opt) - known)
    nothing(said(*one) for one in routes if set(one[3].opt) & SAID and not one[2].startswith("/api/"))
    nothing(said(*one) for one in routes if one[3].opt.get("scope") not in SCOPES)


def test_every_route_has_a_name_that_is_its_own(routes):
    nothing(said(*one) for one in routes if not one[3].name)
    for face in {one[0] for one in routes}:
        names = [one[3].name for one in routes if one[0] == face]
        nothing(sorted({name for name in names if names.count(name) > 1}))
    nothing(
        said(*one)
        for one in routes
        if one[3].name and one[2].startswith("/api/") != one[3].name.startswith("api.") and "." in one[3].name
    )


def test_no_answer_is_kept_by_the_server(routes):
    """A kept answer would be given to the next one who asks, whoever that is."""
    nothing(said(*one) for one in routes if one[3].cache)


def guards_of(handler):
    return {getattr(one, "func", one) for one in handler.resolve_guards()}


def test_the_guard_and_the_flow_stand_before_every_route(application, routes):
    from desk.foundation.web.flow import RequestFlow, check_permission

    nothing(said(*one) for one in routes if check_permission not in guards_of(one[3]))
    for face, app in application.faces.items():
        assert any(isinstance(one, RequestFlow) for one in app.middleware), face
    nothing(said(*one) for one in routes if one[3].middleware)


def test_only_known_routes_are_open(routes):
    opened = {one[3].name for one in routes if one[3].opt.get("permission") == ANYONE}
    assert opened - OPEN.keys() == set(), "say in OPEN why somebody who isn't signed in may ask for it"
    assert OPEN.keys() - opened == set(), "these are not open any more"


def test_outside_of_a_transaction_only_open_routes_and_uploads_are_served(routes):
    """A route without a scope knows nobody, so a permission on it would refuse everybody or be forgotten."""
    for face, method, path, handler in routes:
        if handler.opt.get("scope") == "none":
            fine = handler.opt["permission"] == ANYONE or handler.opt.get("upload")
            assert fine, said(face, method, path, handler)


def test_looking_changes_nothing_and_changing_has_no_address_of_its_own(routes):
    """A safe method never stands beside an unsafe one in one handler, and addresses are nouns."""
    verbs = {"create", "delete", "update", "edit", "close", "assign", "save", "remove", "add"}
    for face, method, path, handler in routes:
        methods = set(handler.http_methods) - {"OPTIONS"}
        assert methods <= {"GET", "HEAD"} or not methods & {"GET", "HEAD"}, said(face, method, path, handler)
        words = {word for word in path.split("/") if word and not word.startswith("{")}
        assert method == "GET" or not words & verbs, said(face, method, path, handler)


def test_every_route_has_an_example_and_every_example_its_route(routes):
    there = {(one[0], one[3].name) for one in routes}
    wanted = {one for one in there if one[1] not in OPEN}
    nothing(
        (f"@example({name!r}, faces=({face!r},))" for face, name in sorted(wanted - EXAMPLES.keys())),
        "Every route stands in the sweep. Register a builder for these in tests/architecture/examples_<slice>.py,"
        " with path, form or json, and the names that hold ids; or say in OPEN why anybody may ask:",
    )
    nothing(
        (f"{face}: {name}" for face, name in sorted(EXAMPLES.keys() - there)),
        "These routes are gone, so their examples may go:",
    )


async def test_asking_what_is_possible_tells_nothing(application, door, acme):
    """OPTIONS is answered by the framework; it says methods, to whoever asks, and nothing of what is there."""
    for path in ("/members", "/tickets/999999", "/api/v1/tickets/999999", "/nothing"):
        answer = await door.signed_out(acme).options(path)
        assert answer.status_code in (204, 303, 401, 403, 404, 405), path
        assert "access-control-allow-origin" not in answer.headers
