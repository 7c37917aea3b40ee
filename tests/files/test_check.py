"""Looking into files: what is taken, what is made anew, what is refused and gone."""

import io
import struct
import zlib
from contextlib import suppress
from zipfile import ZipFile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from desk.files import contents, queries


async def _file(tenant, file):
    async with tenant.scope():
        return await queries.stored_file(file.id)


async def test_a_picture_loses_what_it_carried_along(acme, attach, stored, picture):
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 15.0)
    body = picture("JPEG", exif=exif, comment=b"SecretComment") + b"SecretTail<script>"

    file = await _file(acme, await attach(acme, body, "photo.jpg"))
    kept = await stored(acme, file)

    assert (file.status, file.content_type) == ("ready", "image/jpeg")
    assert (file.width, file.height) == (20, 40)
    assert b"Secret" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert file.size == len(kept)


async def test_other_pictures_lose_it_too(acme, attach, stored, picture):
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    text = PngInfo()
    text.add_text("Author", "SecretAuthor")
    text.add_itxt("XML:com.adobe.xmp", "<SecretPlace/>", zip=False)
    bodies = {
        "a.png": picture("PNG", exif=exif, pnginfo=text),
        "a.webp": picture("WEBP", exif=exif, xmp=b"<SecretPlace/>"),
        "a.gif": picture("GIF", comment=b"SecretComment"),
        "a.jpg": picture("JPEG", exif=exif, xmp=b"<SecretPlace/>"),
    }

    for name, body in bodies.items():
        assert b"Secret" in body
        kept = await stored(acme, await attach(acme, body, name))
        assert b"Secret" not in kept, name


def _usual():
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        for mode in ("RGB", "L", "P", "RGBA", "CMYK", "1", "LA", "I;16"):
            target = io.BytesIO()
            with suppress(OSError, ValueError):  # there are no such pictures
                Image.new(mode, (33, 17)).save(target, kind)
                yield pytest.param(target.getvalue(), id=f"{kind}-{mode}")


@pytest.mark.parametrize("body", list(_usual()))
async def test_every_usual_picture_survives(acme, attach, stored, body):
    file = await _file(acme, await attach(acme, body, "a.bin"))

    assert (file.status, file.why) == ("ready", "")
    assert (file.width, file.height) == (33, 17)
    assert Image.open(io.BytesIO(await stored(acme, file))).size == (33, 17)


async def test_moving_and_transparent_pictures_stay_so(acme, attach, stored):
    target = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "green", "blue")]
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0)
    moving = await attach(acme, target.getvalue(), "a.gif")
    target = io.BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(target, "PNG")
    clear = await attach(acme, target.getvalue(), "a.png")

    made = Image.open(io.BytesIO(await stored(acme, moving)))
    assert (made.n_frames, made.info["duration"], made.info["loop"]) == (3, 100, 0)
    assert Image.open(io.BytesIO(await stored(acme, clear))).getpixel((1, 1))[3] == 0


async def test_a_phones_picture_of_several_is_one_picture(acme, attach, stored):
    target = io.BytesIO()
    first, second = Image.new("RGB", (30, 20), "red"), Image.new("RGB", (15, 10), "blue")
    first.save(target, "MPO", save_all=True, append_images=[second])

    file = await _file(acme, await attach(acme, target.getvalue(), "IMG_1.jpg"))

    assert (file.status, file.content_type, file.width) == ("ready", "image/jpeg", 30)
    assert Image.open(io.BytesIO(await stored(acme, file))).format == "JPEG"


def _bomb():
    """A PNG of a few bytes that claims 60,000 by 60,000 points."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b"")]
    chunks = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _many_frames():
    target = io.BytesIO()
    frames = [Image.new("L", (1_000, 1_000), shade) for shade in range(60)]
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    return target.getvalue()


@pytest.mark.parametrize(
    ("body", "name", "sentence"),
    [
        (_bomb(), "bomb.png", "5000 万像素"),
        (_many_frames(), "bomb.gif", "5000 万像素"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "broken.png", "无法读取"),
        (b"\xff\xd8\xff\xe0" + b"x" * 500, "broken.jpg", "无法读取"),
        (b"GIF89a<script>alert(1)</script>", "a.gif", "无法读取"),
        (b"MZ\x90\x00\x03", "setup.txt", "程序和脚本"),
        (b"\x7fELF\x02\x01", "a", "程序和脚本"),
        (b"#!/bin/sh\nrm -rf /", "readme.txt", "程序和脚本"),
        (b"echo off", "start.bat", "程序和脚本"),
        (b"harmless", "invoice.pdf.exe", "程序和脚本"),
    ],
)
async def test_what_is_refused_says_why_and_is_deleted(door, acme, attach, stored, body, name, sentence):
    file = await _file(acme, await attach(acme, body, name))
    answer = await (await door.member(acme, fragment=True)).get(f"/files/{file.id}")

    assert file.status == "refused"
    assert answer.status_code == 410
    assert sentence in answer.text
    assert await stored(acme, file) is None


async def test_what_is_attached_is_shown_with_its_state(acme, attach, picture):
    ready = await attach(acme, picture(), "a.png")
    about = {"subject_id": ready.subject_id}
    await attach(acme, b"MZ\x90", "b.exe", **about)
    await attach(acme, picture(), "c.png", checked=False, **about)

    async with acme.scope():
        found = await queries.of_subjects("test.note", [ready.subject_id])
        assert await queries.of_subjects("test.other", [ready.subject_id]) == {}
        assert await queries.of_subjects("test.note", []) == {}

    first, refused, checking = found[ready.subject_id]
    assert (first.name, first.url, first.checking) == ("a.png", f"/files/{ready.id}", False)
    assert refused.size == "未接受"
    assert checking.checking


def _zip(*names):
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


def test_archives_are_told_apart_by_what_is_in_them():
    def kind(body, name="x"):
        return contents.look(body, name).content_type

    assert kind(_zip("[Content_Types].xml", "_rels/.rels", "word/document.xml")).endswith("wordprocessingml.document")
    assert kind(_zip("[Content_Types].xml", "xl/workbook.xml")).endswith("spreadsheetml.sheet")
    assert kind(_zip("ppt/a.xml", "[Content_Types].xml")).endswith("presentationml.presentation")
    assert kind(_zip("word/readme.txt")) == "application/zip"
    assert kind(_zip("mimetype")) == "application/zip"
    assert kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "报表.XLS") == "application/vnd.ms-excel"
    assert kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "报表.msi") == "application/octet-stream"
    assert kind(b"Rar!\x1a\x07\x01\x00") == "application/vnd.rar"
    assert kind(b"") == "text/plain"
    assert kind("中".encode() * 30_000) == "text/plain"
    assert kind(("a" + "中" * 30_000).encode("gb18030")[: contents.HEAD]) == "text/plain"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\王敏\\截图.png", "截图.png"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"),
        ("  .. ", "file"),
        ("", "file"),
        ("x" * 400 + ".docx", "x" * 195 + ".docx"),
        ('a"b.txt', 'a"b.txt'),
        ("e\u0301.txt", "é.txt"),
        ("\ud800.txt", "txt"),
    ],
)
def test_a_name_shows_what_it_is(sent, kept):
    assert contents.clean_name(sent) == kept
