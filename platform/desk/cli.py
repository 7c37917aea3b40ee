"""
``desk``: the commands of the product.

Each slice may add its own below (``register_commands``); what stands here runs the processes and keeps the register.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from desk.foundation import hooks, logs
from desk.foundation.commands import owner, run
from desk.foundation.reactions import LANES
from desk.foundation.web.served import register_application
from desk.settings import settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Partner Desk: the service platform of a software vendor, its partners and their customers."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="Processes that share the port.")
@click.option("--plain-http", is_flag=True, help="Serve without https in production, behind a proxy that you trust.")
def serve(host: str, port: int, workers: int, plain_http: bool) -> None:
    """Serve the web faces."""
    import uvicorn

    from desk.foundation import measures

    if settings.environment == "production" and not settings.secure and not plain_http:
        raise click.ClickException(
            "In production people reach us over https: set DESK_SCHEME=https, or say --plain-http on purpose."
        )
    measures.serve()
    uvicorn.run(
        "desk.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
        proxy_headers=True,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=10,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=32_000,
        loop="uvloop",
        http="httptools",
        limit_concurrency=2_000,
    )


@main.command()
@click.option("--lanes", default=",".join(LANES), show_default=True)
@click.option("--threads", default=4, show_default=True)
def worker(lanes: str, threads: int) -> None:
    """Work off reactions."""
    from desk import worker as process

    chosen = lanes.split(",")
    if set(chosen) - set(LANES):
        raise click.ClickException(f"The lanes are {', '.join(LANES)}.")
    process.run(chosen, threads)


@main.command()
def pacer() -> None:
    """Relay reactions to the workers and mind the schedules."""
    from desk import pacer as process

    process.run()


@main.command()
@click.argument("direction", type=click.Choice(["up", "down"]), default="up")
@click.option("--to", help="With down: the last migration of the core to be undone.")
@click.option("--check", is_flag=True, help="Only say what is pending; exit 1 when something is.")
def migrate(direction: str, to: str | None, check: bool) -> None:
    """Bring the database up to date, or take it back."""
    from desk.foundation import migrations

    if check:
        waiting = run(migrations.pending())
        for one in waiting:
            click.echo(f"pending: {one.app} {one.id}")
        sys.exit(1 if waiting else 0)
    try:
        if direction == "up":
            ran = run(migrations.up())
            click.echo(f"{ran.count} migrations run." if ran.count else "Nothing to migrate.")
            for plugin, why in ran.failed.items():
                click.echo(f"The plugin {plugin} was not migrated and is silent until it is: {why}", err=True)
        else:
            run(migrations.down(to))
            click.echo("Migrated down.")
    except migrations.MigrationFailed as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Tell the findings as one line of JSON.")
def doctor(as_json: bool) -> None:
    """Look whether everything is in order, and say what to do where it isn't; exit 1 when something is wrong."""
    from desk.foundation.doctor import examine

    report = run(examine())
    click.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else "\n".join(report.lines()))
    sys.exit(0 if report.ok else 1)


@main.group()
def tenants() -> None:
    """The register of tenants."""


@tenants.command("apply")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
def apply_tenants(paths: tuple[Path, ...], yes: bool, dry_run: bool) -> None:
    """Apply tenant files: all of tenants/, or the ones named. Shows the difference first."""
    hooks.boot()
    run(_apply(paths, yes, dry_run))


async def _apply(paths: tuple[Path, ...], yes: bool, dry_run: bool) -> None:
    from desk.foundation import tenants as register

    async with owner() as connection:
        try:
            found = [(folder.name, register.read_file(folder)) for folder in register.folders(paths)]
            plans = [await register.plan(connection, slug, file) for slug, file in found]
            _show(plans)
            if dry_run or not (yes or not any(plan.changes for plan in plans) or click.confirm("Apply?")):
                return
            for plan in plans:
                await register.apply(connection, plan)
        except register.WrongFile as error:
            raise click.ClickException(str(error)) from None


def _show(plans: list[Any]) -> None:
    for plan in plans:
        click.echo(f"{plan.slug}: {'new' if plan.id is None else 'changed' if plan.changes else 'as it is'}")
        for change in plan.changes:
            click.echo(f"  {change.key}: {change.old!r} -> {change.new!r}")


@tenants.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_tenants(as_json: bool) -> None:
    """All tenants with their state and hosts."""
    found = run(_list())
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one['slug']:20} {one['kind']:13} {one['status']:10} {one['name']}  {' '.join(one['hosts'])}")


async def _list() -> list[dict[str, Any]]:
    from desk.foundation import tenants as register

    async with owner() as connection:
        return await register.listed(connection)


def add_commands() -> None:
    """Add the commands of the slices and of the demo. What is logged goes beside their answers, not among them."""
    logs.configure()
    hooks.boot()
    for commands in hooks.answers("register_commands").values():
        for command in commands:
            main.add_command(command)
    try:
        from desk.demo.command import demo
        from desk.demo.sample import sample
    except ModuleNotFoundError:
        return
    main.add_command(demo)
    main.add_command(sample)


def _application() -> Any:
    from desk.main import Application

    return Application()


add_commands()
register_application(_application)

if __name__ == "__main__":
    main()
