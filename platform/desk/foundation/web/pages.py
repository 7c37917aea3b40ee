"""
Pages and fragments: Jinja templates of the rooms, with the same few words around each.

StrictUndefined: a template that asks for what nobody gave is a mistake that a test sees.
"""

import hashlib
from collections.abc import Callable, MutableMapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from litestar import Response
from litestar.enums import MediaType
from markupsafe import Markup

from desk.foundation import company, hooks, labels, translation
from desk.foundation.tenancy import scope_or_none
from desk.foundation.web.request import visit_or_none
from desk.foundation.web.routing import NavItem
from desk.kit import text, time
from desk.kit.ids import uuid7

HERE = Path(__file__).resolve().parent.parent.parent
STATIC = HERE / "static"


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dict instead of a chain: each import in each row of a list asks it for all its keys."""
        return {**self.globals, **(d or {})}


@cache
def environment() -> Environment:
    """The one Jinja environment, made after the slices have registered."""
    folders = [HERE / "templates", *(room / "templates" for room in hooks.rooms())]
    env = _Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders if folder.is_dir()]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= {"_": spoken, "gettext": spoken}
    env.globals.update(asset=asset, url_for=url_for, drawn=drawn, once=once, now=time.now)
    env.globals.update(label=labels.label, words=labels.words)
    env.filters.update(
        label=_each_time(lambda stored, kind: labels.label(kind, stored)),
        moment=_each_time(_moment),
        day=_each_time(_day),
        iso=lambda at: at.isoformat(),
        span=_each_time(lambda seconds: time.span(seconds, _lang())),
        paragraphs=lambda written: Markup(text.plain_to_html(written)),  # noqa: S704 - escapes itself
        bytes=_bytes,
        called=_each_time(lambda tenant: company.called(tenant, _lang())),
        reached=_each_time(lambda tenant: company.lines(tenant, _lang())),
        speaks=company.speaks,
    )
    return env


def _each_time(asked: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that depends on who reads: of a fixed text, Jinja would work it out once, for whoever came first."""

    @pass_context
    def ask(_context: Context, *arguments: Any, **more: Any) -> Any:
        return asked(*arguments, **more)

    return ask


def spoken(message: str, /, **values: object) -> Markup:
    """A sentence of ours with these values, which are escaped; what Jinja's own would say, in a fifth of the time."""
    sentence = Markup(translation.gettext(message))  # noqa: S704 - ours
    return sentence % values if values or "%" in message else sentence


@cache
def asset(path: str) -> str:
    """The address of a static file, with its content in the address so that it may be kept for ever."""
    file = STATIC / path
    version = hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else "missing"
    return f"/static/{path}?v={version}"


def once() -> str:
    """The hidden token of a form, fresh each time it is drawn: see ``idempotency.token_of``."""
    return str(uuid7())


def url_for(name: str, **parameters: Any) -> str:
    """The path of a named route of this face."""
    visit = visit_or_none()
    assert visit is not None, "addresses are made while a request is answered"
    found: str = visit.app.route_reverse(name, **parameters)
    return found


def render(template: str, **context: Any) -> str:
    """A template as text, with the words that every page may use."""
    return environment().get_template(template).render(**_around(), **context)


def page(template: str, *, status: int = 200, here: str = "", **context: Any) -> Response[str]:
    """A whole page. ``here`` is the key of its line in the navigation."""
    return Response(render(template, here=here, **context), status_code=status, media_type=MediaType.HTML)


def fragment(
    template: str, *, status: int = 200, headers: dict[str, str] | None = None, **context: Any
) -> Response[str]:
    """A part of a page, for htmx."""
    return Response(
        render(template, here="", **context),
        status_code=status,
        media_type=MediaType.HTML,
        headers=headers or {},
    )


def see_other(path: str) -> Response[str]:
    """Go there with GET; a fragment's request is led there as a whole page."""
    path = quote(path, safe="/?&=#%:;+,@!$'()*~[]")
    visit = visit_or_none()
    if visit is not None and visit.is_fragment:
        return Response("", status_code=200, media_type=MediaType.HTML, headers={"HX-Redirect": path})
    return Response("", status_code=303, media_type=MediaType.HTML, headers={"Location": path})


def _around() -> dict[str, Any]:
    visit = visit_or_none()
    if visit is None:
        return _without_visit()
    return {
        "principal": visit.principal,
        "tenant": visit.tenant if visit.tenant.version else None,
        "face": visit.face,
        "nonce": visit.nonce,
        "theme": visit.theme,
        "lang": visit.lang or translation.DEFAULT,
        "path": visit.scope["path"],
        "navigation": navigation(),
    }


def _without_visit() -> dict[str, Any]:
    scope = scope_or_none()
    return {
        "principal": None,
        "tenant": scope.tenant if scope else None,
        "face": "",
        "nonce": "",
        "theme": None,
        "lang": translation.language.get(),
        "path": "/",
        "navigation": (),
    }


def navigation() -> tuple[NavItem, ...]:
    """The lines that this principal may follow on this face, in their order, labels translated."""
    visit = visit_or_none()
    if visit is None or visit.principal is None:
        return ()
    principal, plugins = visit.principal, visit.tenant.plugins
    return tuple(
        one
        for slug, one in _registered_lines(visit.face, translation.language.get())
        if (not slug or slug in plugins) and (one.permission == "signed-in" or principal.may(one.permission))
    )


@cache
def _registered_lines(face: str, language: str) -> tuple[tuple[str, NavItem], ...]:
    """All lines of a face in one language, each with the plugin that must be on for it; none for the core's."""
    found = [
        ("" if hooks.is_core(slug) else slug, replace(one, label=translation.gettext(one.label)))
        for slug, lines in hooks.answers("register_navigation").items()
        for one in lines
        if one.face == face
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].order))


@lru_cache(maxsize=1024)
def drawn(macro: Callable[..., Markup], lines: tuple[NavItem, ...], *words: Any) -> Markup:
    """What a macro draws of the navigation, kept: the same for all who may follow the same lines, and half a page."""
    return macro(lines, *words)


def _lang() -> str:
    return translation.language.get()


def _zone() -> str:
    visit = visit_or_none()
    return visit.tenant.zone if visit is not None and visit.tenant.zone else "UTC"


def _moment(at: Any) -> str:
    return time.moment(at, time.now(), _zone(), _lang())


def _day(at: Any) -> str:
    return time.day_heading(time.to_zone(at, _zone()).date(), _lang())


def _bytes(size: int) -> str:
    return f"{size} B" if size < 1000 else f"{size // 1000} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
