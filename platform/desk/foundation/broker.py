"""
The broker: one queue per lane in Redis, which may go away, hang, or come back empty at any moment.

What is in it are messages that name reaction rows. Nothing depends on a message: one that is lost is sent
again because its rows are still there, and one that comes twice finds them gone or in work.
"""

import contextlib
import time
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

import structlog
from dramatiq import Message
from dramatiq.broker import Consumer, MessageProxy
from dramatiq.brokers.redis import RedisBroker
from dramatiq.common import current_millis
from dramatiq.errors import ConnectionClosed
from redis import Redis
from redis.exceptions import RedisError

from desk.settings import settings

PATIENCE = 3.0
"""Seconds that Redis may take to answer before it counts as gone."""
PAUSE = 0.5
"""Seconds until a worker looks again after Redis was gone."""
DEAD_AFTER = 8_000
"""Milliseconds without a sign of life after which a worker's messages are given to another.

One that was only slow does no harm: what it has in work is locked, what it has not begun is gone when it comes to it.
"""
OFTEN = 100_000
"""Of a million looks, those at which a worker also looks for dead ones: about one a second when there is no work."""
PARCEL = 500
"""Messages that go to Redis in one round trip."""
MOST_UNPACKED = 1_000
"""What the script may unpack at once; of no meaning to one message."""

log = structlog.get_logger(__name__)


class Broker(RedisBroker):
    """Dramatiq's broker with no retries, no delays and no results: those are the rows' own affair."""

    def __init__(self) -> None:
        client = Redis.from_url(settings.redis_url, socket_timeout=PATIENCE, socket_connect_timeout=1)
        super().__init__(  # type: ignore[no-untyped-call]
            client=client, namespace="desk", middleware=[], heartbeat_timeout=DEAD_AFTER, maintenance_chance=OFTEN
        )

    def declare_queue(self, queue_name: str) -> None:
        """A queue without another one for delayed messages, which nobody sends."""
        if queue_name not in self.queues:
            self.emit_before("declare_queue", queue_name)
            self.queues.add(queue_name)
            self.emit_after("declare_queue", queue_name)

    def consume(self, queue_name: str, prefetch: int = 1, timeout: int = 5000) -> Consumer:
        """The messages of one queue, through whatever happens to Redis."""
        return _Steady(super().consume(queue_name, prefetch, timeout), self)

    def post(self, letters: Iterable[Message[None]]) -> None:
        """Enqueue many in a few round trips, by the script that ``enqueue`` runs for each. All, or it raises."""
        waiting = list(letters)
        for first in range(0, len(waiting), PARCEL):
            with self.client.pipeline(transaction=False) as parcel:
                for one in waiting[first : first + PARCEL]:
                    self._put(one, parcel)
                parcel.execute()

    def _put(self, one: Message[None], parcel: Any) -> None:
        key = str(uuid4())
        words = one.copy(options={"redis_message_id": key}).encode()
        who = (self.broker_id, self.heartbeat_timeout, self.dead_message_ttl)
        arguments = ("enqueue", current_millis(), one.queue_name, *who, 0, MOST_UNPACKED, key, words)
        self.scripts["dispatch"](keys=[self.namespace], args=arguments, client=parcel)

    def change_name(self) -> None:
        """Be another worker from now on, so that what was sent to the old one, and may not have come, is sent again."""
        self.broker_id = str(uuid4())


class _Steady(Consumer):
    """Waits for Redis when it is gone, and then goes on, where the one inside would fail."""

    def __init__(self, inside: Consumer, broker: Broker) -> None:
        self.inside, self.broker, self.is_away = inside, broker, False

    def __next__(self) -> MessageProxy | None:
        try:
            taken = next(self.inside)
        except (RedisError, ConnectionClosed) as error:
            if not self.is_away:
                log.warning("worker waits for Redis", error=type(error).__name__)
            self.is_away = True
            self.broker.change_name()
            time.sleep(PAUSE)
            return None
        self.is_away = False
        return taken

    def ack(self, message: MessageProxy) -> None:
        """Tell Redis to forget it; if that fails it comes once more, and finds its rows gone."""
        with contextlib.suppress(RedisError, ConnectionClosed):
            self.inside.ack(message)

    def nack(self, message: MessageProxy) -> None:
        """Nobody asks for failed messages again: their rows tell."""
        self.ack(message)

    def requeue(self, messages: Iterable[MessageProxy]) -> None:
        """Give back what was not begun; if that fails others take it when we are seen to be gone."""
        with contextlib.suppress(RedisError, ConnectionClosed):
            self.inside.requeue(messages)

    def close(self) -> None:
        self.inside.close()


def actor_name(lane: str) -> str:
    """The actor that serves a lane."""
    return f"react_{lane}"


def letter(lane: str, tenant_id: UUID, ids: Sequence[UUID]) -> Message[None]:
    """The message that these reaction rows of a tenant are to be worked off."""
    words = {"tenant_id": str(tenant_id), "ids": [str(one) for one in ids]}
    return Message(queue_name=lane, actor_name=actor_name(lane), args=(), kwargs=words, options={})
