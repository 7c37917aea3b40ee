"""``desk complaints``: bring complaints in, note services by hand, and print the report of a month."""

import json
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from desk.extend import SYSTEM, Unreadable, in_each_tenant, in_one_pool, read_table, run
from desk_complaints.actions import bringing, reporting
from desk_complaints.queries.reckoning import SERVICE_POSITIONS

T = TypeVar("T")
TENANT = click.option("--tenant", required=True, help="The tenant, by its slug.")
MONTH = click.option("--month", required=True, help="YYYY-MM")


@click.group("complaints")
def group() -> None:
    """Complaints and their monthly report."""


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@TENANT
def bring_in(file: Path, tenant: str) -> None:
    """
    Bring in the complaints of a table, all or none of them.

    Its columns: complained_at, category, item, position, level, valid, customer, text.
    """
    try:
        table = read_table(file, file.name)
    except Unreadable as fault:
        raise click.ClickException(str(fault)) from None
    names = [one.strip().lower() for one in table.headings]
    if missing := [one for one in bringing.COLUMNS[:-2] if one not in names]:
        raise click.ClickException(f"These columns are missing: {', '.join(missing)}.")
    try:
        numbered = [(one.number, dict(zip(names, one.cells, strict=False))) for one in table.rows]
    except Unreadable as fault:
        raise click.ClickException(str(fault)) from None
    faults = _of(tenant, lambda: bringing.bring_in([line for _, line in numbered], by=SYSTEM))
    for place, wrong in faults.items():
        for column, sentence in wrong.items():
            click.echo(f"line {numbered[place - 1][0]}, {column}: {sentence}", err=True)
    if faults:
        raise click.ClickException("Nothing was brought in.")
    click.echo(f"{len(numbered)} complaints brought in")


@group.command("volumes")
@TENANT
@MONTH
@click.option("--customers", type=click.IntRange(min=0), help="Customers at the end of the month.")
@click.argument("services", nargs=-1, required=True, metavar="hotline=N onsite=N remote=N training=N")
def volumes(tenant: str, month: str, customers: int | None, services: tuple[str, ...]) -> None:
    """Note how many services were given in a month."""
    said = {name: _count(name, text) for name, _, text in (one.partition("=") for one in services)}
    _of(tenant, lambda: reporting.note_volumes(_month(month), said, customers, by=SYSTEM))
    click.echo(f"{month} noted")


@group.command("report")
@TENANT
@MONTH
@click.option("--json", "as_json", is_flag=True, help="One object of JSON.")
def report(tenant: str, month: str, as_json: bool) -> None:
    """Print the analysis report of a month."""
    found = _of(tenant, lambda: reporting.report_of(_month(month)))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for name, table in found.items():
        if name != "text":
            click.echo(name)
            for row in table["rows"]:
                click.echo("  " + "  ".join(f"{key} {value}" if key != "row" else value for key, value in row.items()))
    click.echo(found["text"]["en"])


def _of(tenant: str, work: Callable[[], Awaitable[T]]) -> T:
    """What the work gives in the tenant's scope, where complaints are switched on."""
    found: list[tuple[str, Any]] = run(in_one_pool(in_each_tenant(work, tenant, having="complaints")))
    if not found:
        raise click.ClickException(f"Complaints are not switched on for {tenant}.")
    done: T = found[0][1]
    return done


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise click.ClickException(f"{text} is no month: write YYYY-MM.") from None


def _count(name: str, text: str) -> int:
    if name not in SERVICE_POSITIONS or not text.isdecimal():
        raise click.ClickException(f"{name}={text} can't be read: write hotline=N onsite=N remote=N training=N.")
    return int(text)
