"""Paper that was signed with a pen: what is taken as a scan of it, and how it is kept."""

import hashlib
import io

import pytest

from desk.files import storage

PAPER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


async def test_a_member_has_it_signed_on_a_phone_or_adds_the_scan(acme, matter, form_of, rows_of, settle):
    member = matter.member
    assert (await member.post(matter.path, data=await form_of(member, matter.path))).status_code == 303
    form = await form_of(member, matter.path, method="scan", mark="")
    answer = await member.post(matter.path, data=form, files={"scan": ("单据.pdf", PAPER, "application/pdf")})
    assert answer.status_code == 303

    await settle()
    newest, oldest = await rows_of(matter)
    assert (oldest["method"], newest["method"], newest["by_kind"]) == ("drawn", "scan", "member")
    assert newest["scan_sha256"] == hashlib.sha256(PAPER).hexdigest()
    assert (await member.get(f"/files/{newest['scan']}")).status_code == 303
    assert f"/files/{newest['scan']}" in (await member.get(matter.path)).text


async def test_a_photographed_paper_leaves_behind_where_it_was_taken(acme, matter, form_of, rows_of):
    from PIL import Image

    photo, target = Image.new("RGB", (40, 30), "white"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    photo.save(target, "JPEG", exif=exif)
    form = await form_of(matter.member, matter.path, method="scan", mark="")
    answer = await matter.member.post(matter.path, data=form, files={"scan": ("照片.jpg", target.getvalue())})
    assert answer.status_code == 303

    (found,) = await rows_of(matter)
    kept = await storage.get(acme.id, found["scan"])
    assert b"SECRET-CAMERA" in target.getvalue()
    assert b"SECRET-CAMERA" not in kept
    assert hashlib.sha256(kept).hexdigest() == found["scan_sha256"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("scan.pdf", b""),
        ("scan.pdf", b"just words"),
        ("scan.pdf", b"MZ\x90\x00 a program"),
        ("scan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("scan.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("scan.png", b"\x89PNG\r\n\x1a\n broken"),
        ("scan.exe", PAPER),
        ("scan.pdf", PAPER.ljust(10_000_001)),
    ],
    ids=["empty", "words", "program", "svg", "html", "broken", "program by name", "too large"],
)
async def test_what_is_no_scan_is_refused(matter, form_of, rows_of, name, body):
    form, before = await form_of(matter.member, matter.path, method="scan", mark=""), await rows_of(matter)

    answer = await matter.member.post(matter.path, data=form, files={"scan": (name, body, "application/pdf")})

    assert answer.status_code == 422
    assert "扫描件" in answer.text
    assert await rows_of(matter) == before


async def test_a_scan_is_sent_and_not_pointed_to(acme, matter, signed, form_of):
    form = await form_of(matter.member, matter.path, method="scan", mark="")

    assert (await matter.member.post(matter.path, data=form)).status_code == 422
    pointed = await matter.member.post(matter.path, data=form | {"scan": str(signed["file"])})
    assert pointed.status_code == 422


async def test_a_contact_sends_no_scan(matter, form_of):
    client = matter.contact.client
    form = await form_of(client, matter.path, method="scan", mark="")

    assert (await client.post(matter.path, data=form)).status_code == 422
