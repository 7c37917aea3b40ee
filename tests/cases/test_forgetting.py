"""Copies of customers' files go: by the withdrawn consent, with an erased person, after the time; on both sides."""

from datetime import timedelta

import asyncpg
import pytest
from tickets_support import contact, number_in, stored

from desk.cases import actions, queries
from desk.files import actions as files
from desk.files.tables import StoredFile
from desk.foundation.crossing import crossing_rows
from desk.foundation.database import execute, rows
from desk.foundation.principals import SYSTEM, Principal
from desk.kit.time import as_of, now
from desk.settings import settings

from .conftest import ENVELOPE

DATA = {"kind": "data", "authorisation": "授权-2026-17", "data.which": "总账 2026 年"}


@pytest.fixture
def sent(door, acme, headquarters, settle):
    """A case with a copy of what a contact sent: the person, the case's number, the file, both sides' browsers."""

    async def make(**words):
        person = await contact(door, acme)
        ticket = await stored(acme, await number_in(acme, "open", customer=person.customer, contact=person.id))
        async with acme.scope():
            (entry, *_) = await rows("select id from entry where ticket = $1 order by at, id", ticket.id)
            file = await files.keep_made(
                "日志".encode(),
                name="日志.txt",
                content_type="text/plain",
                subject_kind="entry",
                subject_id=entry["id"],
                customer_id=person.customer,
                audience="customer",
                by=Principal("contact", person.id, "王敏"),
            )
        member, operator = await door.member(acme), await door.member(headquarters)
        about = {"subject_kind": "ticket", "subject_id": str(ticket.id), "files": str(file.id)}
        made = await member.post("/cases", data=ENVELOPE | DATA | about | words)
        assert made.status_code == 303, made.text
        await settle()
        number = int(made.headers["location"].removeprefix("/cases/"))
        async with acme.scope():
            (along,) = await queries.files_of(rows, (await queries.sheet(rows, number))["id"])
        return person, number, along["id"], member, operator

    return make


async def copies(acme, headquarters, file_id):
    """How many copies there are, of the partner and of headquarters."""
    async with acme.scope():
        ours = await StoredFile.count().where(StoredFile.id == file_id)
    async with headquarters.scope():
        return ours, int(await queries.kept_copy(file_id) is not None)


async def test_a_withdrawn_consent_takes_the_copies_of_both_sides(acme, headquarters, sent, settle):
    _, number, file, member, operator = await sent()
    assert await copies(acme, headquarters, file) == (1, 1)
    assert "撤回" in (await member.get(f"/cases/{number}")).text
    assert (await member.post(f"/cases/{number}/consent", data={"_method": "DELETE"})).status_code == 303
    assert (await member.post(f"/cases/{number}/consent", data={"_method": "DELETE"})).status_code == 409
    await settle()

    assert await copies(acme, headquarters, file) == (0, 0)
    for page in (await member.get(f"/cases/{number}"), await operator.get(f"/cases/acme/{number}")):
        assert "日志.txt" in page.text
        assert "客户撤回了同意" in page.text
    assert (await operator.get(f"/cases/acme/{number}/files/{file}")).status_code == 404
    assert await copies(acme, headquarters, file) == (0, 0)


async def test_erasing_who_sent_it_reaches_the_copies(acme, headquarters, sent, settle):
    person, _, file, _, _ = await sent()
    other = (await sent())[2]
    async with acme.scope():
        await actions.forget_sent(person.id, by=SYSTEM)
        await actions.forget_sent(person.id, by=SYSTEM)
    await settle()

    assert await copies(acme, headquarters, file) == (0, 0)
    assert await copies(acme, headquarters, other) == (1, 1)


async def test_what_is_old_or_past_the_day_of_the_consent_is_forgotten_by_itself(acme, headquarters, sent, settle):
    soon = (now() + timedelta(days=3)).date().isoformat()
    _, dated, file, member, _ = await sent(**{"data.until": soon})
    _, number, open_one, _, _ = await sent()
    later = now() + timedelta(days=10)
    async with headquarters.scope():
        await actions.forget_old_copies(by=SYSTEM)
    assert await copies(acme, headquarters, file) == (1, 1)
    with as_of(later):
        async with headquarters.scope():
            await actions.forget_old_copies(by=SYSTEM)
    assert (await copies(acme, headquarters, file))[1] == 0
    assert (await copies(acme, headquarters, open_one))[1] == 1
    assert "保存期限" in (await member.get(f"/cases/{dated}")).text

    operator = (await sent())[4]
    await operator.post(f"/cases/acme/{number}/work", data={})
    await operator.post(f"/cases/acme/{number}/refusal", data={"body": "不做"})
    with as_of(now() + timedelta(days=400)):
        async with headquarters.scope():
            await actions.forget_old_copies(by=SYSTEM)
    assert (await copies(acme, headquarters, open_one))[1] == 0


async def test_programs_withdraw_and_neither_side_ends_for_the_other(acme, brisk, door, sent):
    _, number, file, _, _ = await sent()
    assert (await (await door.api(brisk)).delete(f"/api/v1/cases/{number}/consent")).status_code in (404, 409)
    assert (await (await door.api(acme)).delete(f"/api/v1/cases/{number}/consent")).status_code == 200
    found = await crossing_rows("select why from case_file_end where file = $1", file)
    assert [one["why"] for one in found] == ["withdrawn"]
    for sql in ("delete from case_file_end", "update case_file_end set why = 'erased'"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with acme.scope():
                await execute(sql)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with acme.scope():
            await execute(queries.END_FILE, acme.id, file, "expired", "", now())
    connection = await asyncpg.connect(settings.hq_url)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(queries.END_FILE, acme.id, file, "erased", "", now())
    await connection.close()
