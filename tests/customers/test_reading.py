"""Headings and cells: pure reading, without a database."""

import ast
import random

import pytest

from desk.customers import labels
from desk.customers.imports.cells import _key
from desk.customers.imports.columns import COLUMNS, adjust
from desk.imports import labels as imports
from desk.imports.kinds import guessed, plain
from desk.kit.text import pinyin_key
from desk.settings import HERE


def guess(*headings):
    """What customers' tables with these headings are read as."""
    return guessed(headings, COLUMNS, adjust)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *[("客户名称", "name"), ("* 单位名称（必填）", "name"), ("Company name", "name"), ("CUSTOMER", "name")],
        *[
            ("手机号码", "mobile"),
            ("QQ/微信", "im"),
            ("E-mail", "email"),
            ("加密盒号", "dongle_no"),
            ("Contact's phone", "contact_phone"),
        ],
        *[
            ("客户编号", "external_key"),
            ("统一社会信用代码", "tax_no"),
            ("购买日期：", "purchased_on"),
            ("心情", None),
            ("", None),
        ],
    ],
)
def test_a_heading_is_understood(heading, field):
    assert guess(heading, "联系人")[0] == field


def test_every_column_is_found_by_what_we_call_it_ourselves():
    for column in COLUMNS:
        for word in (*column.words, column.label):
            assert guess("客户名称", "联系人", word)[2] in (column.field, None)
            assert plain(word)


def test_of_two_columns_with_one_meaning_the_first_counts():
    assert guess("客户名称", "公司名称", "x", "") == ["name", None, None, None]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Name", "Company", "Mobile"], ["contact", "name", "mobile"]),
        (["Name", "Mobile"], ["name", "phone"]),
        (["客户名称", "联系电话"], ["name", "phone"]),
        (["客户名称", "联系人", "联系电话"], ["name", "contact", "contact_phone"]),
        (["客户名称", "电话", "手机"], ["name", "phone", "mobile"]),
    ],
)
def test_names_and_numbers_go_where_they_belong(headings, fields):
    assert guess(*headings) == fields


def test_the_fast_way_to_a_sorting_key_is_the_same_way():
    draw = random.Random(1)
    characters = "苏州江南重庆机电大和行长单曾所没都得了乐率调传藏着朝有限公司（）()Ab1é・ー 厂"
    for _ in range(3_000):
        name = "".join(draw.choices(characters, k=draw.randint(1, 14))) + draw.choice(
            ["", "有限公司", "(集团)有限公司"]
        )
        assert _key(name) == pinyin_key(name), name


@pytest.mark.parametrize(
    ("modules", "marked"),
    [(("phone",), labels.KIT_SAYS), (("spreadsheets", "workbooks", "sheltered"), imports.KIT_SAYS)],
)
def test_whatever_the_kit_says_of_numbers_and_tables_is_marked_for_translation(modules, marked):
    said = set()
    for module in modules:
        for node in ast.walk(ast.parse((HERE / f"kit/{module}.py").read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Fault", "Unreadable") and node.args:
                said |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    assert said == set(marked)
