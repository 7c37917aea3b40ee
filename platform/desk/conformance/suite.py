"""All checks in their order: what is read from files, what the database says, what the doors answer."""

import logging
from pathlib import Path
from types import ModuleType
from typing import cast

import asyncpg
import structlog

from desk.conformance import code, doors, languages, leaving, persons, schemas, walls
from desk.conformance.ground import Ground
from desk.conformance.rules import Result
from desk.foundation import hooks, manifests
from desk.main import create_app
from desk.settings import HERE


async def run(slug: str, folder: Path, superuser: str) -> list[Result]:
    """Check one plugin; what isn't loaded is not tried further."""
    _silence()
    hooks.boot()
    if not hooks.plugins.has_plugin(slug) or hooks.is_core(slug):
        return [Result("loaded", [str(hooks.left_out.get(slug, f"no plugin {slug!r} is installed"))])]
    module = cast("ModuleType", hooks.plugins.get_plugin(slug))
    app = create_app()
    _silence()
    if why := hooks.left_out.get(slug):
        return [Result("loaded", [str(why)])]
    home = Path(str(module.__file__)).parent
    found = [Result("loaded", ()), *_read(slug, home)]
    past = await asyncpg.connect(superuser)
    try:
        return found + await _tried(slug, home, folder, past, app)
    finally:
        await past.close()


def _silence() -> None:
    """What goes wrong is told as a fault; the product sets up its own log when it is made."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def _read(slug: str, home: Path) -> list[Result]:
    manifest = manifests.known()[slug]
    core = {said for room in HERE.glob("**/locale") for said in languages.catalogue(room)}
    return [
        Result("rooms", code.rooms(home, slug)),
        Result("imports", code.imports(home)),
        Result("languages", languages.faults(home, core)),
        Result("schemas", schemas.faults(manifest)),
        Result("permissions", doors.unnamed(slug)),
    ]


async def _tried(slug: str, home: Path, folder: Path, past: asyncpg.Connection, app: object) -> list[Result]:
    faults, tables = await walls.migrated(slug, home.name, past)
    found = [Result("migrations", faults), Result("fences", await walls.unfenced(tables, past))]
    found.append(Result("privacy", await persons.faults(slug, tables, past)))
    if faults:
        return found
    ground = Ground(app, past, slug, tables)
    async with app.running():  # type: ignore[attr-defined]
        await ground.found_tenants(folder)
        found.append(await doors.strange(ground))
        found.append(Result("off", await leaving.switched_off(ground)))
        found.append(Result("removal", await leaving.removed(ground)))
    return found
