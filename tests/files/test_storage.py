"""One contract for every storage: a folder, and a bucket of an S3 that another program plays."""

import logging

import httpx
import pytest

from desk.files import queries, storage
from desk.files.errors import BytesGone, StorageAway
from desk.foundation.stores import WrongStore, concealed, open_store
from desk.kit.ids import uuid7
from desk.settings import settings

SECRET = "a-secret-that-nobody-may-read"


@pytest.fixture(scope="module")
def s3():
    """The address of an S3 with an empty bucket."""
    from moto.moto_server.threaded_moto_server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        assert httpx.put(f"{address}/files", timeout=20).status_code == 200
        yield address
    finally:
        server.stop()


def told(**more):
    """Settings that say where the storage is."""
    return settings.model_copy(update=more)


def of_s3(address, **more):
    from pydantic import SecretStr

    keys = {"files_key": SecretStr("desk"), "files_secret": SecretStr(SECRET)}
    return told(files_url=f"s3://files/{uuid7()}?endpoint={address}&region=cn-north-1", **keys, **more)


@pytest.fixture(params=["folder", "s3"])
def chosen(request, monkeypatch, tmp_path):
    """The storage that everything in this test goes to."""
    found = told(files_url=(tmp_path / "kept").as_uri())
    if request.param == "s3":
        found = of_s3(request.getfixturevalue("s3"))
    store = open_store(found)
    monkeypatch.setattr(storage, "_store", lambda: store)
    return request.param


async def _all(chunks):
    return b"".join([one async for one in chunks])


async def _listed(tenant_id):
    return {one.id async for some in storage.listed(tenant_id) for one in some}


async def test_what_is_kept_comes_back(chosen):
    tenant, file, body = uuid7(), uuid7(), bytes(range(256)) * 4_000

    await storage.put(tenant, file, body)

    assert await storage.get(tenant, file) == body
    assert (await storage.beginning(tenant, file, 64 * 1024))[: 64 * 1024] == body[: 64 * 1024]
    size, chunks = await storage.stream(tenant, file)
    assert size == len(body)
    assert await _all(chunks) == body


async def test_what_comes_in_chunks_is_kept_whole(chosen):
    async def chunks():
        for number in range(12):
            yield bytes([number]) * 1_000_000

    tenant, file = uuid7(), uuid7()
    await storage.put(tenant, file, chunks())

    kept = await storage.get(tenant, file)
    assert len(kept) == 12_000_000
    assert kept[5_500_000] == 5


async def test_what_breaks_off_is_not_kept(chosen):
    async def breaks_off():
        yield b"x" * 6_000_000
        raise LookupError

    tenant, file = uuid7(), uuid7()
    with pytest.raises(LookupError):
        await storage.put(tenant, file, breaks_off())

    assert await _listed(tenant) == set()
    with pytest.raises(BytesGone):
        await storage.get(tenant, file)


async def test_a_second_put_takes_the_place_of_the_first(chosen):
    tenant, file = uuid7(), uuid7()
    await storage.put(tenant, file, b"first")
    await storage.put(tenant, file, b"second")

    assert await storage.get(tenant, file) == b"second"
    assert await _listed(tenant) == {file}


async def test_a_listing_shows_one_tenant_alone(chosen):
    ours, theirs, file = uuid7(), uuid7(), uuid7()
    await storage.put(ours, file, b"x")
    await storage.put(theirs, uuid7(), b"x")

    assert await _listed(ours) == {file}
    assert await _listed(uuid7()) == set()


async def test_what_is_dropped_is_gone_and_may_be_dropped_again(chosen):
    tenant, file = uuid7(), uuid7()
    await storage.put(tenant, file, b"x")
    await storage.drop(tenant, file)
    await storage.drop(tenant, file)

    with pytest.raises(BytesGone):
        await storage.stream(tenant, file)


async def test_an_upload_goes_its_way(chosen, acme, door, attach, picture, fetch):
    file = await attach(acme, picture("JPEG", (600, 400)), "a.jpg")

    async with acme.scope():
        assert (await queries.stored_file(file.id)).status == "ready"
    page = await (await door.member(acme)).get(f"/files/{file.id}")
    assert (await fetch(acme, page.headers["location"])).content.startswith(b"\xff\xd8\xff")


async def test_an_s3_that_does_not_answer_is_away(monkeypatch):
    store = open_store(of_s3("http://127.0.0.1:9"))
    monkeypatch.setattr(storage, "_store", lambda: store)

    with pytest.raises(StorageAway):
        await storage.get(uuid7(), uuid7())


async def test_a_bucket_that_is_not_there_is_away_and_not_gone(s3, monkeypatch):
    store = open_store(of_s3(s3).model_copy(update={"files_url": f"s3://nobody?endpoint={s3}"}))
    monkeypatch.setattr(storage, "_store", lambda: store)

    with pytest.raises((StorageAway, BytesGone)):
        await storage.put(uuid7(), uuid7(), b"x")


def test_keys_are_told_to_nobody(s3):
    given = of_s3(s3)

    said = concealed(given, OSError(f"the key desk with {SECRET} is not known\nmore"))

    assert SECRET not in said
    assert "desk" not in said
    assert SECRET not in repr(given) + str(given.model_dump())
    assert SECRET not in repr(open_store(given))


@pytest.mark.parametrize(
    "address",
    [
        "s3://key:secret@bucket",
        "s3://",
        "s3://bucket?endpiont=http://x",
        "gs://bucket",
        "http://bucket.s3.example.com",
    ],
)
def test_an_address_that_cannot_be_used_stops_the_start(address):
    with pytest.raises(WrongStore) as refused:
        open_store(told(files_url=address))
    assert "secret@" not in str(refused.value)
