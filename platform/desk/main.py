"""
The web process: one Litestar app per face behind one front door.

    uvicorn desk.main:app
"""

from collections.abc import AsyncIterator, Container
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


def routes_of(face: str, leaving_out: Container[str] = ()) -> list[Any]:
    """The handlers of one face, from all slices and plugins but these."""
    found: list[Any] = [*assets.ROUTES]
    every: dict[str, Routes] = hooks.answers("register_routes")
    registered = {slug: routes for slug, routes in every.items() if slug not in leaving_out}
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


def app_of(face: str, leaving_out: Container[str] = ()) -> Litestar:
    """The Litestar app of one face."""
    return Litestar(
        routes_of(face, leaving_out),
        guards=[check_permission],
        middleware=[RequestFlow(identify)],
        exception_handlers={Exception: on_error},
        openapi_config=None,
        logging_config=None,
        request_max_body_size=settings.upload_limit,
        response_cache_config=ResponseCacheConfig(default_expiration=None),
    )


def faces() -> dict[str, ASGIApp]:
    """All faces. A plugin whose routes can't be served takes no part; one of the core stops the start."""
    while True:
        try:
            return {face: app_of(face) for face in FACES}
        except Exception as error:
            _drop_culprit(error)


def _drop_culprit(error: Exception) -> None:
    """Leave out the plugin with which it begins to fail, when they join in one after the other. Raises without one."""
    plugins = [slug for slug in hooks.answers("register_routes") if not hooks.is_core(slug)]
    for number, slug in enumerate(plugins):
        for face in FACES:
            try:
                app_of(face, plugins[number + 1 :])
            except Exception as why:
                hooks.drop(slug, why)
                return
    raise error


class Application:
    """The front door with the life of the process around it."""

    def __init__(self) -> None:
        hooks.boot()
        self.faces = faces()
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
