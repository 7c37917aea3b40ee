"""A plugin whose one reaction does nothing: what is left is the chain itself."""

from desk.foundation.events import Fact
from desk.foundation.hooks import hookimpl
from desk.foundation.manifests import Manifest
from desk.foundation.reactions import Reaction, reaction


@reaction()
async def hear(fact: Fact) -> None:
    """Nothing."""


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(slug="idle", name="Idle", summary="It is counted.", version="1.0")


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {"ticket.opened": [hear]}
