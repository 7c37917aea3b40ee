"""
Panels of plugins: loaded after the page, each in its own request with its own budget.

A late or broken one says so in its place; the page is whole without it.
"""

from typing import Any

from litestar import Response
from markupsafe import Markup

from desk.foundation.asking import hooks
from desk.foundation.errors import NotFound
from desk.foundation.hooks import title
from desk.foundation.web.pages import fragment, render


def expected(hook: str, url: str) -> list[dict[str, str]]:
    """The panels that will be asked for: a title, an address and an id for each plugin that answers."""
    return [
        {"title": title(slug), "url": f"{url}/panels/{slug}", "id": f"panel-{slug}", "icon": ""}
        for slug, _ in hooks().asked(hook)
    ]


async def answer(hook: str, slug: str, url: str, **arguments: Any) -> Response[str]:
    """
    One plugin's panel, or nothing where it has none to show.

    Raises ``NotFound`` when it isn't on, and says so in its place when it fails.
    """
    if slug not in [one for one, _ in hooks().asked(hook)]:
        raise NotFound
    failed: list[str] = []
    found = await hooks().slot(hook, only=slug, failed=failed, **arguments)
    panel = found[0][1] if found else None
    body = Markup(render(panel.template, here="", **panel.context)) if panel else Markup("")  # noqa: S704 - our own page
    context: dict[str, Any] = {"title": title(slug), "url": f"{url}/panels/{slug}", "id": f"panel-{slug}"}
    return fragment("parts/_panel.html", panel=panel, body=body, late=bool(failed), **context)
