"""``desk plugins``: what is installed, and a new one to begin with."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from desk.plugins import skeleton, views


@click.group()
def plugins() -> None:
    """Plugins: what is installed, and a new one to begin with."""


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


@plugins.command("new")
@click.argument("name")
@click.option("--into", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path), show_default=True)
def new_plugin(name: str, into: Path) -> None:
    """Make a small plugin that works: a table, an action, a page, a tile, an event, a reaction, a promise."""
    try:
        home = skeleton.write(name, into)
    except skeleton.WrongName as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Made {home}. Its README says how it is installed.")


@plugins.command("check")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="The checks as one line of JSON.")
@click.pass_context
def check_plugin(context: click.Context, slug: str, as_json: bool) -> None:
    """Try out whether a plugin keeps the contract, on servers of its own; ends with 1 when it breaks a rule."""
    words = [sys.executable, "-m", "desk.conformance", slug, *(["--json"] if as_json else [])]
    context.exit(subprocess.run(words, check=False).returncode)  # noqa: S603 - ourselves, told a name


def _line(one: dict[str, Any]) -> str:
    if not one["loaded"]:
        return f"{one['slug']:20} not loaded: {one['why']}"
    return f"{one['slug']:20} {one['version']:10} {one['name']}: {one['summary']}"


COMMANDS = (plugins,)
