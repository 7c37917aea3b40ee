"""
Stored markup and templates: every free text that one person writes and another one's page shows.

Each field gets marked markup and a template's braces; then all pages are read as a browser reads them.
"""

import itertools
import re
from html.parser import HTMLParser

import pytest
from tests_support import make_customer
from tickets_support import SOLUTION, contact

from desk.foundation.database import rows

MARKUP = "\"'><img src=x data-planted={0} onerror=alert(1)></script><script data-planted={0}>alert(1)</script>"
TEMPLATE = "{{{{7*191}}}}${{7*191}}#{{7*191}}<%=7*191%>{{%for a in b%}}%s%(x)s{{0.__class__}}"
COMPUTED = "1337"
_serial = itertools.count(1)


def planted(field: str, most: int = 200) -> str:
    return (MARKUP.format(field) + TEMPLATE.format())[:most]


class Seen(HTMLParser):
    """What a browser would make of a page: elements that nobody of us wrote, and addresses that run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "data-planted" or (name.startswith("on") and len(name) > 3):
                self.wrong.append(f"<{tag} {name}={value}>")
            if name in ("href", "src", "action", "formaction") and re.match(
                r"\s*(javascript|data|vbscript):", value or ""
            ):
                self.wrong.append(f"<{tag} {name}={value}>")


def check(page) -> None:
    assert page.status_code in (200, 409, 422), page.text[:300]
    seen = Seen()
    seen.feed(page.text)
    assert seen.wrong == [], page.url
    assert COMPUTED not in re.sub(r"[0-9a-f]{8,}[-0-9a-f]*|\d{5,}", "", page.text), page.url


@pytest.fixture
async def poisoned(door, acme, settle):
    """A customer, its people and products, tickets with entries, files and solution, a member: all poisoned."""
    member = await door.member(acme)
    text = {name: planted(name) for name in ("name", "address", "note")} | {"source": planted("source", 100)}
    text |= {name: planted(name, 60) for name in ("short_name", "industry")} | {"tax_no": planted("t", 40)}
    text |= {"external_key": f"{next(_serial)}{planted('k', 90)}", "another": "yes"}
    answer = await member.post("/customers", data=text)
    assert answer.status_code == 303, answer.text
    customer = answer.headers["location"].rsplit("/", 1)[1]
    link = await member.post("/customers", data={"name": "链接", "website": "javascript:alert(1)"})
    assert link.status_code == 422  # and so it never gets onto a page
    person = {"name": planted("c", 100), "title": planted("t", 60), "roles": "main", "im": planted("i", 60)}
    assert (await member.post(f"/customers/{customer}/contacts", data=person)).status_code == 303
    product = {
        "name": planted("p", 100),
        "version": planted("v", 40),
        "modules": planted("m"),
        "environment": planted("e"),
    }
    assert (await member.post(f"/customers/{customer}/products", data=product)).status_code == 303
    asker = await contact(door, acme, customer, name=planted("asker", 100))
    asked = await asker.client.post("/tickets", data={"subject": planted("s"), "body": planted("b", 2000)})
    number = int(asked.headers["location"].rsplit("/", 1)[1])
    for audience in ("team", "customer"):
        written = await member.post(
            f"/tickets/{number}/entries",
            data={"audience": audience, "body": planted("entry", 2000)},
            files=[("files", (planted("file", 150) + ".txt", b"a", "text/plain"))],
        )
        assert written.status_code == 303
    await member.post(f"/tickets/{number}/assignment", data={"member": "me"})
    solved = await member.post(f"/tickets/{number}/solution", data={name: planted(name, 500) for name in SOLUTION})
    assert solved.status_code == 303, solved.text
    await asker.client.post(f"/tickets/{number}/objection", data={"reason": planted("reason", 500)})
    await settle()
    return member, asker.client, customer, number


async def test_no_page_of_the_staff_runs_what_was_written(poisoned, door, acme):
    member, _, customer, number = poisoned
    async with acme.scope():
        contacts = [one["id"] for one in await rows("select id from contact where customer = $1", customer)]
    paths = ["/", "/tickets?view=all", "/customers", f"/customers/{customer}", f"/customers/{customer}/edit"]
    paths += [f"/customers/{customer}/contacts/{one}" for one in contacts]
    paths += [f"/tickets/{number}{part}" for part in ("", "?whole=1", "/timeline", "/status")]
    paths += [
        f"/tickets/new?customer={customer}",
        f"/tickets/new?q={planted('q', 60)}",
        "/customers/new?name=%22%3E%3Cimg",
    ]
    paths += [f"/search?q={planted('q', 30)}", "/search?q=img", "/customers?q=%3Cimg", "/tickets?q=%3Cimg", "/members"]
    for path in paths:
        check(await member.get(path))
        check(await member.get(path, headers={"hx-request": "true"}))


async def test_no_page_of_the_customer_runs_what_was_written(poisoned):
    _, asker, _, number = poisoned
    for path in ("/", "/tickets", "/tickets?shown=all", "/tickets/new", f"/tickets/{number}"):
        check(await asker.get(path))


@pytest.mark.parametrize("path", ["/customers", "/tickets", "/members", "/sign-in"])
async def test_what_comes_back_with_an_error_is_text(door, acme, path):
    """Forms return what was typed: each field, also one that is no text of ours."""
    member = await door.member(acme)
    names = (
        "name",
        "subject",
        "body",
        "login",
        "staff_no",
        "kind",
        "channel",
        "grade",
        "status",
        "external_key",
        "email",
    )
    words = {
        one: planted(one) for one in (*names, "department", "phone", "product", "contact", "roles", "next", "once")
    }
    answer = await member.post(path, data=words | {"customer": str(await make_customer(acme))})
    assert answer.status_code in (400, 404, 409, 422), answer.status_code
    seen = Seen()
    seen.feed(answer.text)
    assert seen.wrong == []


@pytest.mark.parametrize(
    "path", ["/<script data-planted>", "/tickets/%3Cscript data-planted%3E", "/%22%3E%3Cimg data-planted%3E"]
)
async def test_an_address_that_is_nowhere_is_not_repeated(door, acme, path):
    answer = await (await door.member(acme)).get(path)
    assert answer.status_code in (400, 404)
    assert "<script data-planted" not in answer.text
    assert "<img data-planted" not in answer.text


async def test_scripts_run_by_nonce_alone(door, acme):
    member = await door.member(acme)
    pages = [await member.get("/tickets") for _ in range(2)]
    policies = [page.headers["content-security-policy"] for page in pages]

    assert policies[0] != policies[1]
    for policy in policies:
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "base-uri 'none'" in policy
