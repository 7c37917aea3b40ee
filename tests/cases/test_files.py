"""Files that go along: copies, by consent, never seen by the customer; who fetched them is shown to the partner."""

from urllib.parse import urlsplit

import asyncpg
import pytest
from tickets_support import contact, number_in, stored

from desk.cases import queries
from desk.files import actions as files
from desk.files.tables import StoredFile
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.settings import settings

from .conftest import ENVELOPE

LOG = "结转日志 2026-11".encode()


@pytest.fixture
async def sent_along(door, acme):
    """A customer's question with a file; the answer is the person, the ticket and the file."""
    person = await contact(door, acme)
    number = await number_in(acme, "open", customer=person.customer, contact=person.id)
    ticket = await stored(acme, number)
    async with acme.scope():
        (entry, *_) = await rows("select id from entry where ticket = $1 order by at, id", ticket.id)
        file = await files.keep_made(
            LOG,
            name="日志.txt",
            content_type="text/plain",
            subject_kind="entry",
            subject_id=entry["id"],
            customer_id=person.customer,
            audience="customer",
            by=SYSTEM,
        )
    return person, ticket, file


async def handed_up(member, ticket, **words):
    form = ENVELOPE | {"subject_kind": "ticket", "subject_id": str(ticket.id)} | words
    return await member.post("/cases", data=form)


async def test_a_copy_goes_along_by_consent_and_the_partner_sees_who_fetched_it(
    door, acme, headquarters, sent_along, settle
):
    person, ticket, file = sent_along
    member, operator = await door.member(acme), await door.member(headquarters)
    assert "日志.txt" in (await member.get(f"/cases/new?subject_kind=ticket&subject_id={ticket.id}")).text
    refused = await handed_up(member, ticket, files=str(file.id))
    assert refused.status_code == 422
    assert "书面同意" in refused.text
    made = await handed_up(member, ticket, files=str(file.id), authorisation="授权-2026-17")
    assert made.status_code == 303, made.text
    number = int(made.headers["location"].removeprefix("/cases/"))
    await settle()

    async with acme.scope():
        case = await queries.sheet(rows, number)
        (along,) = await queries.files_of(rows, case["id"])
        assert along["id"] != file.id
        await StoredFile.delete().where(StoredFile.id == file.id)
    page = (await operator.get(f"/cases/acme/{number}")).text
    assert "授权-2026-17" in page
    led = await operator.get(f"/cases/acme/{number}/files/{along['id']}")
    assert led.status_code == 303, led.text
    place = urlsplit(led.headers["location"])
    fetched = await door.client(headquarters, "files").get(f"{place.path}?{place.query}")
    assert fetched.content == LOG

    shown = (await member.get(f"/cases/{number}")).text
    assert "谁下载了文件" in shown
    async with acme.scope():
        (look,) = await queries.fetches(case["id"])
    assert look["operator_name"] in shown
    portal = (await person.client.get(f"/tickets/{ticket.number}")).text
    assert str(along["id"]) not in portal
    assert (await person.client.get(f"/files/{along['id']}")).status_code == 404
    assert (await member.get(f"/files/{along['id']}")).status_code == 303


async def test_only_what_is_attached_goes_along_and_only_to_its_case(
    door, acme, brisk, headquarters, sent_along, a_matter
):
    _, ticket, file = sent_along
    member, operator = await door.member(acme), await door.member(headquarters)
    other = await a_matter()
    consent = {"authorisation": "授权-1"}
    assert (await handed_up(member, ticket, files=str(uuid7()), **consent)).status_code == 404
    made = await handed_up(member, ticket, files=str(file.id), **consent)
    number = int(made.headers["location"].removeprefix("/cases/"))
    async with acme.scope():
        case = await queries.sheet(rows, number)
        (along,) = await queries.files_of(rows, case["id"])

    assert (await operator.get(f"/cases/acme/{other.number}/files/{along['id']}")).status_code == 404
    assert (await operator.get(f"/cases/acme/{number}/files/{file.id}")).status_code == 404
    async with brisk.scope():
        assert not await rows("select 1 from case_file where id = $1", along["id"])
    assert await crossing_rows("select 1 from case_file where id = $1", along["id"])
    connection = await asyncpg.connect(settings.hq_url)
    for sql in ("insert into case_file select * from case_file", "delete from case_file", "delete from case_fetch"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(sql)
    await connection.close()
