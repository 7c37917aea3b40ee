"""
``desk sample``: fills tenants with the invented data of their ``sample.toml``, through every slice's own words.

Running it again adds what is missing and changes nothing else. The passwords and tokens that it makes are kept
in the file that ``DESK_SAMPLE_STATE`` names; without one they are shown once, and made anew at the next run.
"""

import json
import secrets
import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from desk.demo.private import write_private
from desk.foundation import hooks, tenants
from desk.foundation.commands import owner, run
from desk.foundation.registry import scope_of
from desk.foundation.sample import Sample
from desk.kit.ids import secret_token
from desk.people.passwords import hash_password
from desk.people.sample import SampleSignIn
from desk.settings import settings

Secrets = dict[str, dict[str, str]]
"""Password and token by slug."""


@click.command()
@click.argument("slugs", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All tenants that have a sample.toml.")
@click.option("--json", "as_json", is_flag=True, help="Tell the sign-ins as one line of JSON.")
@click.option(
    "--state",
    envvar="DESK_SAMPLE_STATE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file that keeps passwords and tokens. Also DESK_SAMPLE_STATE.",
)
def sample(slugs: tuple[str, ...], every: bool, as_json: bool, state: Path | None) -> None:
    """Fill tenants with sample data: members, customers, tickets. Not in production."""
    if settings.environment == "production":
        raise click.ClickException("Sample data does not belong in production. Elsewhere set DESK_ENVIRONMENT=demo.")
    if bool(slugs) == every:
        raise click.UsageError("Name the tenants, or say --all.")
    hooks.boot()
    told = run(_fill([_read(slug) for slug in (slugs or _every())], state))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _show(told)


def _every() -> list[str]:
    return sorted(file.parent.name for file in settings.tenants.glob("*/sample.toml"))


def _read(slug: str) -> tuple[str, dict[str, Any]]:
    path = settings.tenants / slug / "sample.toml"
    try:
        return slug, tomllib.loads(path.read_text("utf-8"))
    except OSError:
        raise click.ClickException(f"There is no {path}.") from None
    except tomllib.TOMLDecodeError as error:
        raise click.ClickException(f"{path}: {error}") from None


async def _fill(samples: list[tuple[str, dict[str, Any]]], state: Path | None) -> dict[str, Any]:
    async with owner() as connection:
        known_tenants = {one["slug"]: one for one in await tenants.listed(connection)}
        ids = {slug: await tenants.id_of(connection, slug) for slug, _ in samples}
    kept = _kept(state)
    told: dict[str, Any] = {"tenants": [], "headquarters": {"sign_ins": []}}
    new = {slug for slug, _ in samples if slug not in kept}
    kept |= {slug: {"password": secrets.token_urlsafe(9), "token": secret_token("desk_api")} for slug in new}
    if state is not None:  # First kept, then used: whoever is interrupted here finds the same words again.
        write_private(state, kept)
    for slug, words in samples:
        await _fill_one(ids[slug], words, kept[slug], renew=slug in new)
        sign_ins = [_sign_in(one["roles"][0], one["login"], kept[slug]) for one in words.get("members", ())]
        if known_tenants[slug]["kind"] == "headquarters":
            told["headquarters"]["sign_ins"] += sign_ins
        else:
            one = {"slug": slug, "sign_ins": sign_ins, "contact": _contact(words, kept[slug])}
            told["tenants"].append(one | {"token": kept[slug]["token"]})
    return told


async def _fill_one(tenant_id: UUID, words: dict[str, Any], secret: dict[str, str], *, renew: bool) -> None:
    sign_in = SampleSignIn(await hash_password(secret["password"]), secret["token"], renew)
    async with scope_of(tenant_id) as scope:
        samples: dict[str, Sample] = hooks.answers("register_sample")
        on = [one for slug, one in samples.items() if hooks.is_core(slug) or slug in scope.tenant.plugins]
        for one in sorted(on, key=lambda one: one.order):
            await one.fill(words | {"sign_in": sign_in})


def _kept(state: Path | None) -> Secrets:
    try:
        kept: Secrets = json.loads(state.read_text("utf-8")) if state else {}
    except FileNotFoundError:
        return {}
    except ValueError:
        raise click.ClickException(f"{state} can't be read. Remove it: new passwords are made then.") from None
    return kept


def _sign_in(role: str, login: str, secret: dict[str, str]) -> dict[str, str]:
    return {"role": role, "login": login, "password": secret["password"]}


def _contact(words: dict[str, Any], secret: dict[str, str]) -> dict[str, str] | None:
    """The first contact who may sign in to the portal."""
    contacts = [contact for customer in words.get("customers", ()) for contact in customer.get("contacts", ())]
    login = next((contact["login"] for contact in contacts if "login" in contact), None)
    return {"login": login, "password": secret["password"]} if login else None


def _show(told: dict[str, Any]) -> None:
    for tenant in told["tenants"]:
        click.echo(tenant["slug"])
        contact = [tenant["contact"] | {"role": "contact"}] if tenant["contact"] else []
        for one in tenant["sign_ins"] + contact:
            click.echo(f"  {one['role']:<18} {one['login']:<34} {one['password']}")
        click.echo(f"  {'API token':<18} {tenant['token']}")
    if told["headquarters"]["sign_ins"]:
        click.echo("headquarters")
    for one in told["headquarters"]["sign_ins"]:
        click.echo(f"  {one['role']:<18} {one['login']:<34} {one['password']}")
