"""
Every macro and page with sample arguments, as files that a browser can open.

`python tests/specimen/render.py /tmp/specimen`, then `python -m http.server --directory /tmp/specimen`.
Names, numbers and companies are invented.
"""

import runpy
import shutil
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from desk.foundation.translation import Catalogue
from desk.kit import text, time

HERE = Path(__file__).resolve().parent
DESK = HERE.parent.parent / "platform/desk"
NOW = datetime(2026, 11, 19, 2, 42, 7, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
LANGUAGES = ("zh-CN", "en")


def catalogue() -> Catalogue:
    """All Chinese sentences of the house, as the product reads them."""
    found = Catalogue()
    for path in sorted([DESK / "locale/zh_CN.po", *DESK.glob("*/locale/zh_CN.po")]):
        found.read(path)
    return found


def url_for(name: str, **parameters: Any) -> str:
    """An address that says which route was asked for."""
    return f"/{name.replace('.', '/')}" + "".join(f"/{value}" for value in parameters.values())


@cache
def environment(lang: str) -> Environment:
    """The product's Jinja environment, with a clock that stands still."""
    folders = [HERE, DESK / "templates", *sorted(DESK.glob("*/templates"))]
    env = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = catalogue()
    gettext = words.gettext if lang == "zh-CN" else str
    ngettext = words.ngettext if lang == "zh-CN" else (lambda one, many, n: one if n == 1 else many)
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        asset=lambda path: f"/static/{path}",
        drawn=lambda macro, *given: macro(*given),
        url_for=url_for,
        label=lambda kind, stored: stored,
        words=lambda kind: {},
        once=lambda: "0195f3c2-7d5e-7aaa-8000-0123456789ab",
        now=lambda: NOW,
    )
    env.filters.update(
        label=lambda stored, kind: stored,
        moment=lambda at: time.moment(at, NOW, ZONE, lang),
        day=lambda at: time.day_heading(time.to_zone(at, ZONE).date(), lang),
        full=lambda at: time.full_moment(at, ZONE),
        iso=lambda at: at.isoformat(),
        span=lambda seconds: time.span(seconds, lang),
        paragraphs=lambda written: Markup(text.plain_to_html(written)),  # noqa: S704 - escapes itself
        bytes=lambda size: f"{size // 1000} kB",
        called=lambda tenant: tenant.name,
        reached=lambda tenant: (),
        speaks=lambda tenant, face: ("zh-CN", "en"),
    )
    return env


@cache
def samples(lang: str) -> dict[str, dict[str, Any]]:
    """The context of each specimen page, by template, in the reader's language."""
    found = runpy.run_path(str(HERE / "samples.py"), {"NOW": NOW})
    more = runpy.run_path(str(HERE / "samples_imports.py"), found)
    pages: dict[str, dict[str, Any]] = found["pages"](lang) | more["pages"](lang)
    return pages


def render(template: str, lang: str, context: dict[str, Any], theme: str | None = None) -> str:
    """One specimen page as text."""
    return environment(lang).get_template(template).render(**context, theme=theme)


def main(folder: Path) -> None:
    """Write every page in both languages and both themes, with the static files beside them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DESK / "static", folder / "static")
    (folder / "theme.css").write_text("")
    for lang in LANGUAGES:
        env = environment(lang)
        for name, sample in samples(lang).items():
            template = sample.get("template", name)
            for theme in (None, "light", "dark"):
                file = folder / f"{name.replace('/', '-').removesuffix('.html')}.{lang}.{theme or 'auto'}.html"
                file.write_text(env.get_template(template).render(**{**sample, "theme": theme}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
