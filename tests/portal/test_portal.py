"""The customer's pages: what waits for them first, in words of theirs, and nobody else's matters."""

import re

import pytest
from tests_support import PASSWORD
from tickets_support import ask, contact, number_in, stored

from desk.foundation.database import execute
from desk.tickets.states import Status

OUR_WORDS = ("搁置", "升级", "个案", "工单", "会诊", "转交", "请稍等", "等候", "指派", "紧急")


@pytest.fixture
async def person(door, acme):
    return await contact(door, acme)


async def test_a_contact_signs_in_on_the_portal_and_nowhere_else(door, acme, person):
    form = {"login": person.login, "password": PASSWORD}

    portal, workspace = door.signed_out(acme, "portal"), door.signed_out(acme)

    assert (await portal.post("/sign-in", data=form)).status_code == 303
    refused = await workspace.post("/sign-in", data=form)
    assert refused.status_code == 422
    assert "登录名和密码对不上。" in refused.text


@pytest.mark.parametrize("path", ["/", "/tickets", "/tickets/new", "/devices"])
async def test_pages_are_for_who_is_signed_in(door, acme, brisk, person, path):
    assert (await person.client.get(path)).status_code == 200
    out = await door.signed_out(acme, "portal").get(path)
    assert (out.status_code, out.headers["location"].split("?")[0]) == (303, "/sign-in")
    elsewhere = door.client(brisk, "portal", cookie=person.client.headers["cookie"])
    assert (await elsewhere.get(path)).status_code == 303


async def test_a_contact_who_left_is_out_at_once(door, acme, person):
    async with acme.scope():
        await execute("update contact set status = 'left' where id = $1", person.id)

    assert (await person.client.get("/")).status_code == 303


async def test_what_waits_for_the_customer_stands_first(person, acme):
    for status in ("open", "waiting_customer", "new", "solved", "closed"):
        await number_in(acme, status, customer=person.customer, subject=f"一件{status}")

    page = (await person.client.get("/")).text

    order = re.findall(r"<strong>一件(\w+)</strong>", page)
    assert set(order[:2]) == {"waiting_customer", "solved"}
    assert set(order[2:]) == {"open", "new"}


async def test_statuses_are_five_words(person, acme):
    words = {
        **dict.fromkeys(("new",), "收到"),
        **dict.fromkeys(("waiting_customer",), "等您回答"),
        **dict.fromkeys(("solved",), "已解决，请您确认"),
        **dict.fromkeys(("closed", "closed_no_service", "merged"), "结束"),
    }
    for status in Status:
        number = await number_in(acme, status, customer=person.customer)
        for path in (f"/tickets/{number}", "/tickets?shown=all", "/"):
            page = (await person.client.get(path)).text
            text = re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0])
            assert not [word for word in OUR_WORDS if word in text], f"{status} on {path}"
        head = (await person.client.get(f"/tickets/{number}")).text.split("pd-hello")[1].split("</div>\n<div id")[0]
        assert words.get(status, "我们在处理") in head


async def test_headquarters_appears_in_the_words_that_were_agreed(person, acme):
    number = await number_in(acme, "with_hq", customer=person.customer)

    assert "厂家总部也在一起看" in (await person.client.get(f"/tickets/{number}")).text


async def test_open_finished_and_all(person, acme):
    made = {str(one): await number_in(acme, one, customer=person.customer) for one in Status}
    ended = {made[one] for one in ("closed", "closed_no_service", "merged")}

    async def shown(which):
        page = await person.client.get(f"/tickets?shown={which}")
        return {int(one) for one in re.findall(r'class="pd-matter" href="/tickets/(\d+)"', page.text)}

    assert await shown("finished") == ended
    assert await shown("open") == set(made.values()) - ended
    assert await shown("all") == set(made.values())


async def test_what_is_offered_follows_the_status(person, acme):
    offered = {
        "new": {"entries"},
        "waiting_customer": {"entries"},
        "solved": {"confirmation", "objection"},
        "closed": {"objection"},
        "merged": set(),
    }
    for status, places in offered.items():
        number = await number_in(acme, status, customer=person.customer)
        page = (await person.client.get(f"/tickets/{number}")).text
        assert set(re.findall(rf'action="/tickets/{number}/(\w+)"', page)) == places, status


async def test_saying_that_it_works_closes_it(person, acme):
    number = await number_in(acme, "solved", customer=person.customer)

    assert (await person.client.post(f"/tickets/{number}/confirmation")).status_code == 303

    ticket = await stored(acme, number)
    assert (ticket.status, ticket.turn) == ("closed", "nobody")
    assert ticket.closed_at is not None
    page = (await person.client.get(f"/tickets/{number}")).text
    assert "14 天内您可以让我们重新办。" in page


async def test_an_answer_that_was_refused_comes_back(person):
    number = await ask(person)

    long = await person.client.post(f"/tickets/{number}/entries", data={"body": "长" * 20_001})

    assert long.status_code == 422
    assert "这里最多 20000 个字，现在有 20001 个。" in long.text
    assert "长" * 20_001 in long.text


async def test_a_file_comes_along_and_is_there_when_it_was_looked_into(person, settle):
    number = await ask(person)

    sent = await person.client.post(
        f"/tickets/{number}/entries", data={"body": ""}, files=[("files", ("屏幕.txt", b"ORA-01400\n", "text/plain"))]
    )
    assert sent.status_code == 303
    assert "检查中" in (await person.client.get(f"/tickets/{number}")).text
    await settle()

    page = (await person.client.get(f"/tickets/{number}")).text
    place = re.search(r'href="(/files/[^"]+)"', page).group(1)
    assert (await person.client.get(place)).status_code == 303


async def test_nobody_asks_for_another_customers_product(door, acme, person):
    other = await contact(door, acme)

    answer = await person.client.post(
        "/tickets", data={"subject": "x", "body": "y", "product": str(other.customer), "customer": str(other.customer)}
    )

    assert answer.status_code == 422


async def test_the_customer_is_never_what_the_form_says(door, acme, person):
    other = await contact(door, acme)

    answer = await person.client.post(
        "/tickets", data={"subject": "x", "body": "y", "customer": str(other.customer), "contact": str(other.id)}
    )

    ticket = await stored(acme, int(answer.headers["location"].rsplit("/", 1)[1]))
    assert (ticket.customer, ticket.contact) == (person.customer, person.id)


@pytest.mark.parametrize("path", ["/members", "/work", "/customers", "/search?q=a", "/partners", "/api/v1/tickets"])
async def test_the_workspaces_pages_are_not_there(person, path):
    assert (await person.client.get(path)).status_code == 404
