"""``desk plugins``: what is installed, for people and programs."""

import json
from typing import Any

import click

from desk.plugins import views


@click.group()
def plugins() -> None:
    """Plugins: what is installed."""


@plugins.command("list")
@click.option("--json", "as_json", is_flag=True, help="All that each declares, with the schemas of its events.")
def list_plugins(as_json: bool) -> None:
    """All plugins of this installation, those that couldn't be loaded with the reason."""
    found = [views.described(slug) for slug in views.slugs()]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("No plugins are installed.")


def _line(one: dict[str, Any]) -> str:
    if not one["loaded"]:
        return f"{one['slug']:20} not loaded: {one['why']}"
    return f"{one['slug']:20} {one['version']:10} {one['name']}: {one['summary']}"


COMMANDS = (plugins,)
