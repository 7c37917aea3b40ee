"""
The worker: takes messages from Redis and works off reaction rows.

One event loop for all jobs, some threads that wait on it, a small pool of connections.
"""

import asyncio
import signal
import threading
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import dramatiq
import structlog
from dramatiq.asyncio import get_event_loop_thread
from dramatiq.middleware import AsyncIO, Middleware, ShutdownNotifications

from desk.foundation import hooks, jobs, logs, measures
from desk.foundation.broker import Broker, actor_name
from desk.foundation.database import DB
from desk.foundation.reactions import LANES
from desk.foundation.wake import waker

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds until a job that lost the database tries again; after the last, the message counts as lost."""

log = structlog.get_logger(__name__)


class Connections(Middleware):
    """The pool and the waker, on the loop of the jobs: open before the first message, closed before the loop stops."""

    def __init__(self, size: int, stop: threading.Event) -> None:
        self.size, self.stop, self.waker = size, stop, waker()

    def before_worker_boot(self, broker: Any, worker: Any) -> None:
        while not self.stop.is_set():
            try:
                self._run(DB.open_pool(self.size))
                break
            except jobs.DATABASE_LOST as error:
                log.warning("worker waits for the database", error=type(error).__name__)
                self.stop.wait(1.0)
        self._run(self.waker.__aenter__())

    def after_worker_shutdown(self, broker: Any, worker: Any) -> None:
        self._run(self.waker.__aexit__(None, None, None))
        self._run(DB.close_connection_pool())

    @staticmethod
    def _run(coroutine: Any) -> None:
        loop = get_event_loop_thread()
        assert loop is not None, "the AsyncIO middleware comes first"
        loop.run_coroutine(coroutine)


async def react(tenant_id: str, ids: list[str]) -> None:
    """Work off these reaction rows of one tenant; a lost database is waited for."""
    for pause in PAUSES:
        try:
            await jobs.work_off(UUID(tenant_id), [UUID(one) for one in ids])
            return
        except jobs.DATABASE_LOST as error:
            log.warning("job waits for the database", error=type(error).__name__)
            await asyncio.sleep(pause)
    await jobs.work_off(UUID(tenant_id), [UUID(one) for one in ids])


def make_broker(pool_size: int, stop: threading.Event) -> Broker:
    """A broker whose actors work off the rows of each lane; what is urgent goes before what was taken earlier."""
    broker = Broker()
    broker.add_middleware(AsyncIO())
    broker.add_middleware(Connections(pool_size, stop))
    broker.add_middleware(ShutdownNotifications())
    dramatiq.set_broker(broker)
    for priority, lane in enumerate(LANES):
        dramatiq.actor(actor_name=actor_name(lane), queue_name=lane, priority=priority, broker=broker)(react)
    return broker


def run(lanes: Sequence[str] = LANES, threads: int = 4) -> None:
    """Serve these lanes until told to stop; what is under way is finished first."""
    logs.configure()
    hooks.boot()
    measures.serve()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    broker = make_broker(threads + 1, stop)
    worker = dramatiq.Worker(broker, queues=set(lanes), worker_threads=threads, worker_timeout=200)
    worker.start()
    log.info("worker ready", lanes=",".join(lanes), threads=threads)
    while not stop.wait(1.0):
        pass
    log.info("worker stopping")
    worker.stop(timeout=20_000)
    broker.close()
