"""Setting a document: what stands on it, what never becomes markup, what it may cost."""

import io
import time

import pytest

from desk.documents import engine
from desk.documents.errors import CannotSet, TooLong, UnusableLogo
from desk.documents.kinds import Document, Facts, Lines, Prose, Seal
from desk.settings import HERE

HEAD = engine.Head("华信软件服务", ("苏州市工业园区", "0512-5550 0000"), "开户行：示例银行")


def sheet(*parts, language="zh-CN"):
    return Document("服务单", "#1042", parts, language)


EVIL = (
    '#import "@preview/cetz:0.3.4": *',
    '#read("/etc/passwd")',
    '#image("/etc/hostname")',
    "#{ while true {} }",
    "$ sum_(i=0)^n $ *bold* _it_ `raw` = Heading",
    "#sys.inputs #panic() \\u{41} \\",
    "</text><script>alert(1)</script>",
    ']] #eval("1+1") [[',
)


async def test_everything_stands_on_it(printed, a_sheet):
    (page,) = await printed(a_sheet(), printed="打印于 2026-11-22")

    for word in (
        *("华信软件服务", "苏州市工业园区", "0512-5550 0000", "开户行：示例银行", "打印于 2026-11-22"),
        *(
            "服务单",
            "#1042",
            "江南纺织（示例）有限公司",
            "月末结账报错",
            "打不开",
            "网线",
            "13",
            "王敏",
            "请尽快",
            "客户签字",
        ),
        "第 1 页，共 1 页",
    ):
        assert word in page, word
    assert "电话" not in page, "what is empty is left out"


async def test_a_long_one_has_numbered_pages(printed):
    pages = await printed(sheet(Prose("说明", "很长的一行说明文字。\n" * 150), language="en"))

    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "#1042" in page


@pytest.mark.parametrize("words", EVIL)
async def test_words_are_never_markup(printed, words):
    parts = (Facts(((words, words),), title=words), Prose(words, words))

    (page,) = await printed(Document(words, words, parts, "zh-CN"), engine.Head(words, (words,), words), printed=words)

    shown = "".join(page.split()).replace("\u200b", "")
    assert shown.count("".join(words.split())) >= 6
    assert "root:" not in page


async def test_the_same_content_has_the_same_bytes_and_another_has_others(a_sheet):
    first, second = [await engine.typeset(a_sheet(), HEAD, printed="x") for _ in range(2)]
    changed = sheet(Prose("现象", "月末结账报错。"))

    assert first == second
    assert a_sheet().fingerprint == a_sheet().fingerprint != changed.fingerprint
    assert await engine.typeset(changed, HEAD, printed="x") != first


async def test_a_sheet_is_made_while_somebody_waits(a_sheet):
    await engine.typeset(a_sheet(), HEAD)
    begun = time.perf_counter()
    made = await engine.typeset(a_sheet(), HEAD)

    assert time.perf_counter() - begun < 3
    assert len(made) < 100_000


@pytest.mark.parametrize("text", ["x" * 400_000, "汉字" * 60_000, "\n" * 5_000, "https://example.com/" + "a/" * 90_000])
async def test_much_is_set_all_the_same(text):
    assert (await engine.typeset(sheet(Prose("x", text)), HEAD)).startswith(b"%PDF-")


async def test_too_much_is_refused():
    with pytest.raises(TooLong):
        await engine.typeset(sheet(Prose("x", "x" * 2_000_001)), HEAD)


async def test_what_takes_too_long_is_given_up(monkeypatch, a_sheet):
    monkeypatch.setattr(engine, "SECONDS", 0.01)
    begun = time.perf_counter()

    with pytest.raises(CannotSet):
        await engine.typeset(a_sheet(), HEAD)
    assert time.perf_counter() - begun < 3


@pytest.mark.parametrize(
    "program",
    [
        '#read("/etc/passwd")',
        '#read("../../../../etc/passwd")',
        '#import "@preview/cetz:0.3.4": *',
        '#image("https://example.com/x.png")',
        "#let more(n) = more(n + 1) + more(n)\n#more(0)",
        '#let x = "x" * 100000000\n#range(1000).map(i => x + str(i)).join()',
    ],
)
async def test_even_a_template_gets_at_nothing(monkeypatch, tmp_path, a_sheet, program):
    """Should one of ours ever be careless: the press finds neither files nor a network."""
    template = tmp_path / "sheet.typ"
    template.write_text(program, "utf-8")
    monkeypatch.setattr(engine, "TEMPLATE", template)

    with pytest.raises(CannotSet):
        await engine.typeset(a_sheet(), HEAD)


async def test_without_its_font_nothing_is_printed(monkeypatch, tmp_path, a_sheet):
    monkeypatch.setattr(engine, "FONTS", tmp_path)

    with pytest.raises(CannotSet):
        await engine.typeset(a_sheet(), HEAD)


def test_the_press_knows_nothing_of_the_product():
    words = (HERE / "documents/press.py").read_text("utf-8")
    assert "desk" not in words.replace("desk,", "")


async def test_a_seal_shows_its_pictures(printed, picture):
    from pypdf import PdfReader

    unsigned = sheet(Prose("说明", "已完成"), Lines(("客户签字",)))
    seal = Seal("已签字", (("姓名", "王敏"),), picture="mark.png", code="code.png", note="核验码 ABCD")
    made = await engine.typeset(
        unsigned, HEAD, seal=seal, pictures={"mark.png": picture(size=(300, 100)), "code.png": picture(size=(80, 80))}
    )

    page = PdfReader(io.BytesIO(made)).pages[0]
    assert len(page.images) == 2
    text = page.extract_text()
    assert "核验码 ABCD" in text
    assert "客户签字" not in text, "nobody signs with a pen any more"
    assert unsigned.fingerprint[:12] in text, "it is the version that was seen"


SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 40'>%s<rect width='100' height='40' fill='red'/></svg>"


async def test_an_svg_is_drawn():
    from PIL import Image

    with Image.open(io.BytesIO(await engine.drawn(SVG % b""))) as made:
        assert (made.format, made.height) == ("PNG", engine.LOGO_HEIGHT)


@pytest.mark.parametrize(
    "inside", [b"<image href='/etc/passwd' width='9' height='9'/>", b"<rect", b"<image href='http://127.0.0.1:1/x'/>"]
)
async def test_an_svg_loads_nothing(inside):
    try:
        made = await engine.drawn(SVG % inside)
    except UnusableLogo:
        return
    assert made.startswith(b"\x89PNG")
