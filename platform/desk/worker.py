"""
The worker: takes messages from Redis and works off reaction rows.

One event loop for all jobs, some threads that wait on it, a small pool of connections.
"""

import signal
import threading
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import dramatiq
import structlog
from dramatiq.asyncio import get_event_loop_thread
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AsyncIO, Middleware, ShutdownNotifications

from desk.foundation import hooks, jobs, logs, measures
from desk.foundation.database import DB
from desk.foundation.reactions import LANES
from desk.foundation.wake import waker
from desk.settings import settings

log = structlog.get_logger(__name__)


class Connections(Middleware):
    """The pool and the waker, on the loop of the jobs: open before the first message, closed before the loop stops."""

    def __init__(self, size: int) -> None:
        self.size, self.waker = size, waker()

    def before_worker_boot(self, broker: Any, worker: Any) -> None:
        self._run(DB.open_pool(self.size))
        self._run(self.waker.__aenter__())

    def after_worker_shutdown(self, broker: Any, worker: Any) -> None:
        self._run(self.waker.__aexit__(None, None, None))
        self._run(DB.close_connection_pool())

    @staticmethod
    def _run(coroutine: Any) -> None:
        loop = get_event_loop_thread()
        assert loop is not None, "the AsyncIO middleware comes first"
        loop.run_coroutine(coroutine)


def actor_name(lane: str) -> str:
    """The actor that serves a lane."""
    return f"react_{lane}"


async def react(tenant_id: str, ids: list[str]) -> None:
    """Work off these reaction rows of one tenant."""
    await jobs.work_off(UUID(tenant_id), [UUID(one) for one in ids])


def make_broker(pool_size: int) -> RedisBroker:
    """A broker with one queue per lane. Retries are the rows' own affair: see ``foundation.jobs``."""
    broker = RedisBroker(  # type: ignore[no-untyped-call]
        url=settings.redis_url, namespace="desk", middleware=[], heartbeat_timeout=30_000
    )
    broker.add_middleware(AsyncIO())
    broker.add_middleware(Connections(pool_size))
    broker.add_middleware(ShutdownNotifications())
    dramatiq.set_broker(broker)
    for lane in LANES:
        dramatiq.actor(actor_name=actor_name(lane), queue_name=lane, broker=broker)(react)
    return broker


def run(lanes: Sequence[str] = LANES, threads: int = 4) -> None:
    """Serve these lanes until told to stop; what is under way is finished first."""
    logs.configure()
    hooks.boot()
    measures.serve()
    broker = make_broker(threads + 1)
    worker = dramatiq.Worker(broker, queues=set(lanes), worker_threads=threads, worker_timeout=200)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    worker.start()
    log.info("worker ready", lanes=",".join(lanes), threads=threads)
    while not stop.wait(1.0):
        pass
    log.info("worker stopping")
    worker.stop(timeout=20_000)
    broker.close()
