"""
Things to attach files to, people who may and may not read them, and bytes of all sorts.

The product is imported inside the fixtures: this page is read before the servers of the tests are known.
"""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest


class Sent:
    """An upload as the web hands it over."""

    def __init__(self, body, name):
        self.filename, self.body = name, io.BytesIO(body)

    async def read(self, size=-1):
        return self.body.read(size)


@pytest.fixture
def sent():
    """An upload: ``sent(b"…", "name.png")``."""
    return Sent


async def _may_read(_subject_id, by):
    return by.kind == "contact" or by.may("workspace.enter")


async def _only_administrators(_subject_id, by):
    return by.may("member.manage")


@pytest.fixture(scope="session", autouse=True)
def things(application):
    """Two kinds of things that know who may read what is attached to them."""
    from desk.files import access

    access.register("test.note", _may_read)
    access.register("test.secret", _only_administrators)


@pytest.fixture
def attach(settle):
    """Attach bytes to something: ``await attach(acme, b"…", "name.png")``; looked into unless told otherwise."""
    from desk.files import actions
    from desk.foundation.principals import SYSTEM
    from desk.kit.ids import uuid7

    async def make(tenant, body, name="picture.png", *, checked=True, **more):
        about = {"subject_kind": "test.note", "subject_id": uuid7(), "customer_id": None, "audience": "team"} | more
        async with tenant.scope():
            file = await actions.keep_upload(Sent(body, name), by=SYSTEM, **about)
        if checked:
            await settle()
        return file

    return make


@dataclass
class Person:
    """A customer's contact with an open browser."""

    customer_id: object
    client: object


@pytest.fixture
def a_contact(door):
    """A contact of a new customer, signed in to the portal."""
    from desk.customers.tables import Contact, Customer
    from desk.foundation.web.headers import cookie_name
    from desk.kit.ids import uuid7
    from desk.kit.time import now
    from desk.people import actions

    async def make(tenant):
        at, number = now(), uuid7().int % 1_000_000_000
        async with tenant.scope():
            customer = Customer(number=number, name="江南", name_twin="江南", created_at=at, changed_at=at)
            await customer.save()
            about = {"customer_id": customer.id}
            credential = await actions.add_credential(f"{number}@example.com", "correct horse battery", **about)
            person = {"customer": customer.id, "credential": credential, "name": "王敏"}
            await Contact(**person, created_at=at, changed_at=at).save()
            token = await actions.begin_sign_in(credential, "portal", address="127.0.0.1", agent="tests", **about)
        return Person(customer.id, door.client(tenant, "portal", cookie=f"{cookie_name()}={token}"))

    return make


@pytest.fixture
def fetch(door):
    """Follow a page's redirect to the files host, without any cookie."""

    async def go(tenant, location):
        url = urlsplit(location)
        assert url.netloc == tenant.host("files")
        return await door.signed_out(tenant, "files").get(f"{url.path}?{url.query}")

    return go


@pytest.fixture
def stored():
    """The bytes in the storage, or None."""
    from desk.files import storage

    async def look(tenant, file):
        try:
            return await storage.get(tenant.id, file.id)
        except storage.BytesGone:
            return None

    return look


@pytest.fixture
def storage_away(monkeypatch, tmp_path):
    """``storage_away(True)`` makes the storage unable to keep or give anything; ``False`` brings it back."""
    from obstore.store import LocalStore

    from desk.files import storage

    broken = LocalStore(prefix=tmp_path / "broken", mkdir=True)
    (tmp_path / "broken").rmdir()
    (tmp_path / "broken").write_bytes(b"")

    def turn(away):
        monkeypatch.undo()
        if away:
            monkeypatch.setattr(storage, "_store", lambda: broken)

    return turn


@pytest.fixture
def picture():
    """A picture of one colour in any format, with whatever is given along."""
    from PIL import Image

    def make(kind="PNG", size=(40, 20), **more):
        target = io.BytesIO()
        Image.new("RGB", size, "red").save(target, kind, **more)
        return target.getvalue()

    return make
