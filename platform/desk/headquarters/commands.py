"""``desk partners``: how partners stand, and what headquarters does with them, for whoever runs the installation."""

import json
from collections.abc import Awaitable
from typing import Any

import click

from desk.foundation import tenants
from desk.foundation.commands import owner, run
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import scope_of
from desk.headquarters import actions, queries
from desk.headquarters.actions import Invitation


@click.group()
def partners() -> None:
    """Partners: invited, suspended, closed, and the modules that they may switch on."""


@partners.command("show")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def show(slug: str, as_json: bool) -> None:
    """How a partner stands."""
    told = run(_told(slug))
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else f"{slug}: {told['status']}, {told['name']}")


async def _told(slug: str) -> dict[str, Any]:
    one = await queries.partner_known(slug)
    words = ("status", "done", "total", "size")
    archives = [{word: each[word] for word in words} for each in await queries.archives_of(one.id)]
    said = {"slug": one.slug, "name": one.name, "status": one.status, "plugins": one.plugins, "allowed": one.allowed}
    return said | {"archives": archives}


@partners.command("invite")
@click.argument("slug")
@click.option("--name", required=True, help="The company's name.")
@click.option("--admin", required=True, help="The name of the first administrator.")
@click.option("--mail", required=True, help="Where the invitation goes.")
def invite(slug: str, name: str, admin: str, mail: str) -> None:
    """Found a partner, and invite its first administrator."""
    run(_at_headquarters(actions.invite_partner(Invitation(slug, name, admin, mail), by=SYSTEM)))


@partners.command("turn")
@click.argument("act", type=click.Choice(actions.ACTS))
@click.argument("slug")
@click.option("--why", required=True, help="The reason; it stands on headquarters' page.")
def turn(act: str, slug: str, why: str) -> None:
    """Suspend a partner, close it, or open it again."""
    run(_at_headquarters(actions.turn_partner(slug, act, why, by=SYSTEM)))


@partners.command("allow")
@click.argument("slug")
@click.argument("plugins", nargs=-1)
def allow(slug: str, plugins: tuple[str, ...]) -> None:
    """Say which modules a partner may switch on: these and no others."""
    run(_at_headquarters(actions.allow_plugins(slug, plugins, by=SYSTEM)))


@partners.command("archive")
@click.argument("slug")
def archive(slug: str) -> None:
    """Have everything of a partner taken out as one file, by its own job; ``show`` says how far it is."""
    run(_at_partner(slug, actions.ask_archive(by=SYSTEM)))


async def _at_partner(slug: str, work: Awaitable[None]) -> None:
    one = await queries.partner_known(slug)
    async with scope_of(one.id):
        await work


async def _at_headquarters(work: Awaitable[None]) -> None:
    async with owner() as connection:
        known = [one["slug"] for one in await tenants.listed(connection) if one["kind"] == "headquarters"]
        if not known:
            raise LookupError("There is no headquarters.")
        place = await tenants.id_of(connection, known[0])
    async with scope_of(place):
        await work


COMMANDS = (partners,)
