"""
The web process: one Litestar app per face behind one front door.

    uvicorn desk.main:app
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Router
from litestar.config.response_cache import ResponseCacheConfig
from litestar.types import ASGIApp, Receive, Scope, Send

from desk.foundation import crossing, hooks, logs, readiness
from desk.foundation.database import DB
from desk.foundation.signals import HUB
from desk.foundation.wake import waker
from desk.foundation.web import assets, live
from desk.foundation.web.flow import RequestFlow, check_permission, on_error
from desk.foundation.web.hosts import FrontDoor
from desk.foundation.web.routing import FACES, Routes
from desk.people.identity import identify
from desk.settings import settings

PATIENCE = 10.0
"""Seconds that a request waits for the database; whoever runs a job has more."""
SIGNED_IN_FACES = ("workspace", "portal", "headquarters")


def routes_of(face: str) -> list[Any]:
    """The handlers of one face, from all slices and plugins."""
    found: list[Any] = [*assets.ROUTES]
    registered: dict[str, Routes] = hooks.answers("register_routes")
    for routes in registered.values():
        found += getattr(routes, face)
        if face in SIGNED_IN_FACES:
            found += routes.people
    if face in SIGNED_IN_FACES:
        found += live.ROUTES
    if face == "workspace":
        api = [handler for routes in registered.values() for handler in routes.api]
        found.append(Router("/api/v1", route_handlers=api))
    return found


def app_of(face: str) -> Litestar:
    """The Litestar app of one face."""
    return Litestar(
        routes_of(face),
        guards=[check_permission],
        middleware=[RequestFlow(identify)],
        exception_handlers={Exception: on_error},
        openapi_config=None,
        logging_config=None,
        request_max_body_size=settings.upload_limit,
        response_cache_config=ResponseCacheConfig(default_expiration=None),
    )


class Application:
    """The front door with the life of the process around it."""

    def __init__(self) -> None:
        hooks.boot()
        self.faces: dict[str, ASGIApp] = {face: app_of(face) for face in FACES}
        self.door: ASGIApp = FrontDoor(self.faces, readiness.readiness)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if str(scope["type"]) == "lifespan":
            await self._live(receive, send)
        else:
            await self.door(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """What is open while the process serves: connections, the waker, the signals."""
        await DB.open_pool(patience=PATIENCE)
        try:
            async with waker(), HUB.running():
                yield
        finally:
            await DB.close_connection_pool()
            await crossing.close()

    async def _live(self, receive: Receive, send: Any) -> None:
        await receive()
        try:
            async with self.running():
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": f"{type(error).__name__}: {error}"})
            raise
        await send({"type": "lifespan.shutdown.complete"})


def create_app() -> Application:
    """The whole web application."""
    logs.configure()
    return Application()
