"""Fetching: who may, with which link, from where; and what a browser is told."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from desk.files.tables import StoredFile
from desk.kit.time import now

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


async def test_another_tenant_cannot_tell_that_the_file_exists(door, acme, brisk, attach, picture):
    file = await attach(acme, picture())
    path = f"/files/{file.id}"

    assert (await (await door.member(brisk)).get(path)).status_code == 404
    assert (await (await door.api(brisk)).get(f"/api/v1{path}")).status_code == 404
    assert (await (await door.member(acme)).get(f"/files/{uuid4()}")).status_code == 404
    signed_out = await door.signed_out(acme).get(path)
    assert signed_out.status_code == 303
    assert signed_out.headers["location"].startswith("/sign-in")
    assert (await door.signed_out(acme).get(f"/api/v1{path}")).status_code == 401


async def test_a_member_fetches_a_file_over_the_host_without_cookies(door, acme, attach, fetch, picture):
    file = await attach(acme, picture(), "提示 截图.png")

    page = await (await door.member(acme)).get(f"/files/{file.id}")
    assert page.status_code == 303
    answer = await fetch(acme, page.headers["location"])

    assert answer.status_code == 200
    assert answer.content[:4] == b"\x89PNG"
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].startswith('inline; filename="')
    assert "filename*=UTF-8''%E6%8F%90" in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["content-length"] == str(len(answer.content))
    assert "set-cookie" not in answer.headers


async def test_who_may_read_decides_the_slice_above(door, acme, attach, picture):
    secret = await attach(acme, picture(), subject_kind="test.secret")
    unknown = await attach(acme, picture(), subject_kind="test.nobody.said")
    engineer, everything = await door.member(acme, "hotline_engineer"), await door.member(acme)

    assert (await engineer.get(f"/files/{secret.id}", headers={"hx-request": "true"})).status_code == 403
    assert (await everything.get(f"/files/{secret.id}")).status_code == 303
    assert (await everything.get(f"/files/{unknown.id}", headers={"hx-request": "true"})).status_code == 403


async def test_a_token_reads_within_its_scopes(door, acme, attach, fetch, picture):
    file = await attach(acme, picture())

    assert (await (await door.api(acme, scopes=("member.read",))).get(f"/api/v1/files/{file.id}")).status_code == 403
    found = (await (await door.api(acme)).get(f"/api/v1/files/{file.id}")).json()
    assert found["content_type"] == "image/png"
    assert found["name"] == "picture.png"
    assert (await fetch(acme, found["url"])).status_code == 200


async def test_a_customer_fetches_what_is_theirs_and_meant_for_them(acme, attach, fetch, picture, a_contact):
    ours, theirs = await a_contact(acme), await a_contact(acme)
    shown = await attach(acme, picture(), customer_id=ours.customer_id, audience="customer")
    kept = await attach(acme, picture(), customer_id=ours.customer_id, audience="team")
    staff = await attach(acme, picture())
    nobodys = await attach(acme, picture(), audience="customer")

    page = await ours.client.get(f"/files/{shown.id}")
    assert page.status_code == 303
    assert (await fetch(acme, page.headers["location"])).status_code == 200
    for file in (kept, staff, nobodys):
        assert (await ours.client.get(f"/files/{file.id}")).status_code == 404
    assert (await theirs.client.get(f"/files/{shown.id}")).status_code == 404


async def test_a_link_opens_one_file_at_one_tenant(door, acme, brisk, attach, picture):
    one, other = await attach(acme, picture()), await attach(acme, picture())
    link = (await (await door.member(acme)).get(f"/files/{one.id}")).headers["location"]
    path = link.partition(acme.host("files"))[2]
    files = door.signed_out(acme, "files")

    assert (await files.get(path)).status_code == 200
    assert (await door.signed_out(brisk, "files").get(path)).status_code == 404
    assert (await door.signed_out(acme).get(path)).status_code == 404
    assert (await door.signed_out(acme, "portal").get(path)).status_code == 404
    assert (await files.get(path.replace(str(one.id), str(other.id)))).status_code == 403
    assert (await files.get(path.replace(str(one.id), str(uuid4())))).status_code == 404
    assert (await files.get(f"/files/{one.id}")).status_code == 404


@pytest.mark.parametrize(
    "forge",
    [
        lambda path: re.sub("sig=..", "sig=zz", path),
        lambda path: re.sub("sig=.*", "sig=", path),
        lambda path: re.sub("sig=.*", "sig=%E5%9B%BE%00", path),
        lambda path: re.sub("until=[0-9]+", "until=99999999999", path),
        lambda path: re.sub("until=[0-9]+", "until=0", path),
        lambda path: re.sub("until=[0-9]+", "until=-1", path),
    ],
)
async def test_a_forged_link_opens_nothing(door, acme, attach, picture, forge):
    file = await attach(acme, picture())
    link = (await (await door.member(acme)).get(f"/files/{file.id}")).headers["location"]

    answer = await door.signed_out(acme, "files").get(forge(link.partition(acme.host("files"))[2]))

    assert answer.status_code == 403
    assert "这个文件链接已失效" in answer.text


@pytest.mark.parametrize("query", ["", "?until=x&sig=y", "?sig=1", "?until=9"])
async def test_a_link_without_its_words_opens_nothing(door, acme, attach, picture, query):
    file = await attach(acme, picture())

    answer = await door.signed_out(acme, "files").get(f"/f/{file.id}/x.png{query}")

    assert answer.status_code in (400, 403, 422)
    assert b"PNG" not in answer.content


async def test_a_link_lasts_ten_minutes(door, acme, attach, fetch, picture):
    file = await attach(acme, picture())
    link = (await (await door.member(acme)).get(f"/files/{file.id}")).headers["location"]

    with time_machine.travel(now() + timedelta(minutes=9, seconds=50), tick=True):
        assert (await fetch(acme, link)).status_code == 200
    with time_machine.travel(now() + timedelta(minutes=10, seconds=5), tick=True):
        assert (await fetch(acme, link)).status_code == 403


async def test_a_link_dies_when_the_audience_changes(acme, attach, fetch, picture, a_contact):
    ours = await a_contact(acme)
    file = await attach(acme, picture(), customer_id=ours.customer_id, audience="customer")
    link = (await ours.client.get(f"/files/{file.id}")).headers["location"]

    async with acme.scope():
        await StoredFile.update({StoredFile.audience: "team"}).where(StoredFile.id == file.id)

    assert (await fetch(acme, link)).status_code == 403
    assert (await ours.client.get(f"/files/{file.id}")).status_code == 404


async def test_nobody_fetches_a_file_before_it_was_looked_into(door, acme, attach, fetch, picture, settle):
    file = await attach(acme, picture(), checked=False)
    member = await door.member(acme, fragment=True)

    early = await member.get(f"/files/{file.id}")
    assert early.status_code == 409
    assert "这个文件还在检查中" in early.text

    await settle()
    assert (await member.get(f"/files/{file.id}")).headers["hx-redirect"]


async def test_a_link_made_before_opens_nothing_while_the_file_is_checked(door, acme, attach, fetch, picture):
    file = await attach(acme, picture())
    link = (await (await door.member(acme)).get(f"/files/{file.id}")).headers["location"]

    async with acme.scope():
        await StoredFile.update({StoredFile.status: "checking"}).where(StoredFile.id == file.id)

    assert (await fetch(acme, link)).status_code == 409


@pytest.mark.parametrize(
    ("body", "name", "content_type", "how"),
    [
        (b"<!doctype html><script>alert(1)</script>", "page.html", "application/octet-stream", "attachment"),
        (b"<!doctype html><script>alert(1)</script>", "picture.png", "application/octet-stream", "attachment"),
        (b"\xef\xbb\xbf  \n<html><body onload=x>", "note.txt", "application/octet-stream", "attachment"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "a.svg", "application/octet-stream", "attachment"),
        (b"<?xml version='1.0'?><x/>", "a.xml", "application/octet-stream", "attachment"),
        ("说明：请先备份".encode(), "说明.txt", "text/plain", "attachment"),
        ("说明：请先备份".encode("gb18030"), "a.txt", "text/plain", "attachment"),
        ("编号,名称\n1,江南".encode(), "客户.csv", "text/csv", "attachment"),
        (PDF, "报价.pdf", "application/pdf", "inline"),
        (b"\x00\x01\x02ledger", "账套.bak", "application/octet-stream", "attachment"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "a.mp4", "video/mp4", "attachment"),
    ],
)
async def test_only_pictures_and_pdf_are_shown_in_place(door, acme, attach, fetch, body, name, content_type, how):
    file = await attach(acme, body, name)

    link = (await (await door.member(acme)).get(f"/files/{file.id}")).headers["location"]
    answer = await fetch(acme, link)

    assert answer.status_code == 200
    assert answer.content == body
    assert answer.headers["content-type"].partition(";")[0] == content_type
    assert answer.headers["content-disposition"].startswith(how)
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_a_files_host_has_nothing_else(door, acme):
    files = door.signed_out(acme, "files")

    for path in ("/", "/sign-in", "/search?q=x", "/api/v1/search?q=x", "/tickets"):
        assert (await files.get(path)).status_code == 404


async def test_bytes_that_are_gone_are_a_plain_answer(door, acme, attach, fetch, picture, storage_away):
    file = await attach(acme, picture())
    link = (await (await door.member(acme)).get(f"/files/{file.id}")).headers["location"]

    storage_away(True)
    answer = await fetch(acme, link)

    assert answer.status_code == 503
    assert "content-disposition" not in answer.headers


async def test_a_picture_has_a_small_one(door, acme, attach, picture, fetch):
    import io

    from PIL import Image

    file = await attach(acme, picture("PNG", (1600, 900)), "大图.png")

    page = await (await door.member(acme)).get(f"/files/{file.id}/thumbnail")
    assert page.status_code == 303
    answer = await fetch(acme, page.headers["location"])

    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in answer.headers
    with Image.open(io.BytesIO(answer.content)) as small:
        assert (small.format, small.size) == ("WEBP", (320, 180))


async def test_a_small_one_is_for_the_same_readers(door, acme, brisk, attach, picture, a_contact):
    secret = await attach(acme, picture(), subject_kind="test.secret")
    engineer = await door.member(acme, "hotline_engineer", fragment=True)
    path = f"/files/{secret.id}/thumbnail"

    assert (await engineer.get(path)).status_code == 403
    assert (await (await door.member(brisk)).get(path)).status_code == 404
    assert (await (await a_contact(acme)).client.get(path)).status_code == 404
    assert (await door.signed_out(acme).get(path)).headers["location"].startswith("/sign-in")


async def test_a_link_to_one_opens_no_other(door, acme, attach, picture):
    first, second = await attach(acme, picture()), await attach(acme, picture())
    files, member = door.signed_out(acme, "files"), await door.member(acme)
    location = (await member.get(f"/files/{first.id}/thumbnail")).headers["location"]
    link = location.partition(acme.host("files"))[2]

    assert (await files.get(link)).status_code == 200
    assert (await files.get(link.replace(str(first.id), str(second.id)))).status_code == 403
    with time_machine.travel(now() + timedelta(minutes=11), tick=True):
        assert (await files.get(link)).status_code == 403


async def test_only_pictures_have_a_small_one(door, acme, attach):
    file = await attach(acme, PDF, "a.pdf")

    assert (await (await door.member(acme)).get(f"/files/{file.id}/thumbnail")).status_code == 404
