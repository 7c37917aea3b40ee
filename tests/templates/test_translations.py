"""Every sentence of a template has its Chinese, with the same placeholders, and sounds like us."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parents[2]
DESK = ROOT / "platform/desk"
SPECIMEN: dict[str, Any] = runpy.run_path(str(ROOT / "tests/specimen/render.py"))
OPTIONS = {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "extensions": "jinja2.ext.do"}}


@pytest.fixture(scope="module")
def sentences() -> dict[str, str]:
    """Each sentence of the templates, of plurals the form for many, with its Chinese or nothing."""
    chinese = SPECIMEN["catalogue"]().sentences
    found = extract_from_dir(
        DESK, method_map=[("**/templates/**.html", "jinja2.ext.babel_extract")], options_map=OPTIONS
    )
    ids = {message if isinstance(message, tuple) else (message, message) for _, _, message, _, _ in found}
    return {str(many): chinese.get(str(one), "") for one, many in ids}


def test_every_sentence_is_translated(sentences: dict[str, str]) -> None:
    assert sorted(one for one, chinese in sentences.items() if not chinese) == []


def test_translations_keep_their_placeholders(sentences: dict[str, str]) -> None:
    placeholder = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    for english, chinese in sentences.items():
        assert set(placeholder.findall(chinese)) == set(placeholder.findall(english)), english


def test_chinese_has_full_width_punctuation_and_a_space_beside_latin(sentences: dict[str, str]) -> None:
    han = r"[一-鿿]"
    for english, written in sentences.items():
        chinese = re.sub(r"%\(\w+\)[sd]", "", written)
        assert not re.search(rf"{han}[,;:!?()]|[,;:!?()]{han}", chinese), (english, chinese)
        assert not re.search(rf"{han}[A-Za-z]|[A-Za-z]{han}", chinese), (english, chinese)


def test_the_tone_is_ours(sentences: dict[str, str]) -> None:
    for english, chinese in sentences.items():
        assert "请注意" not in chinese
        assert "失败！" not in chinese
        assert "成功" not in chinese
        assert not re.search(r"\b(please note|successfully|error|oops|tenant id|null|403)\b", english.lower()), english
