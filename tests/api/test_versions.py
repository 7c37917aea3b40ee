"""Who changes what somebody changed meanwhile is refused: by ``If-Match``, or by a version in the body."""

import pytest
from tests_support import make_customer
from tickets_support import SOLUTION, number_in


@pytest.fixture
async def places(door, acme):
    """What has versions: the path, and a change that is taken."""
    api, customer = await door.api(acme), await make_customer(acme)
    at = f"/api/v1/customers/{customer}"
    contact = (await api.post(f"{at}/contacts", json={"name": "王敏"})).json()["id"]
    ticket = f"/api/v1/tickets/{await number_in(acme, 'open')}"
    return {
        "customer": (at, "PATCH", at, [{"note": "一"}, {"note": "二"}]),
        "contact": (
            f"{at}/contacts/{contact}",
            "PATCH",
            f"{at}/contacts/{contact}",
            [{"title": "一"}, {"title": "二"}],
        ),
        "ticket": (ticket, "PUT", f"{ticket}/solution", [SOLUTION, SOLUTION]),
    }


@pytest.mark.parametrize("what", ["customer", "contact", "ticket"])
async def test_a_tag_that_was_overtaken_is_refused(door, acme, places, what):
    api, (path, method, place, bodies) = await door.api(acme), places[what]
    seen = (await api.get(path)).headers["etag"]
    if what == "ticket":
        await api.put(f"{path}/assignment/me")
    else:
        assert (await api.request(method, place, json=bodies[0], headers={"if-match": seen})).status_code == 200

    for stale in (seen, f"W/{seen}", '"never"', '"99"'):
        late = await api.request(method, place, json=bodies[1], headers={"if-match": stale, "accept-language": "en"})
        assert (late.status_code, late.json()["type"]) == (412, "urn:partner-desk:stale"), stale
        assert "Read it again" in late.json()["title"]
        assert "etag" not in late.headers

    now = (await api.get(path)).headers["etag"]
    taken = await api.request(method, place, json=bodies[1], headers={"if-match": now})
    assert taken.status_code == 200
    assert taken.headers["etag"] == (await api.get(path)).headers["etag"] != now


async def test_any_version_will_do_for_a_star_and_several_are_not_read(door, acme, places):
    api, (_, method, place, bodies) = await door.api(acme), places["customer"]

    assert (await api.request(method, place, json=bodies[0], headers={"if-match": "*"})).status_code == 200
    assert (await api.request(method, place, json=bodies[0], headers={"if-match": '"1", "2"'})).status_code == 400


async def test_the_body_may_say_the_version_too(door, acme, places):
    api, (path, *_) = await door.api(acme), places["contact"]
    seen = (await api.get(path)).json()["changed_at"]

    assert (await api.patch(path, json={"title": "一", "seen": seen})).status_code == 200
    assert (await api.patch(path, json={"title": "二", "seen": seen})).status_code == 409
    assert (await api.patch(path, json={"title": "二", "seen": "lately"})).json()["fields"].keys() == {"seen"}
