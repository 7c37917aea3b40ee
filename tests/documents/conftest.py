"""
Sheets to be printed, their text, and who prints them.

The product is imported inside the fixtures: this page is read before the servers of the tests are known.
"""

import io

import pytest


def text_of(made):
    """What stands on a PDF, page by page."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


def sheet(*parts, language="zh-CN", title="服务单", number="#1042"):
    """A document of these parts, or of one of each kind."""
    from desk.documents.kinds import Document, Facts, Grid, Lines, Prose, Talk

    usual = (
        Facts((("客户", "江南纺织（示例）有限公司"), ("电话", ""))),
        Prose("现象", "月末结账报错\n打不开"),
        Grid("配件", ("名称", "数量"), (("网线", "2"), ("键盘", "13")), (1,)),
        Talk("沟通记录", (("王敏", "2026-11-22 10:00", "请尽快"),)),
        Lines(("客户签字", "日期")),
    )
    return Document(title, number, parts or usual, language)


@pytest.fixture
def printed():
    """Set a document and read its text: ``await printed(document)``."""

    from desk.documents import engine

    usual = engine.Head("华信软件服务", ("苏州市工业园区", "0512-5550 0000"), "开户行：示例银行")

    async def make(document, head=usual, **more):
        return text_of(await engine.typeset(document, head, **more))

    return make


@pytest.fixture
def picture():
    """A picture of one colour."""
    from PIL import Image

    def make(kind="PNG", size=(400, 100), **more):
        target = io.BytesIO()
        Image.new("RGB", size, "red").save(target, kind, **more)
        return target.getvalue()

    return make


@pytest.fixture
def a_sheet():
    """A document with one part of each kind."""
    return sheet


@pytest.fixture
async def dummy_on(register):
    """Switch the dummy plugin on for a tenant; afterwards it is off again."""
    import asyncpg

    from desk.settings import settings

    connection = await asyncpg.connect(settings.owner_url)

    async def on(tenant):
        await connection.execute("select set_config('desk.tenant_id', $1, false)", str(tenant.id))
        await connection.execute(
            "update tenant set plugins = '{dummy}', version = version + 1 where id = $1", tenant.id
        )

    yield on
    await connection.execute("update tenant set plugins = '{}', version = version + 1")
    await connection.close()


@pytest.fixture
def a_contact(door):
    """A contact of a new customer, signed in to the portal."""
    from tickets_support import contact

    async def make(tenant):
        return await contact(door, tenant)

    return make
