"""Every macro and every page of the shared looks renders in both languages with nothing undefined."""

import re
import runpy
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DESK = ROOT / "platform/desk"
SPECIMEN: dict[str, Any] = runpy.run_path(str(ROOT / "tests/specimen/render.py"))
LANGUAGES = ("zh-CN", "en")
PAGES = [(lang, name) for lang in LANGUAGES for name in SPECIMEN["samples"](lang)]
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr", "path", "circle", "rect"}


class Outline(HTMLParser):
    """What a page consists of: ids, labels, headings, attributes; and tags that were left open."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(written)
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1] if self.open else ''}> at {self.getpos()}")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        self.open.pop()


@cache
def rendered(lang: str, name: str) -> tuple[Outline, str]:
    sample = SPECIMEN["samples"](lang)[name]
    written: str = SPECIMEN["render"](sample.get("template", name), lang, sample)
    return Outline(written), written


@pytest.fixture(params=PAGES, ids=lambda pair: f"{pair[1]}-{pair[0]}")
def page(request: pytest.FixtureRequest) -> tuple[Outline, str]:
    return rendered(*request.param)


def test_a_page_is_well_formed_and_safe_under_the_policy(page: tuple[Outline, str]) -> None:
    outline, written = page

    assert outline.faults == []
    names = {name for _, name, _ in outline.attributes}
    assert not {name for name in names if name == "style" or name.startswith(("on", "hx-on"))}
    assert "style" not in outline.tags
    assert not [value for _, name, value in outline.attributes if name.startswith("hx-") and "js:" in value]
    assert not [value for _, name, value in outline.attributes if name == "hx-trigger" and "[" in value]
    assert not re.search(r"<script(?![^>]*\bsrc=)", written)


def test_ids_are_unique_and_what_is_referred_to_exists(page: tuple[Outline, str]) -> None:
    outline, _ = page

    assert sorted(outline.ids) == sorted(set(outline.ids))
    for _, name, value in outline.attributes:
        if name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            assert set(value.split()) <= set(outline.ids), (name, value)


def test_a_whole_page_has_one_heading_one_main_and_its_language(page: tuple[Outline, str]) -> None:
    outline, written = page
    if "html" not in outline.tags:
        pytest.skip("a fragment")

    assert outline.tags.count("h1") == 1
    assert outline.tags.count("main") == 1
    assert re.search(r'<html[^>]* lang="(zh-CN|en)"', written)
    assert re.search(r"<title>[^<]{2,}</title>", written)


def test_every_macro_is_shown_in_the_specimen() -> None:
    used = (ROOT / "tests/specimen/macros.html").read_text("utf-8")
    used += "".join(file.read_text("utf-8") for file in DESK.glob("**/templates/**/*.html"))

    for file in sorted((DESK / "templates/macros").glob("*.html")):
        written = file.read_text("utf-8")
        assert written.startswith("{#"), f"{file.name} says nothing about its arguments"
        for macro in re.findall(r"{% macro (\w+)\(", written):
            calls = len(re.findall(rf"\b{macro}\b *\(", used))
            assert calls > len(re.findall(rf"{{% macro {macro}\(", used)), f"{file.name}: {macro} is never used"


def test_every_page_and_fragment_has_a_sample_and_says_what_it_needs() -> None:
    rooms = ("people", "tickets", "customers", "workspace", "portal", "headquarters", "search")
    shown = {sample.get("template", name) for name, sample in SPECIMEN["samples"]("en").items()}
    for room in rooms:
        for file in (DESK / room / "templates" / room).glob("*.html"):
            written = file.read_text("utf-8")
            assert written.lstrip().startswith("{#"), f"{file} doesn't say who answers with it"
    for name in ("layouts/workspace.html", "errors/not_found.html"):
        assert (DESK / "templates" / name).is_file()
    assert {f"errors/{file.name}" for file in (DESK / "templates/errors").glob("*.html")} <= shown


def test_portal_words_never_show_how_the_house_calls_things() -> None:
    for lang in LANGUAGES:
        words = SPECIMEN["environment"](lang).get_template("macros/mark.html").module
        for status in ("suspended", "with_hq", "in_consultation", "handed_on", "on_hold", "transferred"):
            assert words.portal_word(status) in ("我们在处理", "We&#39;re working on it", "We're working on it")
