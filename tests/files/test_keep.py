"""Keeping uploads: all or nothing, whatever breaks; and sweeping up what is left over."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine

from desk.files import actions, queries, storage
from desk.files.errors import EmptyFile, StorageAway
from desk.files.tables import StoredFile
from desk.foundation.database import rows, value
from desk.foundation.errors import NotFound, TooLarge
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.settings import settings

ABOUT = {"subject_kind": "test.note", "customer_id": None, "audience": "team", "by": SYSTEM}


async def _listed(tenant):
    return {one.id async for some in storage.listed(tenant.id) for one in some}


async def test_a_file_is_kept_with_its_fact(acme, attach, stored):
    file = await attach(acme, b"hello", "a.txt", checked=False)

    assert await stored(acme, file) == b"hello"
    assert file.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    async with acme.scope():
        fact = (await rows("select name, payload from event where subject_id = $1", file.id))[0]
    assert fact["name"] == "file.added"
    assert "a.txt" not in fact["payload"]


async def test_a_file_may_be_as_large_as_the_limit_and_no_larger(acme, monkeypatch, sent):
    monkeypatch.setattr(actions, "settings", settings.model_copy(update={"upload_limit": 1_000_000}))
    before = await _listed(acme)

    with pytest.raises(TooLarge):
        async with acme.scope():
            await actions.keep_upload(sent(b"x" * 1_000_001, "a"), subject_id=uuid7(), **ABOUT)
    assert await _listed(acme) == before

    async with acme.scope():
        await actions.keep_upload(sent(b"x" * 1_000_000, "a"), subject_id=uuid7(), **ABOUT)
    assert len(await _listed(acme)) == len(before) + 1


async def test_an_empty_file_is_refused(acme, sent):
    before = await _listed(acme)
    with pytest.raises(EmptyFile, match=r"a\.txt"):
        async with acme.scope():
            await actions.keep_upload(sent(b"", "a.txt"), subject_id=uuid7(), **ABOUT)
    assert await _listed(acme) == before


async def test_with_the_storage_away_nothing_is_kept_and_nothing_lost(
    acme, attach, picture, settle, sent, stored, storage_away
):
    file = await attach(acme, picture("JPEG"), checked=False)
    storage_away(True)

    with pytest.raises(StorageAway, match="文件存储暂时没有响应"):
        async with acme.scope():
            await actions.keep_upload(sent(b"hello", "away.txt"), subject_id=uuid7(), **ABOUT)
    await settle()
    async with acme.scope():
        assert await value("select count(*) from stored_file where name = 'away.txt'") == 0
        assert (await queries.stored_file(file.id)).status == "checking"

    storage_away(False)
    await settle(at=now() + timedelta(minutes=1))
    async with acme.scope():
        assert (await queries.stored_file(file.id)).status == "ready"
    assert (await stored(acme, file)).startswith(b"\xff\xd8\xff")


async def test_a_refused_transaction_leaves_bytes_that_are_swept_a_day_later(acme, attach, picture, sent):
    async def refused():
        async with acme.scope():
            made.append(await actions.keep_upload(sent(b"hello", "a.txt"), subject_id=uuid7(), **ABOUT))
            raise NotFound

    made = []
    with pytest.raises(NotFound):
        await refused()
    lost = made[0]
    kept = await attach(acme, picture())
    assert lost.id in await _listed(acme)

    async with acme.scope():
        small = (await queries.stored_file(kept.id)).thumbnail
        await actions.sweep()
    assert lost.id in await _listed(acme)

    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=True):
        async with acme.scope():
            await actions.sweep()
    found = await _listed(acme)
    assert lost.id not in found
    assert {kept.id, small} <= found


async def test_a_sweep_of_one_tenant_touches_no_other(acme, brisk, attach, picture):
    theirs = await attach(brisk, picture())

    with time_machine.travel(now() + timedelta(days=2), tick=True):
        async with acme.scope():
            await actions.sweep()

    assert theirs.id in await _listed(brisk)


async def test_a_row_without_bytes_is_given_up_after_a_day(acme, attach):
    async with acme.scope():
        about = {"subject_kind": "test.note", "subject_id": uuid7(), "by_kind": "system", "created_at": now()}
        file = StoredFile(name="a.txt", size=1, **about)
        await file.save()
        await actions.sweep()
        assert (await queries.stored_file(file.id)).status == "checking"

    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=True):
        async with acme.scope():
            await actions.sweep()
            found = await queries.stored_file(file.id)
    assert (found.status, found.why) == ("refused", actions.LOST)


async def test_a_ready_file_is_never_given_up(acme, attach, picture):
    file = await attach(acme, picture())
    await storage.drop(acme.id, file.id)

    with time_machine.travel(now() + timedelta(days=3), tick=True):
        async with acme.scope():
            await actions.sweep()
            assert (await queries.stored_file(file.id)).status == "ready"


async def test_a_second_look_changes_nothing(acme, attach, stored, picture):
    file = await attach(acme, picture("JPEG"), "a.jpg")
    before = await stored(acme, file)

    async with acme.scope():
        await actions.look_into(file.id)

    assert await stored(acme, file) == before


@pytest.mark.parametrize(("secret", "starts"), [(None, False), ("x" * 32, True)])
def test_no_web_process_starts_in_production_without_a_secret(secret, starts):
    around = {name: value for name, value in os.environ.items() if name != "DESK_SECRET"}
    around |= {"DESK_ENVIRONMENT": "production"} | ({"DESK_SECRET": secret} if secret else {})
    program = "from desk.main import create_app; from desk.settings import settings; create_app(); print(settings)"

    ran = subprocess.run([sys.executable, "-c", program], env=around, capture_output=True, text=True, check=False)

    assert (ran.returncode == 0) is starts
    assert ("DESK_SECRET must be set" in ran.stderr) is not starts
    assert "x" * 31 not in ran.stdout + ran.stderr
