"""The letterhead: who changes it, which logos are taken, and that it is on what is printed."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from desk.documents import queries
from desk.foundation.database import rows

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30'><rect width='90' height='30' fill='red'/></svg>"
FORM = {"name": "华信软件（苏州）", "lines": "苏州市工业园区\n0512-5550 0000", "foot": "税号 91320000"}


async def _stored(tenant):
    async with tenant.scope():
        return await queries.letterhead()


async def test_only_whoever_may_changes_it(door, acme):
    assert (await door.signed_out(acme).post("/letterhead", data=FORM)).status_code == 303
    engineer = await door.member(acme, "hotline_engineer")
    assert (await engineer.post("/letterhead", data=FORM)).status_code == 403
    assert (await engineer.get("/letterhead")).status_code == 403
    assert (await _stored(acme)) is None


async def test_what_is_saved_stands_on_the_sample(door, acme, brisk, picture):
    member = await door.member(acme)
    saved = await member.post("/letterhead", data=FORM, files={"logo": ("标志.jpg", picture("JPEG"), "image/jpeg")})
    assert saved.headers["location"] == "/letterhead?saved=yes"

    shown = (await member.get("/letterhead")).text
    assert "华信软件（苏州）" in shown
    assert 'src="/letterhead/logo"' in shown
    sample = await member.get("/letterhead/sample?lang=en")
    assert sample.headers["content-type"] == "application/pdf"
    page = PdfReader(io.BytesIO(sample.content)).pages[0]
    text = page.extract_text()
    for word in ("华信软件（苏州）", "苏州市工业园区", "税号 91320000", "Sample sheet", "Page 1 of 1"):
        assert word in text
    assert len(page.images) == 1
    async with acme.scope():
        facts = await rows("select payload from event where name = 'letterhead.changed' order by at desc limit 1")
    assert "logo" in facts[0]["payload"]

    other = await (await door.member(brisk)).get("/letterhead/sample")
    assert "Brisk 软件" in PdfReader(io.BytesIO(other.content)).pages[0].extract_text()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "SVG"])
async def test_every_picture_becomes_a_png_of_ours(door, acme, picture, kind):
    body = SVG if kind == "SVG" else picture(kind, size=(3000, 900))
    member = await door.member(acme)

    assert (await member.post("/letterhead", data=FORM, files={"logo": ("logo", body)})).status_code == 303

    answer = await member.get("/letterhead/logo")
    assert answer.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as made:
        assert made.format == "PNG"
        assert made.width <= 960
        assert made.height <= 240


@pytest.mark.parametrize(
    "body", [b"", b"hello", b"<svg>broken", b"%PDF-1.7", b"\x89PNG\r\n\x1a\nbroken", b"x" * 2_000_001]
)
async def test_what_is_no_logo_is_refused_and_what_was_typed_stays(door, acme, body):
    member = await door.member(acme)
    before = await _stored(acme)

    answer = await member.post("/letterhead", data=FORM | {"foot": "新的页脚"}, files={"logo": ("a.png", body)})

    assert answer.status_code == 422
    assert "请选择图片" in answer.text
    assert "新的页脚" in answer.text
    after = await _stored(acme)
    assert (after and after.foot) == (before and before.foot)


async def test_a_logo_stays_until_it_is_taken_away(door, acme, picture):
    member = await door.member(acme)
    await member.post("/letterhead", data=FORM, files={"logo": ("a.png", picture())})
    await member.post("/letterhead", data=FORM)
    assert (await member.get("/letterhead/logo")).status_code == 200

    await member.post("/letterhead", data=FORM | {"without_logo": "yes"})
    assert (await member.get("/letterhead/logo")).status_code == 404


async def test_too_long_lines_are_said_to_be(door, acme):
    answer = await (await door.member(acme)).post("/letterhead", data=FORM | {"foot": "x" * 301})

    assert answer.status_code == 422
    assert "300" in answer.text
